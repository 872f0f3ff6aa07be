"""A place named in a query: «توحد السالمية» asks for autism, in Salmiya."""

from typing import NamedTuple

from directory.models import Area
from directory.search.analyzer import Token, analyze

LONGEST_NAME = 5


class Understood(NamedTuple):
    """A query's words, and apart from them the place that it names with the words that name it."""

    words: list[Token]
    place: Area | None = None
    place_words: tuple[Token, ...] = ()


def understand(tokens):
    """The longest name of a place wins, of two equally long the first; one place a query.

    Names and their other spellings are compared as folded, also behind a joined ب «in». A governorate comes
    before a place of the same name.
    """
    names = _names() if tokens else {}
    for size in range(min(LONGEST_NAME, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            phrase = tuple(tokens[start : start + size])
            place = names.get(_key(phrase)) or names.get(_key(phrase, joined="ب"))
            if place:
                return Understood(tokens[:start] + tokens[start + size :], place, phrase)
    return Understood(tokens)


def _names():
    places: dict[tuple[str, ...], Area] = {}
    for area in Area.objects.select_related("parent").order_by("parent_id", "position", "code"):
        for name in (area.title_ar, area.title_en, *area.aliases):
            places.setdefault(tuple(token.surface for token in analyze(name)), area)
    return {name: area for name, area in places.items() if name}


def _key(phrase, joined=""):
    surfaces = [token.surface for token in phrase]
    return (surfaces[0].removeprefix(joined), *surfaces[1:])
