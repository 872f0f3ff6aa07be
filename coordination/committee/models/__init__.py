"""What the committee keeps: seats, bylaws, ballots and the register of decisions."""

from .ballot import Ballot, Look, Question, Recusal, RollLine, Vote
from .bylaw import RULES, Bylaw, first_values
from .decision import Decision
from .nomination import Founding, Nomination
from .seat import Seat, SeatQuerySet

__all__ = [
    "RULES",
    "Ballot",
    "Bylaw",
    "Decision",
    "Founding",
    "Look",
    "Nomination",
    "Question",
    "Recusal",
    "RollLine",
    "Seat",
    "SeatQuerySet",
    "Vote",
    "first_values",
]
