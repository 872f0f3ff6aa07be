"""What a text says, as weighted terms: stems by the site's analyzer, and rows of its list of equivalents."""

from functools import cache, lru_cache

from directory.search.analyzer import analyze, stem
from directory.search.equivalents import equivalents
from directory.search.lexicon import detached, without_article

SAME_MEANING = 0.8
DETACHED = 0.7


@lru_cache(maxsize=32768)
def terms(text: str) -> dict[str, float]:
    """{term: weight}; words that mean the same share a term «=row», and a joined preposition is tried without."""
    found: dict[str, float] = {}
    tokens = analyze(text)
    for token in tokens:
        if not token.surface.isdigit():
            _raise(found, token.stem, 1)
            for word in _without_joined(token.surface):
                _raise(found, stem(word), DETACHED)
    for row in _rows(tokens):
        _raise(found, f"={row}", SAME_MEANING)
    return found


def shared(text: str, wanted: frozenset[str]) -> list[str]:
    """The words of a text, as written, that say one of the wanted terms; each stem once."""
    words: dict[str, str] = {}
    for written, light, means in _meanings(text):
        if not means.isdisjoint(wanted):
            words.setdefault(light, written)
    return list(words.values())


@lru_cache(maxsize=32768)
def _meanings(text):
    """(as written, its stem, every term it says) of each word."""
    return [
        (text[token.start : token.end], token.stem, frozenset(_terms_of(token))) for token in analyze(text)
    ]


def _terms_of(token):
    yield token.stem
    yield from map(stem, _without_joined(token.surface))
    row = _row_of_one(token.surface, token.stem)
    if row is not None:
        yield f"={row}"


def _raise(found, term, weight):
    if len(term) > 1 and found.get(term, 0) < weight:
        found[term] = weight


@lru_cache(maxsize=65536)
def _without_joined(surface):
    if len(surface) < 4 or surface.isascii():
        return ()
    return tuple(word for word in dict.fromkeys(detached(surface)) if len(word) > 2)


def _rows(tokens):
    """Rows of the equivalents that the words name, the longest phrases first."""
    start = 0
    while start < len(tokens):
        size, row = _row_from(tokens, start)
        if row is not None:
            yield row
        start += size


def _row_from(tokens, start):
    """(how many words, the row that they name or None) of the longest phrase that begins here."""
    same, first = equivalents(), tokens[start]
    if without_article(first.surface) in _beginnings() or first.stem in _beginnings():
        for size in range(min(same.longest, len(tokens) - start), 1, -1):
            phrase = tokens[start : start + size]
            row = same.by_words.get(tuple(without_article(token.surface) for token in phrase))
            if row is None:
                row = same.by_stems.get(tuple(token.stem for token in phrase))
            if row is not None:
                return size, row
    return 1, _row_of_one(first.surface, first.stem)


@cache
def _beginnings():
    """What a phrase of several words begins with."""
    same = equivalents()
    return {phrase[0] for phrases in (same.by_words, same.by_stems) for phrase in phrases if len(phrase) > 1}


@lru_cache(maxsize=65536)
def _row_of_one(surface, light):
    same = equivalents()
    row = same.by_words.get((without_article(surface),), same.by_stems.get((light,)))
    if row is None:
        heads = ((without_article(word),) for word in _without_joined(surface))
        return next((same.by_words[head] for head in heads if head in same.by_words), None)
    return row
