"""Ways out of a search: the chips that undo a choice, and what would show without one."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from directory.bilingual import pick
from directory.templatetags.face import address

CHOICES = {
    "area": "areas",
    "beneficiary": "beneficiaries",
    "field": "fields",
    "access": "access",
    "kind": "kinds",
}
MOST_WAYS = 2
MANY = 12
NEIGHBOURS = {
    "KW-KU": ["KW-HA", "KW-FA", "KW-MU", "KW-JA", "KW-AH"],
    "KW-HA": ["KW-KU", "KW-FA", "KW-MU", "KW-AH", "KW-JA"],
    "KW-FA": ["KW-HA", "KW-KU", "KW-MU", "KW-JA", "KW-AH"],
    "KW-MU": ["KW-HA", "KW-AH", "KW-FA", "KW-KU", "KW-JA"],
    "KW-AH": ["KW-MU", "KW-FA", "KW-HA", "KW-KU", "KW-JA"],
    "KW-JA": ["KW-FA", "KW-KU", "KW-HA", "KW-MU", "KW-AH"],
}


@dataclass(frozen=True)
class Chip:
    """One choice that can be undone: its label, its parameter and the value in it."""

    label: Any
    name: str
    code: str


@dataclass(frozen=True)
class Way:
    chip: Chip
    count: int
    url: str


def chips_of(asked, results):
    """The chosen values in the order of the filters."""
    found = [
        Chip(pick(value.label_ar, value.label_en), facet, value.code)
        for facet in CHOICES
        for value in results.facets.get(facet, [])
        if value.chosen
    ]
    if asked.age is not None:
        text = npgettext("age", "age %(age)d", "age %(age)d", asked.age) % {"age": asked.age}
        found.append(Chip(text, "age", str(asked.age)))
    if asked.accepting:
        found.append(Chip(_("takes volunteers"), "accepting", "1"))
    return found


def ways_out(asked, results, search, request):
    """What one choice less would show; at most two are counted, those that show nothing are left out.

    None of very many choices: one less changes little, and clearing them all is offered instead.
    """
    ways, chips = [], chips_of(asked, results)
    for chip in chips[:MOST_WAYS] if len(chips) <= MANY else ():
        found = search(replace(less(asked, chip), page=1, page_size=1), request.audiences)
        if found.count:
            ways.append(Way(chip, found.count, url_without(request, chip)))
    return ways


def less(asked, chip):
    if chip.name == "age":
        return replace(asked, age=None)
    if chip.name == "accepting":
        return replace(asked, accepting=False)
    name = CHOICES[chip.name]
    return replace(asked, **{name: tuple(code for code in getattr(asked, name) if code != chip.code)})


def url_without(request, chip):
    query = request.GET.copy()
    query.pop("page", None)
    query.setlist(chip.name, [value for value in query.getlist(chip.name) if value != chip.code])
    return address(request.path, query)


def nearest(asked, results):
    """(the place asked for, the nearest governorate that has something) when one place was chosen; else None."""
    if len(asked.areas) != 1:
        return None
    values = {value.code: value for value in results.facets["area"]}
    chosen = values.get(asked.areas[0])
    if chosen is None:
        return None
    home = chosen.parent or chosen.code
    for code in [home, *NEIGHBOURS.get(home, [])]:
        if code != chosen.code and code in values and values[code].count:
            return chosen, values[code]
    return None
