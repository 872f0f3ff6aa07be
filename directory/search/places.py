"""A place named in a query: «توحد السالمية» asks for autism, in Salmiya."""

from difflib import SequenceMatcher
from typing import NamedTuple

from directory.models import Area
from directory.search.analyzer import Token
from directory.search.lexicon import SHORTEST_MISSPELT, edits, without_article
from directory.search.skeleton import skeletons

LONGEST_NAME = 5
JOINED = "ب"
SHORTEST_SOUND = 3
ALIKE = 0.6


class Understood(NamedTuple):
    """A query's words, and apart from them the place that it names with the words that name it."""

    words: list[Token]
    place: Area | None = None
    place_words: tuple[Token, ...] = ()


def understand(tokens, vocabulary):
    """The longest name of a place wins, of two equally long the first; one place a query.

    A joined ب, «in», does not hide a name.
    """
    places = vocabulary.places
    for size in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = tuple(tokens[start : start + size])
            code = places.get(_key(phrase)) or places.get(_key(phrase, JOINED))
            if place := vocabulary.area(code):
                return Understood(tokens[:start] + tokens[start + size :], place, phrase)
    return Understood(tokens)


def meant_place(tokens, strange, vocabulary):
    """The place that one of the words unknown to the index nearly spells, or sounds like, if there is one."""
    for token in strange:
        code = _nearly(token, vocabulary.places) or _sounding(token, vocabulary.sounds)
        if place := vocabulary.area(code):
            return Understood([other for other in tokens if other is not token], place, (token,))
    return Understood(tokens)


def _nearly(token, places):
    if len(without_article(token.surface)) <= SHORTEST_MISSPELT or token.surface.isdigit():
        return None
    return next((places[(word,)] for word in sorted(edits(token.surface)) if (word,) in places), None)


def _sounding(token, sounds):
    """Of the places with the same consonants the one whose Latin name is spelt most alike."""
    names = [
        (SequenceMatcher(None, token.surface, name).ratio(), code)
        for skeleton in skeletons(token.surface)
        if len(skeleton) >= SHORTEST_SOUND
        for name, code in sounds.get(skeleton, ())
    ]
    likeness, code = max(names, default=(0, None))
    return code if likeness >= ALIKE else None


def _key(phrase, joined=""):
    surfaces = [token.surface for token in phrase]
    return (surfaces[0].removeprefix(joined), *surfaces[1:])
