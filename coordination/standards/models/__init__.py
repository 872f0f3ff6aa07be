"""Standards, what groups said of them, and how groups measure themselves by them."""

from .accreditation import BY_ITSELF, ENDED, LIVING, Accreditation, Because, Condition
from .appeal import Appeal
from .assessment import OPEN, Assessment, Clarification, Finding, Mark, Stage
from .clause import Clause, Evidence, Level, Section, Source
from .comment import Comment
from .standard import MAKING, PUBLIC, Standard, State

__all__ = [
    "BY_ITSELF",
    "ENDED",
    "LIVING",
    "MAKING",
    "OPEN",
    "PUBLIC",
    "Accreditation",
    "Appeal",
    "Assessment",
    "Because",
    "Clarification",
    "Clause",
    "Comment",
    "Condition",
    "Evidence",
    "Finding",
    "Level",
    "Mark",
    "Section",
    "Source",
    "Stage",
    "Standard",
    "State",
]
