"""The guides that the library opens with: written for this project, sources named, the same in both languages.

`guides.json` has a row for each: code, title, summary, fields, beneficiaries and sources. Its words stand beside it as
Markdown, one file a language, with the sections as headings of the second level.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def guides() -> dict[str, dict[str, Any]]:
    """{code: guide} in the order of the file, `text_ar` and `text_en` among its values."""
    rows = json.loads((HERE / "guides.json").read_text("utf-8"))
    return {row["code"]: {**row, "text_ar": words(row, "ar"), "text_en": words(row, "en")} for row in rows}


def words(row, language):
    return (HERE / f"{row['code']}.{language}.md").read_text("utf-8").strip()
