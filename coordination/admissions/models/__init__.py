"""What the room keeps: requests to be listed with their reviews, suspensions, appeals, and ready reasons."""

from .admission import Admission, Review
from .appeal import Appeal
from .reasons import SECTION_OF, Closing, Declining, Lifting, RefusingLicence, Suspending, ToMend
from .suspension import Suspension

__all__ = [
    "SECTION_OF",
    "Admission",
    "Appeal",
    "Closing",
    "Declining",
    "Lifting",
    "RefusingLicence",
    "Review",
    "Suspending",
    "Suspension",
    "ToMend",
]
