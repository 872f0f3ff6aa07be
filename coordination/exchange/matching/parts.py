"""Parts that decide whether a thing is of use, and that a text may say are there or not: a driver, a technician."""

import csv
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from directory.search.analyzer import tokenize

FILE = Path(__file__).with_name("parts.csv")


class Said(NamedTuple):
    """`own`: whoever writes has it already, so a need lacks it not."""

    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@cache
def _phrases():
    """[(code, column, padded words)], from parts.csv."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["code"], column, _padded(phrase))
        for row in rows
        for column in Said._fields
        for phrase in row[column].split(";")
    ]


@lru_cache(maxsize=32768)
def said(text: str) -> Said:
    """A part that is said to be lacking, or to be one's own, is not said to be there."""
    words = _padded(text)
    found = {
        column: {code for code, which, phrase in _phrases() if which == column and phrase in words}
        for column in Said._fields
    }
    return Said(
        frozenset(found["has"] - found["lacks"] - found["own"]),
        frozenset(found["lacks"] - found["own"]),
        frozenset(found["own"] - found["lacks"]),
    )


def _padded(text):
    return f" {' '.join(token.surface for token in tokenize(text))} "
