"""What the committee does; rooms call `cancel_ballots_of`, `register_decision` and `note_appeal`."""

from .closing import cancel_ballots_of
from .register import note_appeal, register_decision

__all__ = ["cancel_ballots_of", "note_appeal", "register_decision"]
