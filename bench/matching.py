"""How often what people expect is among the first five that the exchange suggests, and how long 10,000 needs take.

matching_needs.csv asks of matching_lent.csv. The matcher was tuned on one half of the needs; the other, held out by
a digest of their ids, is reported apart. The reference is the words alone: the site's analyzer and equivalents with
BM25 over the same texts, of whatever kind.
"""

import csv
import random
import time
from math import log
from pathlib import Path

from bench.figures import Figure

FOLDER = Path(__file__).parent
FIRST = 5
GOAL = 0.9
SECONDS = 60
SIZE = 10_000


def measure(size=None):
    from bench.site import empty_site

    with empty_site():
        needs, lent = written()
        return [*_quality(needs, lent), *_speed(size or SIZE, needs, lent)]


def written():
    """([(row, Need)], [Lent]) of the two files."""
    from coordination.exchange.matching import Lent, Need, understood

    def codes(cell):
        return frozenset(code for code in cell.split(";") if code and not code.startswith("-"))

    def both(row, name):
        return " ".join(filter(None, (row[f"{name}_ar"], row[f"{name}_en"])))

    needs = [
        (
            row,
            Need(
                id=row["id"],
                kind=row["kind"],
                text=row["text"],
                area=row["area"],
                when=understood(row["when"]),
                quantity=int(row["quantity"] or 0) or None,
                unit=row["unit"],
                access=codes(row["access"]),
                fields=codes(row["fields"]),
                beneficiaries=codes(row["beneficiaries"]),
            ),
        )
        for row in _rows("matching_needs")
    ]
    lent = [
        Lent(
            id=row["id"],
            kind=row["kind"],
            text=both(row, "title"),
            about=row["group"],
            area=row["area"],
            travels={"yes": True, "no": False}.get(row["travels"]),
            when=understood(row["available_ar"] or row["available_en"]),
            quantity=int(row["quantity"] or 0) or None,
            unit=row["unit"],
            access=codes(row["access"]),
            no_access=frozenset(code[1:] for code in row["access"].split(";") if code.startswith("-")),
            fields=codes(row["fields"]),
            beneficiaries=codes(row["beneficiaries"]),
            helped=tuple(filter(None, [row["helped"]])),
        )
        for row in _rows("matching_lent")
    ]
    return needs, lent


def _rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _quality(needs, lent):
    from coordination.exchange.matching import Pool

    pool, plain = Pool(lent), _Plain(lent)
    for half, goal in (("tuned", GOAL), ("held_out", GOAL)):
        some = [(row, need) for row, need in needs if row["half"] == half]
        for how, ask, wanted in (
            ("", lambda need: [match.lent.id for match in pool.ranked(need, FIRST)], goal),
            (", words alone", plain.ranked, None),
        ):
            yield from _scores(half.replace("_", " "), how, some, ask, wanted)


def _scores(half, how, needs, ask, goal):
    recalls, ranks, before, near = [], [], 0, 0
    for row, need in needs:
        found, expected = ask(need), row["expected"].split(";")
        places = [found.index(answer) for answer in expected if answer in found]
        recalls.append(len(places) / len(expected))
        ranks.append(1 / (min(places) + 1) if places else 0)
        nearly = row["near"].split(";")
        first = min(places, default=FIRST)
        before += sum(answer in found[:first] for answer in nearly)
        near += len(nearly)
    yield Figure(f"{half}: R@{FIRST} of {len(needs)}{how}", sum(recalls) / len(recalls), "", goal)
    yield Figure(f"{half}: MRR@{FIRST}{how}", sum(ranks) / len(ranks), "")
    yield Figure(f"{half}: nearly right ones before every right one, of {near}{how}", before, "")


class _Plain:
    """BM25 over the words of all that is lent, as a search box would find it."""

    def __init__(self, lent):
        from coordination.exchange.matching.words import terms

        self.terms = terms
        self.lent = [(one.id, terms(" ".join((one.text, one.about, *one.helped)))) for one in lent]
        self.mean = sum(len(said) for _id, said in self.lent) / len(self.lent)
        counts = {}
        for _id, said in self.lent:
            for term in said:
                counts[term] = counts.get(term, 0) + 1
        many = len(self.lent)
        self.rarity = {term: log(1 + (many - n + 0.5) / (n + 0.5)) for term, n in counts.items()}

    def ranked(self, need):
        asked = self.terms(need.text)
        scores = {name: self._score(asked, said) for name, said in self.lent}
        return sorted(scores, key=lambda name: (-scores[name], name))[:FIRST]

    def _score(self, asked, said):
        long = 2.2 / (1 + 1.2 * (0.25 + 0.75 * len(said) / self.mean))
        return sum(asked[term] * said[term] * self.rarity[term] * long for term in asked.keys() & said.keys())


def _speed(size, needs, lent):
    """`size` needs over as many things lent, made of the written ones: other words, places and days."""
    from coordination.exchange.matching import Pool

    chance = random.Random(9)
    texts, asked = [one.text for one in lent], [need for _row, need in needs]
    many = [_made(chance, number, lent, texts) for number in range(size)]
    wishes = [_made(chance, number, asked, [need.text for need in asked]) for number in range(size)]
    began, busy = time.perf_counter(), time.process_time()
    pool = Pool(many)
    indexed = time.perf_counter()
    found = sum(len(pool.ranked(need, 3)) for need in wishes)
    ended, spent = time.perf_counter(), time.process_time() - busy
    yield Figure(f"{size:,} things lent indexed", indexed - began, "s")
    yield Figure(f"{size:,} needs by {size:,} things lent", ended - began, "s", SECONDS, "<=")
    yield Figure(f"{size:,} needs by {size:,} things lent, time of the processor", spent, "s")
    yield Figure("suggestions found", found, "")


def _made(chance, number, models, texts):
    """One of the written ones with words of another, and the place and time of a third."""
    from dataclasses import replace

    model, place, days = (chance.choice(models) for _ in range(3))
    words = [*model.text.split(), *chance.choice(texts).split()[:3], f"اسم{number % 997}"]
    chance.shuffle(words)
    return replace(model, id=f"{number}", text=" ".join(words), area=place.area, when=days.when)
