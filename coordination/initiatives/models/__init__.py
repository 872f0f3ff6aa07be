"""Joint initiatives: the root, its groups and their parts, what was agreed, said and reported."""

from .appeal import Appeal, Opinion
from .initiative import EDITABLE, PUBLIC, UNDECIDED, Initiative, State
from .partnership import Agreement, BudgetLine, Partnership, Task
from .plan import Milestone, Permit
from .report import Report
from .review import Comment, Section, Terms

__all__ = [
    "EDITABLE",
    "PUBLIC",
    "UNDECIDED",
    "Agreement",
    "Appeal",
    "BudgetLine",
    "Comment",
    "Initiative",
    "Milestone",
    "Opinion",
    "Partnership",
    "Permit",
    "Report",
    "Section",
    "State",
    "Task",
    "Terms",
]
