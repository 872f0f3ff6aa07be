"""Texts that a committee may begin a standard from: one JSON file each, written for this project, sources named."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def texts() -> dict[str, dict[str, Any]]:
    """{code: text} of every file beside this one; their shape is said in the room's README."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.json"))]
    return {text["code"]: text for text in found}
