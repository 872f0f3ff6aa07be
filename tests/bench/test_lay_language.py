"""The written queries of the search bench, with the answers that people expect."""

import csv
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ROOT / "config" / "demo"


def rows():
    with (ROOT / "bench" / "lay_language.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed():
    groups = [
        group for path in sorted(FOLDERS.glob("groups_*.json")) for group in json.loads(path.read_text())
    ]
    return [group for group in groups if group["standing"] == "listed"]


def test_there_are_sixty_queries_and_fifteen_in_dialect():
    assert len({row["query"] for row in rows()}) == 60
    assert sum(row["lang"] == "ar-KW" for row in rows()) >= 15


def test_every_expected_answer_is_listed_in_the_demo():
    answers = {
        "group": {group["slug"] for group in listed()},
        "service": {service["title_ar"] for group in listed() for service in group["services"]},
    }
    for row in rows():
        assert set(row["expected"].split(";")) <= answers[row["what"]], row["query"]


def test_every_query_says_why():
    assert [row["query"] for row in rows() if not row["why"]] == []
