"""Requests and offers of groups, what other groups answer, and what they write to each other about it."""

from .giver import Condition, Giver
from .guide import Correction, CorrectionState, Guide, GuideFile, GuideSource, GuideState, Wording
from .hand import Hand
from .kinds import MOST, UNITS, Kind, Unit
from .letter import Letter
from .message import Message
from .post import RUNNING, TAKING, TOLD, Audience, Post, Side, State
from .reasons import WHY, Over
from .response import GRANTED, PENDING, UNSETTLED, WAITING, Response, Stage
from .suggestion import Hiding, LookedFor, NotForUs, Suggestion

__all__ = [
    "GRANTED",
    "MOST",
    "PENDING",
    "RUNNING",
    "TAKING",
    "TOLD",
    "UNITS",
    "UNSETTLED",
    "WAITING",
    "WHY",
    "Audience",
    "Condition",
    "Correction",
    "CorrectionState",
    "Giver",
    "Guide",
    "GuideFile",
    "GuideSource",
    "GuideState",
    "Hand",
    "Hiding",
    "Kind",
    "Letter",
    "LookedFor",
    "Message",
    "NotForUs",
    "Over",
    "Post",
    "Response",
    "Side",
    "Stage",
    "State",
    "Suggestion",
    "Unit",
    "Wording",
]
