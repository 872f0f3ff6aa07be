"""Words that only look alike stay apart: pairs of look_alikes.csv, and pairs drawn at random from the passages.

Pairs that differ by one of light10's suffixes alone (جامع, جامعة) are not in the list: the stem joins them by design,
as it joins جمعية with جمعيات. A pair is joined when asking for one counts a group that has only the other in its name.
"""

import csv
import random
import re
from pathlib import Path

from bench.figures import Figure

FILE = Path(__file__).with_name("look_alikes.csv")
SEED, PAIRS, WORDS = 7, 20_000, 400


def measure(ask, fill, passages):
    """`fill(words)` makes each the name of a group; `ask(word)` says which groups match, and how many."""
    pairs = look_alikes()
    drawn = random.Random(SEED).sample(_vocabulary(passages), WORDS)
    words = list(dict.fromkeys([*(word for pair in pairs for word in pair), *drawn]))
    fill(words)
    place = {word: number for number, word in enumerate(words)}
    answers = {word: ask(word) for word in words}
    joined = [(first, second) for first, second in pairs if place[second] in answers[first][0]]
    dice = random.Random(SEED)
    random_pairs = [dice.sample(drawn, 2) for _pair in range(PAIRS)]
    by_chance = sum(place[second] in answers[first][0] for first, second in random_pairs)
    most = max(count for _found, count in answers.values())
    return [
        Figure(f"look-alikes joined of {len(pairs)}", len(joined), "pairs", 0, "<="),
        Figure(f"random words joined of {PAIRS}", 100 * by_chance / PAIRS, "%", 0.1, "<="),
        Figure("most groups that one word finds", 100 * most / len(words), "%", 99, "<="),
    ]


def look_alikes():
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["first"], row["second"]) for row in csv.DictReader(file)]


def _vocabulary(passages):
    return sorted({word for text in passages for word in re.findall(r"[\u0621-\u064a]{3,}", text)})
