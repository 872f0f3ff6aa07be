"""Names of groups, and rare words of them, typed in every way that people type them; and words that look alike.

The names are those of the demo and made ones: a kind of group with two words drawn by a fixed seed from the public
passages. All are groups of one site, and each variant is asked of at least 300 of them.
"""

import json
import random
import re
from collections import Counter
from pathlib import Path

from bench import variants
from bench.figures import Figure
from bench.made import NAMES_AR

SEED, NAMES, ASKED = 7, 600, 300
RARE = 3
FIRST = 10
DEMO = Path(__file__).resolve().parents[1] / "config" / "demo"


def measure(ask, fill, passages):
    """`fill(names)` makes them the only groups; `ask(query)` answers places in that list, best first."""
    names = _names(passages)
    fill(names)
    return [*_whole(names, ask), *_rare(names, ask)]


def _names(passages):
    demo = [
        group["name_ar"]
        for path in sorted(DEMO.glob("groups_*.json"))
        for group in json.loads(path.read_text())
    ]
    words = sorted({word for text in passages for word in re.findall(r"[\u0621-\u064a]{4,9}", text)})
    dice = random.Random(SEED)
    made = [
        f"{dice.choice(NAMES_AR)} {' '.join(dice.sample(words, 2))}" for _name in range(NAMES - len(demo))
    ]
    return list(dict.fromkeys([*demo, *made]))


def _whole(names, ask):
    for title, (variant, goal) in variants.WHOLE_NAMES.items():
        yield _figure(f"name, {title}", variant, list(enumerate(names)), ask, goal)


def _rare(names, ask):
    count = Counter(word for name in names for word in set(name.split()))
    rare = [(place, _rarest(name, count)) for place, name in enumerate(names)]
    rare = [(place, word) for place, word in rare if count[word] <= RARE and len(word) > 3]
    for title, (variant, goal) in variants.RARE_WORDS.items():
        yield _figure(f"rare word, {title}", variant, rare, ask, goal)


def _rarest(name, count):
    return min(name.split(), key=lambda word: (count[word], -len(word)))


def _figure(title, variant, texts, ask, goal):
    dice = random.Random(SEED)
    typed = [(place, query) for place, text in texts if (query := variant(text, dice))][:ASKED]
    found = sum(place in ask(query)[:FIRST] for place, query in typed)
    return Figure(f"{title} R@10 of {len(typed)}", found / max(1, len(typed)), "", goal)
