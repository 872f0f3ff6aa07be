"""The journal: deeds are recorded, sealed into one order, read in that order, and checked for tampering."""

from deeds.journal.reading import head, knows, read_from
from deeds.journal.recording import Line, record, record_many
from deeds.journal.sealing import seal
from deeds.journal.verifying import Fault, verify

__all__ = ["Fault", "Line", "head", "knows", "read_from", "record", "record_many", "seal", "verify"]
