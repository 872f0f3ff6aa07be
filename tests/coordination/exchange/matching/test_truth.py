"""Every stated reason holds and every missing thing is missing, judged apart from the matcher by the plain facts.

Needs and lent things are drawn as facts (days, hours, codes, numbers); phrases are written out from them, and only
the matcher reads those phrases back.
"""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.exchange.matching import Lent, Need, Pool, understood

WEEK = {
    "sun": ("الأحد", "Sunday"),
    "mon": ("الاثنين", "Monday"),
    "tue": ("الثلاثاء", "Tuesday"),
    "wed": ("الأربعاء", "Wednesday"),
    "thu": ("الخميس", "Thursday"),
    "fri": ("الجمعة", "Friday"),
    "sat": ("السبت", "Saturday"),
}
HALVES = {
    "morning": (set(range(6, 12)), "صباحًا", "mornings"),
    "evening": (set(range(17, 23)), "مساءً", "evenings"),
    "": (set(), "", ""),
}
AREAS = ["", "KW-HA", "KW-HA-salmiya", "KW-KU-sharq", "KW-JA-jahra", "KW-MU-adan", "KW-AH-wafra"]
BORDERS = {
    frozenset(pair)
    for pair in (
        ("KW-KU", "KW-HA"),
        ("KW-KU", "KW-FA"),
        ("KW-KU", "KW-JA"),
        ("KW-HA", "KW-FA"),
        ("KW-HA", "KW-MU"),
        ("KW-FA", "KW-MU"),
        ("KW-FA", "KW-JA"),
        ("KW-FA", "KW-AH"),
        ("KW-MU", "KW-AH"),
        ("KW-AH", "KW-JA"),
    )
}
KINDS = ["transport", "equipment", "in_kind", "volunteers", "skill", "venue", "knowledge", "ideas"]
WORDS = ["باص", "كراسي", "مترجم", "قاعة", "van", "chairs", "interpreter", "hall"]
PLACELESS = {"knowledge", "ideas"}


@dataclass(frozen=True)
class Side:
    """The facts of one side, and how it writes them."""

    kind: str
    words: tuple
    area: str
    days: tuple
    half: str
    lang: int
    quantity: int | None
    unit: str
    access: frozenset
    no_access: frozenset
    travels: bool | None
    driver: str
    helped: tuple

    @property
    def phrase(self):
        days = (" و", " and ")[self.lang].join(WEEK[day][self.lang] for day in self.days)
        return f"{days} {HALVES[self.half][1 + self.lang]}".strip()

    @property
    def text(self):
        driver = {"": "", "with": "مع سائق", "without": "بدون سائق"}[self.driver]
        return " ".join([*self.words, driver]).strip()

    @property
    def hours(self):
        return HALVES[self.half][0]


FEATURES = ["step_free", "sign_language", "quiet_space"]


@st.composite
def sides(draw):
    has = draw(st.sets(st.sampled_from(FEATURES)))
    return Side(
        kind=draw(st.sampled_from(KINDS)),
        words=tuple(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))),
        area=draw(st.sampled_from(AREAS)),
        days=tuple(draw(st.lists(st.sampled_from(sorted(WEEK)), max_size=3, unique=True))),
        half=draw(st.sampled_from(sorted(HALVES))),
        lang=draw(st.sampled_from([0, 1])),
        quantity=draw(st.none() | st.integers(1, 50)),
        unit=draw(st.sampled_from(["", "people", "pieces"])),
        access=frozenset(has),
        no_access=frozenset(draw(st.sets(st.sampled_from(FEATURES)))) - has,
        travels=draw(st.sampled_from([True, False, None])),
        driver=draw(st.sampled_from(["", "with", "without"])),
        helped=tuple(draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True))),
    )


def need_of(side):
    return Need(
        "n", side.kind, side.text, side.area, understood(side.phrase), side.quantity, side.unit, side.access
    )


def lent_of(number, side):
    return Lent(
        f"c{number}", side.kind, side.text, "", side.area, side.travels, understood(side.phrase), side.quantity,
        side.unit, side.access, side.no_access, helped=side.helped,
    )  # fmt: skip


def governorate(side):
    return side.area[:5]


def apart(need, lent):
    """One of "here", "same", "next", "far" by the map; "" when one is unknown or place does not matter."""
    if PLACELESS & {need.kind, lent.kind} or not need.area or not lent.area:
        return ""
    if need.area == lent.area:
        return "here"
    if governorate(need) == governorate(lent):
        return "same"
    return "next" if frozenset((governorate(need), governorate(lent))) in BORDERS else "far"


def same_unit(need, lent):
    return bool(need.unit) and need.unit == lent.unit and None not in (need.quantity, lent.quantity)


def hours_clash(need, lent):
    return bool(need.hours and lent.hours) and not need.hours & lent.hours


HOLDS = {
    "words": lambda need, lent, about: all(word in lent.text for word in about),
    "same_place": lambda need, lent, about: apart(need, lent) == "here" and about == (lent.area,),
    "same_area": lambda need, lent, about: apart(need, lent) in ("same", "here"),
    "next_area": lambda need, lent, about: apart(need, lent) == "next" and lent.travels is not False,
    "travels": lambda need, lent, about: lent.travels is True and apart(need, lent) in ("next", "far"),
    "access": lambda need, lent, about: set(about) == need.access & lent.access,
    "days": lambda need, lent, about: (
        set(about) == set(need.days) & set(lent.days) and not hours_clash(need, lent)
    ),
    "enough": lambda need, lent, about: same_unit(need, lent) and lent.quantity >= need.quantity,
    "parts": lambda need, lent, about: about == ("driver",) and bool(need.driver) and lent.driver == "with",
    "helped": lambda need, lent, about: about[0] in lent.helped,
}
LACKS = {
    "kind": lambda need, lent, about: need.kind != lent.kind and about == (lent.kind,),
    "no_access": lambda need, lent, about: bool(about) and set(about) == need.access & lent.no_access,
    "other_days": lambda need, lent, about: (
        need.days and not set(need.days) & set(about) and set(about) == set(lent.days)
    ),
    "other_hours": lambda need, lent, about: hours_clash(need, lent),
    "far": lambda need, lent, about: (
        lent.travels is not True
        and (apart(need, lent) == "far" or (apart(need, lent) == "next" and lent.travels is False))
    ),
    "too_few": lambda need, lent, about: (
        same_unit(need, lent) and about[0] == need.quantity - lent.quantity > 0
    ),
    "no_parts": lambda need, lent, about: about == ("driver",) and lent.driver == "without",
    "unconfirmed": lambda need, lent, about: set(about) == need.access - lent.access - lent.no_access,
}


@settings(max_examples=80, deadline=None)
@given(sides(), st.lists(sides(), min_size=1, max_size=6))
def test_what_is_said_of_the_first_three_is_true(need, others):
    for match in Pool(lent_of(number, side) for number, side in enumerate(others)).ranked(need_of(need), 3):
        lent = others[int(match.lent.id[1:])]
        for fact in match.reasons:
            assert HOLDS[fact.code](need, lent, fact.about), (fact, need, lent)
        for fact in match.missing:
            assert LACKS[fact.code](need, lent, fact.about), (fact, need, lent)


@settings(max_examples=80, deadline=None)
@given(sides(), sides())
def test_what_stands_against_it_is_never_kept_silent(need, lent):
    for match in Pool([lent_of(0, lent)]).ranked(need_of(need), 3):
        told = {fact.code for fact in match.missing}
        assert ("no_access" in told) == bool(need.access & lent.no_access)
        assert ("kind" in told) == (need.kind != lent.kind)
        assert ("too_few" in told) == (same_unit(need, lent) and lent.quantity < need.quantity)
        known = bool(need.days and lent.days)
        assert ("other_days" in told) == (known and not set(need.days) & set(lent.days))


@settings(max_examples=80, deadline=None)
@given(sides())
def test_days_and_hours_are_read_as_they_were_written(side):
    when = understood(side.phrase)
    assert when.days == frozenset(side.days)
    assert {hour for start, end in when.hours for hour in range(start, end)} == side.hours
