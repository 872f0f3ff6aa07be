"""The words that facets show and that a query may name: codes with their labels, read in one query."""

from dataclasses import dataclass
from functools import cache

from django.db.models import F, Value
from django.utils.translation import override

from directory.models import AccessFeature, Area, Beneficiary, Domain, Field, Kind


@dataclass(frozen=True)
class Word:
    """A code of one facet; `parent` is a place's governorate, a narrow field's wider one, a difficulty's domain."""

    facet: str
    code: str
    label_ar: str
    label_en: str
    parent: str = ""


class Vocabulary:
    """Every word of every facet, in the order of the taxonomies."""

    def __init__(self, words):
        self.facets: dict[str, dict[str, Word]] = {}
        for word in words:
            self.facets.setdefault(word.facet, {})[word.code] = word

    @classmethod
    def load(cls):
        return cls([*fixed_words(), *(_word(row) for row in _rows())])

    def known(self, facet, codes):
        """Those among `codes` that exist, each once."""
        words = self.facets.get(facet, {})
        return tuple(dict.fromkeys(code for code in codes if code in words))

    def of(self, facet):
        return self.facets.get(facet, {}).values()


@cache
def fixed_words():
    """Words that are part of the program: the domains of difficulty and the kinds of groups."""
    return [
        *(Word("beneficiary", code, *labels) for code, labels in _choices(Domain)),
        *(Word("kind", code, *labels) for code, labels in _choices(Kind)),
    ]


def _choices(choices):
    return [(choice.value, (_in("ar", choice), _in("en", choice))) for choice in choices]


def _in(lang: str, choice) -> str:
    with override(lang):
        return str(choice.label)


def _word(row):
    facet, code, title_ar, title_en, short_ar, short_en, above, _position = row
    return Word(facet, code, short_ar or title_ar, short_en or title_en, above or "")


def _rows():
    nothing = Value("")
    fields = _facet("field", Field, F("short_ar"), F("short_en"), F("parent_id"))
    areas = _facet("area", Area, nothing, nothing, F("parent_id"))
    beneficiaries = _facet("beneficiary", Beneficiary, nothing, nothing, F("domain"))
    access = _facet("access", AccessFeature, nothing, nothing, nothing)
    return areas.union(fields, beneficiaries, access, all=True).order_by("position", "code")


def _facet(name, model, brief_ar, brief_en, above):
    named = model.objects.order_by().annotate(
        facet=Value(name), brief_ar=brief_ar, brief_en=brief_en, above=above
    )
    return named.values_list(
        "facet", "code", "title_ar", "title_en", "brief_ar", "brief_en", "above", "position"
    )
