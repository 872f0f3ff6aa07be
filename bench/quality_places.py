"""Places of the Arab world by their Latin spellings, over groups that have only the Arabic name."""

import random

from bench.figures import Figure

SEED, ASKED, FIRST, GOAL = 7, 1500, 10, 0.8


def measure(ask, fill, places):
    """`fill` and `ask` as in quality_names; one Latin spelling counts once, plain ASCII or not."""
    fill([place["ar"][0] for place in places])
    pairs = [(number, latin) for number, place in enumerate(places) for latin in place["latin"]]
    asked = random.Random(SEED).sample(pairs, min(ASKED, len(pairs)))
    found = sum(number in ask(latin)[:FIRST] for number, latin in asked)
    return [Figure(f"Latin spelling to Arabic place R@10 of {len(asked)}", found / len(asked), "", GOAL)]
