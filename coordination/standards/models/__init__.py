"""Standards: versions, their sections, clauses and sources, and what groups said of them."""

from .clause import Clause, Evidence, Level, Section, Source
from .comment import Comment
from .standard import MAKING, PUBLIC, Standard, State

__all__ = [
    "MAKING",
    "PUBLIC",
    "Clause",
    "Comment",
    "Evidence",
    "Level",
    "Section",
    "Source",
    "Standard",
    "State",
]
