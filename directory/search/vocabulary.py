"""The words that facets show and that a query may name: codes with their labels, read in one query.

The rows are read again after FRESH seconds; what is worked out from them is kept as long as they are the same.
"""

import json
import time
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import override

from directory.models import AccessFeature, Area, Beneficiary, Domain, Field, Kind
from directory.search.analyzer import analyze
from directory.search.skeleton import LATIN_ARTICLES, is_latin, skeletons

FRESH = 5


@dataclass(frozen=True)
class Word:
    """A code of one facet; `parent` is a place's governorate, a narrow field's wider one, a difficulty's domain."""

    facet: str
    code: str
    label_ar: str
    label_en: str
    parent: str = ""
    aliases: tuple[str, ...] = ()


class Vocabulary:
    """Every word of every facet, in the order of the taxonomies."""

    def __init__(self, words):
        self.facets: dict[str, dict[str, Word]] = {}
        for word in words:
            self.facets.setdefault(word.facet, {})[word.code] = word

    @classmethod
    def load(cls):
        global _read
        if _read is None or time.monotonic() - _read.at >= FRESH:
            _read = _Read(time.monotonic(), _vocabulary(tuple(_rows())))
        return _read.vocabulary

    def known(self, facet, codes):
        """Those among `codes` that exist, each once."""
        words = self.words(facet)
        return tuple(dict.fromkeys(code for code in codes if code in words))

    def words(self, facet):
        """{code: Word}"""
        return self.facets.get(facet, {})

    def of(self, facet):
        return self.words(facet).values()

    @cached_property
    def governorates(self):
        """Codes of the places that lie in no other."""
        return [area.code for area in self.of("area") if not area.parent]

    def area(self, code):
        """The Area of this code with its names, None for an unknown one; no row is read again for it."""
        word = self.words("area").get(code)
        return word and Area(
            code=word.code, title_ar=word.label_ar, title_en=word.label_en, parent_id=word.parent or None
        )

    @cached_property
    def places(self):
        """{folded words of a name: code of the area}; a governorate comes before a place of the same name."""
        names: dict[tuple[str, ...], str] = {}
        for area in sorted(self.of("area"), key=lambda area: bool(area.parent)):
            for name in (area.label_ar, area.label_en, *area.aliases):
                names.setdefault(tuple(token.surface for token in analyze(name)), area.code)
        return {name: code for name, code in names.items() if name}

    @cached_property
    def sounds(self):
        """{skeleton of a Latin name of one word: [(the name, code of the area)]}"""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, code in self.places.items():
            words = [word for word in name if word not in LATIN_ARTICLES]
            if len(words) == 1 and is_latin(words[0]):
                for skeleton in skeletons(words[0]):
                    found.setdefault(skeleton, []).append((words[0], code))
        return found


class _Read(NamedTuple):
    at: float
    vocabulary: Vocabulary


_read: _Read | None = None


@lru_cache(maxsize=4)
def _vocabulary(rows):
    return Vocabulary([*_fixed_words(), *map(_word, rows)])


@cache
def _fixed_words():
    """Words that are part of the program: the domains of difficulty and the kinds of groups."""
    return [
        *(Word("beneficiary", choice.value, *_labels(choice)) for choice in Domain),
        *(Word("kind", choice.value, *_labels(choice)) for choice in Kind),
    ]


def _labels(choice):
    for lang in ("ar", "en"):
        with override(lang):
            yield str(choice.label)


def _word(row):
    facet, code, title_ar, title_en, short_ar, short_en, above, aliases, _position = row
    return Word(
        facet,
        code,
        short_ar or title_ar,
        short_en or title_en,
        above or "",
        tuple(json.loads(aliases or "[]")),
    )


def _rows():
    """All taxonomies in one statement, which is put together once a process: it runs for every search."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(connection.vendor))
        return cursor.fetchall()


@cache
def _statement(vendor):
    return _every_word().query.get_compiler(connection=connection).as_sql()


def _every_word():
    fields = _facet("field", Field, brief_ar=F("short_ar"), brief_en=F("short_en"), above=F("parent_id"))
    areas = _facet("area", Area, above=F("parent_id"), others=Cast("aliases", TextField()))
    beneficiaries = _facet("beneficiary", Beneficiary, above=F("domain"))
    access = _facet("access", AccessFeature)
    return areas.union(fields, beneficiaries, access, all=True).order_by("position", "code")


def _facet(name, model, **columns):
    """Rows of one taxonomy in the same columns for all; what a taxonomy does not have is empty."""
    empty = dict.fromkeys(("brief_ar", "brief_en", "above", "others"), Value(""))
    named = model.objects.order_by().annotate(facet=Value(name), **(empty | columns))
    return named.values_list(
        "facet", "code", "title_ar", "title_en", "brief_ar", "brief_en", "above", "others", "position"
    )
