"""What the committee does; rooms call `cancel_ballots_of` and `register_decision`."""

from .closing import cancel_ballots_of
from .register import register_decision

__all__ = ["cancel_ballots_of", "register_decision"]
