"""A fact in words, in the reader's language. Names of codes come from whoever shows it."""

from django.utils.dates import MONTHS
from django.utils.translation import pgettext, pgettext_lazy

from directory.models.profile import Day
from directory.templatetags.words import listed

PARTS = {
    "driver": pgettext_lazy("part", "driver"),
    "technician": pgettext_lazy("part", "technician"),
    "delivery": pgettext_lazy("part", "delivery"),
}


def sentence(fact, name):
    """`name(facet, code)` gives the label of an area, a field, a beneficiary, a feature, or a kind of support."""
    return _SAYING[fact.code](fact.about, name)


def _named(facet):
    return lambda about, name: listed(name(facet, code) for code in about)


def _place(about, name):
    return name("area", about[0])


def _hours(about, _name):
    return listed(
        pgettext("hours", "%(start)s to %(end)s") % {"start": _clock(start), "end": _clock(end)}
        for start, end in about
    )


def _clock(hour):
    return f"{int(hour) % 24:02}:{round(hour % 1 * 60):02}"


def _days(about, _name):
    return listed(Day(day).label for day in about)


def _months(about, _name):
    return listed(MONTHS[month] for month in about)


def _parts(about, _name):
    return listed(PARTS[part] for part in about)


def _isolated(about, _name):
    return listed(f"\u2068{word}\u2069" for word in about)


def _number(about, _name):
    return f"{about[0]:,}"


def _nothing(_about, _name):
    return ""


_SAYING = {}


def _says(code, words, shown=_nothing):
    _SAYING[code] = lambda about, name: words() % {"what": shown(about, name)}


_says("words", lambda: pgettext("why suggested", "Names what is needed: %(what)s"), _isolated)
_says("same_place", lambda: pgettext("why suggested", "In the same place: %(what)s"), _place)
_says("same_area", lambda: pgettext("why suggested", "In the same governorate"))
_says("next_area", lambda: pgettext("why suggested", "In a neighbouring governorate: %(what)s"), _place)
_says("travels", lambda: pgettext("why suggested", "Comes to where it is needed"))
_says("access", lambda: pgettext("why suggested", "Has: %(what)s"), _named("access"))
_says("days", lambda: pgettext("why suggested", "Free on: %(what)s"), _days)
_says("enough", lambda: pgettext("why suggested", "There is enough: %(what)s"), _number)
_says("parts", lambda: pgettext("why suggested", "Comes with: %(what)s"), _parts)
_says("helped", lambda: pgettext("why suggested", "Helped with this before: %(what)s"), _isolated)
_says("beneficiaries", lambda: pgettext("why suggested", "Is there for: %(what)s"), _named("beneficiary"))
_says("fields", lambda: pgettext("why suggested", "Field of work: %(what)s"), _named("field"))
_says("kind", lambda: pgettext("what is missing", "Of another kind: %(what)s"), _named("kind"))
_says("no_access", lambda: pgettext("what is missing", "Does not have: %(what)s"), _named("access"))
_says("other_days", lambda: pgettext("what is missing", "Free on other days: %(what)s"), _days)
_says("other_hours", lambda: pgettext("what is missing", "Free at other hours: %(what)s"), _hours)
_says("other_months", lambda: pgettext("what is missing", "Free in other months: %(what)s"), _months)
_says("far", lambda: pgettext("what is missing", "Far away: %(what)s"), _place)
_says("too_few", lambda: pgettext("what is missing", "Too few, still missing: %(what)s"), _number)
_says("no_parts", lambda: pgettext("what is missing", "Without: %(what)s"), _parts)
_says("unconfirmed", lambda: pgettext("what is missing", "Not confirmed yet: %(what)s"), _named("access"))
CODES = frozenset(_SAYING)
