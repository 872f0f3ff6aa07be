"""Where the demo's texts lie."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
