"""Standards, what groups said of them, and how groups measure themselves by them."""

from .appeal import Appeal
from .assessment import OPEN, Assessment, Clarification, Finding, Mark, Stage
from .clause import Clause, Evidence, Level, Section, Source
from .comment import Comment
from .standard import MAKING, PUBLIC, Standard, State

__all__ = [
    "MAKING",
    "OPEN",
    "PUBLIC",
    "Appeal",
    "Assessment",
    "Clarification",
    "Clause",
    "Comment",
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
