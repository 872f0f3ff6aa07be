"""What is said about one place of a file."""

from dataclasses import dataclass
from typing import Any

ERROR, WARNING, MERGED = "error", "warning", "merged"


class Unusable(Exception):
    """The file as a whole cannot be used; the sentence says why and what to do."""


class Bad(Exception):
    """A cell, or a whole line when `column` is empty, that cannot be taken as it is."""

    def __init__(self, reason, column=""):
        super().__init__(reason)
        self.reason, self.column = reason, column


@dataclass(frozen=True)
class Remark:
    line: int
    column: str
    level: str
    reason: Any
    external_id: str = ""

    @property
    def rank(self):
        return (ERROR, WARNING, MERGED).index(self.level)
