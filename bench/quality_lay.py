"""Questions in people's own words (lay_language.csv), a third of them in Kuwaiti dialect, over the demo."""

import csv
from pathlib import Path
from unittest.mock import patch

from bench.figures import Figure

FILE = Path(__file__).with_name("lay_language.csv")
FIRST = 10
GOAL = 0.9


def measure(missed=None):
    """What share of the expected answers is among the first ten; `missed` collects (query, what was not found).

    Measured again without the list of equivalents: that far the search comes by itself.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    yield from _figures(rows, "", GOAL, missed)
    with patch("directory.search.reading.equivalents", _none):
        yield from _figures(rows, ", without equivalents")


def _figures(rows, how, goal=None, missed=None):
    scores = {row["query"]: _scores(row, missed) for row in rows}
    spoken = [row for row in rows if row["lang"] == "ar-KW"]
    for name, some, goal_of_all in (
        (f"lay language R@10 of {len(rows)}", rows, goal),
        (f"lay language R@10, the {len(spoken)} in dialect", spoken, None),
    ):
        recall, rank = (sum(scores[row["query"]][which] for row in some) / len(some) for which in (0, 1))
        yield Figure(f"{name}{how}", recall, "", goal_of_all)
        yield Figure(f"{name.replace('R@10', 'MRR@10')}{how}", rank, "")


def _none():
    from directory.search.equivalents import Equivalents

    return Equivalents((), {}, {}, 1, frozenset(), frozenset())


def _scores(row, missed):
    """(share of the expected answers among the first ten, one over the rank of the first of them)"""
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups, search_services

    search, key = (search_groups, "slug") if row["what"] == "group" else (search_services, "title_ar")
    request = SearchRequest(q=row["query"], page_size=FIRST)
    found = [hit.card[key] for hit in search(request, PUBLIC).hits]
    expected = row["expected"].split(";")
    if missed is not None:
        missed += [(row["query"], answer) for answer in expected if answer not in found]
    ranks = [found.index(answer) + 1 for answer in expected if answer in found]
    return len(ranks) / len(expected), 1 / min(ranks) if ranks else 0
