"""Standards, what groups said of them, and how groups measure themselves by them."""

from .accreditation import BY_ITSELF, ENDED, LIVING, Accreditation, Because, Condition
from .appeal import Appeal
from .assessment import IN_REVIEW, OPEN, Assessment, Clarification, Finding, Mark, Stage
from .clause import Clause, Evidence, Level, Section, Source
from .comment import Comment
from .reviewer import Proposal, Reviewer
from .revocation import Revocation
from .standard import MAKING, PUBLIC, Standard, State

__all__ = [
    "BY_ITSELF",
    "ENDED",
    "IN_REVIEW",
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
    "Proposal",
    "Reviewer",
    "Revocation",
    "Section",
    "Source",
    "Stage",
    "Standard",
    "State",
]
