"""The journal: deeds are recorded, sealed into one order, read in that order, and checked for tampering."""

from deeds.journal.reading import head, knows, read_from
from deeds.journal.recording import Line, record, record_many, ring_on_commit
from deeds.journal.sealing import last_head_kept, parsed_head, seal
from deeds.journal.verifying import Fault, verify

__all__ = [
    "Fault",
    "Line",
    "head",
    "knows",
    "last_head_kept",
    "parsed_head",
    "read_from",
    "record",
    "record_many",
    "ring_on_commit",
    "seal",
    "verify",
]
