"""What speaks for something lent to somebody in need, and what is missing: only what was written or chosen.

A reason holds, a missing thing is missing, and of what is unknown nothing is said but that nobody confirmed the
access that is needed.
"""

from .areas import nearness
from .facts import FROM_ANYWHERE, Fact
from .parts import said
from .times import DAYS
from .words import shared, terms

MOST_WORDS = 4


def reasons(need, lent, wanted):
    """Facts that hold, the weightiest first. `wanted` are the need's terms that tell things apart."""
    yield from _of(_words, need, lent, wanted)
    yield from _place(need, lent)
    if have := need.access & lent.access:
        yield Fact("access", tuple(sorted(have)))
    if days := common_days(need, lent):
        yield Fact("days", in_week(days))
    if is_enough(need, lent):
        yield Fact("enough", (lent.quantity, lent.unit))
    if there := wanted_parts(need) & said(lent.text).has:
        yield Fact("parts", tuple(sorted(there)))
    yield from _of(_helped, need, lent, wanted)
    if served := need.beneficiaries & lent.beneficiaries:
        yield Fact("beneficiaries", tuple(sorted(served)))
    if fields := need.fields & lent.fields:
        yield Fact("fields", tuple(sorted(fields)))


def missing(need, lent):
    """Facts of what it lacks, the weightiest first; `unconfirmed` is what nobody said."""
    if need.kind != lent.kind:
        yield Fact("kind", (lent.kind,))
    if denied := need.access & lent.no_access:
        yield Fact("no_access", tuple(sorted(denied)))
    if _other_months(need, lent):
        yield Fact("other_months", tuple(sorted(lent.when.months)))
    elif need.when.days and lent.when.days and not need.when.days & lent.when.days:
        yield Fact("other_days", in_week(lent.when.days))
    elif _hours_meet(need, lent) is False:
        yield Fact("other_hours", lent.when.hours)
    if is_far(need, lent):
        yield Fact("far", (lent.area,))
    if _comparable(need, lent) and lent.quantity < need.quantity:
        yield Fact("too_few", (need.quantity - lent.quantity, lent.quantity, lent.unit))
    if lacked := _parts_lacked(need, lent):
        yield Fact("no_parts", tuple(sorted(lacked)))
    if unsaid := need.access - lent.access - lent.no_access:
        yield Fact("unconfirmed", tuple(sorted(unsaid)))


def wanted_parts(need):
    """Parts that the need names, be it that it has none."""
    return said(need.text).has | said(need.text).lacks


def common_days(need, lent):
    """The days on which both are free, as far as hours and months are known; empty when none is known."""
    days = need.when.days & lent.when.days
    if days and (_hours_meet(need, lent) is False or _other_months(need, lent)):
        return frozenset()
    return days


def is_enough(need, lent):
    """Whether both are counted alike and there is as much as needed."""
    return _comparable(need, lent) and lent.quantity >= need.quantity


def is_far(need, lent):
    """In a governorate that is not next, and nobody said that it travels; what is told or thought has no place."""
    if need.kind in FROM_ANYWHERE or lent.kind in FROM_ANYWHERE or lent.travels:
        return False
    near = nearness(need.area, lent.area)
    return near == "other_area" or (near == "next_area" and lent.travels is False)


def in_week(days):
    """Codes of days in the order of the week."""
    return tuple(day for day in DAYS if day in days)


def _of(find, need, lent, wanted):
    found = find(need, lent, wanted)
    return (found,) if found else ()


def _words(_need, lent, wanted):
    words = shared(lent.text, wanted)[:MOST_WORDS]
    return Fact("words", tuple(words)) if words else None


def _helped(_need, lent, wanted):
    found = next((help for help in lent.helped if not wanted.isdisjoint(terms(help))), None)
    return Fact("helped", (found,)) if found else None


def _place(need, lent):
    if need.kind in FROM_ANYWHERE or lent.kind in FROM_ANYWHERE:
        return
    near = nearness(need.area, lent.area)
    if near in ("same_place", "same_area") or (near == "next_area" and lent.travels is not False):
        yield Fact(near, (lent.area,))
    if near in ("next_area", "other_area") and lent.travels:
        yield Fact("travels")


def _hours_meet(need, lent):
    """None where one of the two says nothing of hours."""
    if not need.when.hours or not lent.when.hours:
        return None
    return any(
        start < other_end and other < end
        for start, end in need.when.hours
        for other, other_end in lent.when.hours
    )


def _other_months(need, lent):
    return bool(need.when.months and lent.when.months and not need.when.months & lent.when.months)


def _comparable(need, lent):
    counted = need.quantity is not None and lent.quantity is not None
    return counted and bool(need.unit) and need.unit == lent.unit


def _parts_lacked(need, lent):
    """Parts that it says it lacks, but for those that whoever needs it has."""
    return said(lent.text).lacks - said(need.text).own
