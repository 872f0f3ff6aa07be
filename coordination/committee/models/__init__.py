"""What the committee keeps: seats, bylaws, ballots and the register of decisions."""

from .announcement import Announcement
from .appeal import AppealOfRoom, AppealQuerySet, AppealState, Hearing
from .ballot import Ballot, Recusal, RollLine, Vote
from .brief import Look, Question
from .bylaw import RULES, Bylaw, first_values
from .decision import Decision
from .meeting import Attendee, Item, Meeting
from .nomination import Founding, Nomination
from .seat import Seat, SeatQuerySet

__all__ = [
    "RULES",
    "Announcement",
    "AppealOfRoom",
    "AppealQuerySet",
    "AppealState",
    "Attendee",
    "Ballot",
    "Bylaw",
    "Decision",
    "Founding",
    "Hearing",
    "Item",
    "Look",
    "Meeting",
    "Nomination",
    "Question",
    "Recusal",
    "RollLine",
    "Seat",
    "SeatQuerySet",
    "Vote",
    "first_values",
]
