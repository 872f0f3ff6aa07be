"""Examples in Arabic, one for each operation: answers as the demo gives them, shortened."""

from functools import cache
from pathlib import Path

import orjson

FILE = Path(__file__).with_name("examples.json")


@cache
def every():
    return orjson.loads(FILE.read_bytes()) if FILE.exists() else {}


def of(operation):
    """The example of an operation's answer, or None."""
    return every().get(operation)
