"""Questions in people's own words (lay_language.csv), a third of them in Kuwaiti dialect, over the demo."""

import csv
from pathlib import Path

from bench.figures import Figure

FILE = Path(__file__).with_name("lay_language.csv")
FIRST = 10
GOAL = 0.9


def measure(missed=None):
    """The share of the expected answers among the first ten; `missed` collects (query, what was not found)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shares = {row["query"]: _share(row, missed) for row in rows}
    spoken = [shares[row["query"]] for row in rows if row["lang"] == "ar-KW"]
    return [
        Figure(f"lay language R@10 of {len(rows)}", sum(shares.values()) / len(rows), "", GOAL),
        Figure(f"lay language R@10, the {len(spoken)} in dialect", sum(spoken) / len(spoken), ""),
    ]


def _share(row, missed):
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups, search_services

    search, key = (search_groups, "slug") if row["what"] == "group" else (search_services, "title_ar")
    request = SearchRequest(q=row["query"], page_size=FIRST)
    found = {hit.card[key] for hit in search(request, PUBLIC).hits}
    expected = row["expected"].split(";")
    if missed is not None:
        missed += [(row["query"], answer) for answer in expected if answer not in found]
    return len(found.intersection(expected)) / len(expected)
