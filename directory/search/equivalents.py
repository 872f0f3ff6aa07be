"""Words and phrases that mean the same in this field: broken plurals, synonyms, dialect, Arabic and English."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from directory.search.analyzer import Token, analyze
from directory.search.lexicon import without_article

FILE = Path(__file__).with_name("equivalents.csv")

Phrase = tuple[Token, ...]


class Equivalents(NamedTuple):
    """Rows of phrases, and the row of each phrase by its words without articles and, where clear, by its stems.

    `words` are all that stand in a phrase; `hidden` are for search alone.
    """

    rows: tuple[tuple[Phrase, ...], ...]
    by_words: dict[tuple[str, ...], int]
    by_stems: dict[tuple[str, ...], int]
    longest: int
    words: frozenset[str]
    hidden: frozenset[str]

    def of(self, phrase):
        """The other phrases of the row that holds this one."""
        row = self.by_words.get(_words(phrase), self.by_stems.get(_stems(phrase)))
        if row is None:
            return ()
        return tuple(other for other in self.rows[row] if _stems(other) != _stems(phrase))

    def has(self, token):
        """Whether a phrase holds the word, so that it is no slip even where the index does not know it."""
        return without_article(token.surface) in self.words or (token.stem,) in self.by_stems


@cache
def equivalents():
    """The file, read once a process."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    rows = tuple(tuple(tuple(analyze(term)) for term in line["terms"].split(";")) for line in lines)
    stems = defaultdict(set)
    for number, row in enumerate(rows):
        for phrase in row:
            stems[_stems(phrase)].add(number)
    return Equivalents(
        rows,
        {_words(phrase): number for number, row in enumerate(rows) for phrase in row},
        {key: numbers.pop() for key, numbers in stems.items() if len(numbers) == 1 and len("".join(key)) > 2},
        max(len(phrase) for row in rows for phrase in row),
        frozenset(word for row in rows for phrase in row for word in _words(phrase)),
        frozenset(token.surface for line in lines for token in _hidden(line)),
    )


def _hidden(line):
    """Words of terms for search only; a word of a term that may be shown is not hidden by another."""
    if line["show"] == "*":
        return []
    shown = set(line["show"].split(";"))
    allowed = {token.surface for term in shown for token in analyze(term)}
    terms = set(line["terms"].split(";")) - shown
    return [token for term in terms for token in analyze(term) if token.surface not in allowed]


def _words(phrase):
    return tuple(without_article(token.surface) for token in phrase)


def _stems(phrase):
    return tuple(token.stem for token in phrase)
