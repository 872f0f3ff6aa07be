"""Which documents have every word, asked without scores: of the field `has`, one list instead of four fields.

It holds the stems of names and texts, and the phrases of `equivalents.csv` that stand in them, each behind the kind of
document. Phrases are sought when a document is written, because comparing places of words costs a search most.
"""

from collections import defaultdict
from functools import cache
from itertools import chain

from tantivy import Query

from directory.search.analyzer import ARTICLES
from directory.search.equivalents import equivalents
from directory.search.index import schema

CLEAR = 4


def has(what, surfaces, stems):
    """What the list holds of a document of this kind, of the words of one field in their order."""
    runs, short = _sought()
    yield from (_listed(what, stem) for stem in stems)
    for place, stem in enumerate(stems):
        for run in runs.get(stem, ()):
            if stems[place : place + len(run)] == run:
                yield _listed(what, *run)
    for surface in surfaces:
        yield from (_listed(what, "", word) for word in short.get(surface, ()))


def spellings(phrase):
    """A short stem that lost a suffix says too little («طلب» of «طلبة»), so such a word is sought as it is written."""
    if is_clear(phrase):
        return [tuple(token.stem for token in phrase)]
    return [(head + phrase[0].surface,) for head in ("", "و", *ARTICLES)]


def is_clear(phrase):
    return len(phrase) > 1 or len(phrase[0].stem) >= CLEAR or phrase[0].stem == phrase[0].surface


@cache
def _sought():
    """({first stem: the stems of phrases that begin so}, {spelling: short words that are so spelt})"""
    runs, short = defaultdict(set), defaultdict(set)
    for phrase in chain.from_iterable(equivalents().rows):
        for spelling in spellings(phrase):
            if not is_clear(phrase):
                short[spelling[0]].add(phrase[0].surface)
            elif len(phrase) > 1:
                runs[spelling[0]].add(spelling)
    return runs, short


def _listed(what, *words):
    return what[0] + "_".join(words)


def word_had(what, word):
    """Any form of a typed word: what has a surface has its stem."""
    return [_had(what, stem) for stem in sorted({word.token.stem, *(form.stem for form in word.forms)})]


def phrase_had(what, phrase):
    """A phrase of `equivalents.csv`."""
    if len(phrase) > 1 or is_clear(phrase):
        return _had(what, *(token.stem for token in phrase))
    return _had(what, "", phrase[0].surface)


def _had(what, *words):
    return Query.term_query(schema(), "has", _listed(what, *words))
