"""Requests and offers of groups, and what other groups answer."""

from .kinds import MOST, UNITS, Kind, Unit
from .post import RUNNING, TAKING, TOLD, Audience, Post, Side, State
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
    "Audience",
    "Kind",
    "Post",
    "Response",
    "Side",
    "Stage",
    "State",
    "Unit",
]
