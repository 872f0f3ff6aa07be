"""What the committee keeps: seats and bylaws."""

from .bylaw import RULES, Bylaw, first_values
from .seat import Seat, SeatQuerySet

__all__ = ["RULES", "Bylaw", "Seat", "SeatQuerySet", "first_values"]
