"""How often the right answer is among the first ten, and how high, asked as the public asks.

Public questions over their passages; names of groups in every spelling (quality_names); places by their Latin
names (quality_places); questions in people's own words (quality_lay); words that only look alike
(quality_precision). Each passage is imported as a group (a neutral name, the passage as its Arabic text) by
`import_groups`, indexed by `rebuild_search`, and every question goes through `search_groups`. The reference is
SQLite's FTS5 over the same passages: its own tokens, OR, BM25, no stems.
"""

import csv
import io
import json
import re
import sqlite3
from contextlib import redirect_stderr, redirect_stdout

from bench import quality_lay, quality_names, quality_places, quality_precision
from bench.figures import Figure, Unmeasured
from bench.site import empty_site

SETS = {"xquad_ar": ("XQuAD", 0.98, 0.92), "arcd": ("ARCD", 0.94, 0.76)}
FIRST = 10


def measure(size=None):
    with empty_site() as folder:
        from django.conf import settings

        samples = settings.SAMPLES_DIR / "search"
        if not samples.is_dir():
            raise Unmeasured("the question sets are not there (SAMPLES_DIR).")
        return [
            *(figure for name in SETS for figure in _one_set(name, samples, folder)),
            *_made(samples),
            *_demo(),
        ]


def _made(samples):
    """Over groups that have nothing but a name."""
    passages = [line["text"] for name in SETS for line in _lines(samples / f"{name}.docs.jsonl")]
    yield from quality_names.measure(_product(), _fill, passages)
    yield from quality_places.measure(_product(), _fill, _lines(samples / "geonames_arab_places.jsonl"))
    yield from quality_precision.measure(_counted, _fill, passages)


def _demo():
    from config.demo.load import load
    from directory.models import Group
    from directory.search import build

    Group.objects.all().delete()
    load()
    build.rebuild()
    return quality_lay.measure()


def _fill(names):
    """Groups with these names, and only these, listed and indexed; each knows its place in the list."""
    from django.utils import timezone

    from directory.models import Group
    from directory.search import build

    Group.objects.all().delete()
    listed = {"standing": "listed", "listed_at": timezone.now()}
    Group.objects.bulk_create(
        Group(slug=f"made-{place}", name_ar=name, external_id=str(place), **listed)
        for place, name in enumerate(names)
    )
    build.rebuild()


def _counted(query):
    """Places in the list of the groups that count as matching, related ones left aside; and how many they are."""
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups

    results = search_groups(SearchRequest(q=query, page_size=100), PUBLIC)
    return {int(hit.card["external_id"]) for hit in results.hits if not hit.near}, results.count


def _one_set(name, samples, folder):
    title, recall, rank = SETS[name]
    passages, questions = _lines(samples / f"{name}.docs.jsonl"), _lines(samples / f"{name}.queries.jsonl")
    _import(name, passages, folder)
    ours, theirs = _scores(questions, _product()), _scores(questions, _plain(passages))
    return [
        Figure(f"{title} R@10", ours[0], "", recall),
        Figure(f"{title} R@10, FTS5 without stems", theirs[0], ""),
        Figure(f"{title} MRR@10", ours[1], "", rank),
        Figure(f"{title} MRR@10, FTS5 without stems", theirs[1], ""),
    ]


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _import(name, passages, folder):
    """The passages become the only groups of the site."""
    from django.core.management import call_command

    from directory.models import Group
    from directory.search import build

    Group.objects.all().delete()
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["external_id", "name_ar", "about_ar"])
        rows.writerows([passage["id"], f"فقرة {passage['id']}", passage["text"]] for passage in passages)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        call_command("import_groups", path, source=name, list=True)
    if build.rebuild() != len(passages):
        raise Unmeasured("not every passage was imported.")


def _product():
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups

    def ask(question):
        results = search_groups(SearchRequest(q=question, page_size=FIRST), PUBLIC)
        if results.index_down:
            raise Unmeasured("the index could not be read.")
        return [int(hit.card["external_id"]) for hit in results.hits]

    return ask


def _plain(passages):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(text)")
    rows = [(passage["id"] + 1, passage["text"]) for passage in passages]
    database.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", rows)
    ranked = "SELECT rowid - 1 FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?"

    def ask(question):
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        return [row for (row,) in database.execute(ranked, (words, FIRST))]

    return ask


def _scores(questions, ask):
    """(recall at ten, mean reciprocal rank at ten)"""
    ranks = [_rank(ask(question["q"]), question["rel"]) for question in questions]
    found = [rank for rank in ranks if rank]
    return len(found) / len(ranks), sum(1 / rank for rank in found) / len(ranks)


def _rank(answers, right):
    return next((place for place, answer in enumerate(answers, 1) if answer in right), None)
