"""The codes a file may use, read once a run."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.imports.cells import cut, items, one_line
from directory.imports.remarks import Bad
from directory.models import Area, Beneficiary, Field, Kind
from directory.search.analyzer import fold


@dataclass(frozen=True)
class Codes:
    """Each by its code in lower case; `places` has areas by their folded names."""

    fields: dict[str, str]
    beneficiaries: dict[str, str]
    areas: dict[str, Area]
    places: dict[str, list[Area]]

    @classmethod
    def load(cls):
        areas = list(Area.objects.all())
        places: dict[str, list[Area]] = {}
        for area in areas:
            for name in {folded(name) for name in (area.title_ar, area.title_en, *area.aliases)}:
                places.setdefault(name, []).append(area)
        return cls(
            codes_of(Field), codes_of(Beneficiary), {area.code.casefold(): area for area in areas}, places
        )

    def field_codes(self, cell):
        return frozenset(
            known(code, self.fields, _("“%(code)s” is no field of work known here.")) for code in items(cell)
        )

    def beneficiary_codes(self, cell):
        sentence = _("“%(code)s” is no code of beneficiaries known here.")
        return frozenset(known(code, self.beneficiaries, sentence) for code in items(cell))

    def area(self, cell):
        """The Area of a code, or None for an empty cell."""
        code = one_line(cell)
        return known(code, self.areas, _("“%(code)s” is no area code known here.")) if code else None

    def place(self, cell, within):
        """The Area a place's code or name means, inside `within` where that is given; None for an empty cell."""
        name = one_line(cell)
        if not name:
            return None
        by_code = self.areas.get(name.casefold())
        found = [by_code] if by_code else self.places.get(folded(name), [])
        inside = [area for area in found if within is None or within.code in {area.code, area.parent_id}]
        if len(inside) == 1:
            return inside[0]
        raise Bad(sentence_about(found, inside) % {"place": cut(name, 60)}, "place")


def codes_of(model):
    return {code.casefold(): code for code in model.objects.values_list("pk", flat=True)}


def folded(name):
    return " ".join(fold(name).split())


def known(code, table, sentence):
    if value := table.get(code.casefold()):
        return value
    raise Bad(sentence % {"code": cut(code, 40)})


def sentence_about(found, inside):
    if inside:
        return _("More than one place is called “%(place)s”. Write its code.")
    if found:
        return _("“%(place)s” does not lie in the area of this line.")
    return _("“%(place)s” is no place known here.")


def kind(cell):
    """A kind's code; a team when the cell is empty."""
    code = one_line(cell).casefold()
    if code and code not in Kind.values:
        raise Bad(
            _("“%(code)s” is no kind of group. Allowed are: %(kinds)s.")
            % {"code": cut(code, 40), "kinds": ", ".join(Kind.values)}
        )
    return Kind(code or Kind.TEAM)
