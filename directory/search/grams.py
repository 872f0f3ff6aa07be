"""Trigrams of whole names without their spaces: what finds a name with a lost space or two slips."""

import orjson

from directory.search.analyzer import spoken

SIZE = 3
ENOUGH, SHARE = 3, 0.4
LOOKED_AT = 40


def grams(words):
    """The trigrams of folded words run together."""
    run = "".join(words)
    return list(dict.fromkeys(run[start : start + SIZE] for start in range(len(run) - SIZE + 1)))


def grams_of_names(names):
    return list(dict.fromkeys(gram for name in names for gram in grams(spoken(name)[0])))


def run_of(name):
    """The folded words of a name run together."""
    return "".join(spoken(name)[0])


def alike(view, addresses, wanted):
    """Those documents, most alike first, a name of which holds enough of the wanted trigrams."""
    wanted, scored = set(wanted), []
    for place, address in enumerate(addresses[:LOOKED_AT]):
        runs = orjson.loads(view.doc(address)["shown"][0])["runs"]
        shared, run = max(((_shared(run, wanted), run) for run in runs), default=(0, ""))
        if shared >= ENOUGH and shared / len(wanted) >= SHARE:
            scored.append((-2 * shared / (len(grams([run])) + len(wanted)), place, address))
    return [address for _score, _place, address in sorted(scored, key=lambda one: one[:2])]


def _shared(run, wanted):
    return sum(gram in run for gram in wanted)
