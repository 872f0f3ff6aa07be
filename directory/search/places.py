"""A place named in a query: «توحد السالمية» asks for autism, in Salmiya."""

from typing import NamedTuple

from directory.models import Area
from directory.search.analyzer import Token

LONGEST_NAME = 5
JOINED = "ب"


class Understood(NamedTuple):
    """A query's words, and apart from them the place that it names with the words that name it."""

    words: list[Token]
    place: Area | None = None
    place_words: tuple[Token, ...] = ()


def understand(tokens, places):
    """The longest name of a place wins, of two equally long the first; one place a query.

    `places` are names as folded words (`Vocabulary.places`); a joined ب, «in», does not hide a name.
    """
    for size in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = tuple(tokens[start : start + size])
            code = places.get(_key(phrase)) or places.get(_key(phrase, JOINED))
            place = code and Area.objects.select_related("parent").filter(pk=code).first()
            if place:
                return Understood(tokens[:start] + tokens[start + size :], place, phrase)
    return Understood(tokens)


def _key(phrase, joined=""):
    surfaces = [token.surface for token in phrase]
    return (surfaces[0].removeprefix(joined), *surfaces[1:])
