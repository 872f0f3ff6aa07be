"""Requests and offers of groups, what other groups answer, and what they write to each other about it."""

from .guide import Correction, CorrectionState, Guide, GuideFile, GuideSource, GuideState, Wording
from .kinds import MOST, UNITS, Kind, Unit
from .message import Message
from .post import RUNNING, TAKING, TOLD, Audience, Post, Side, State
from .reasons import WHY, Over
from .response import GRANTED, PENDING, UNSETTLED, Response, Stage

__all__ = [
    "GRANTED",
    "MOST",
    "PENDING",
    "RUNNING",
    "TAKING",
    "TOLD",
    "UNITS",
    "UNSETTLED",
    "WHY",
    "Audience",
    "Correction",
    "CorrectionState",
    "Guide",
    "GuideFile",
    "GuideSource",
    "GuideState",
    "Kind",
    "Message",
    "Over",
    "Post",
    "Response",
    "Side",
    "Stage",
    "State",
    "Unit",
    "Wording",
]
