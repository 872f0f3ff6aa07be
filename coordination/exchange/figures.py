"""What was asked, offered, met and moved, and where it was not: figures for everybody.

Requests and offers that only some named groups may see are left out, so nothing can be told of these few.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import NamedTuple

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import TAKING, Post, Response, Side, Stage, State, Unit
from directory.figures import Figure, Row, both
from directory.models import Area, Field, Group, Miss

LEAST = 3  # requests that make a median
A_YEAR, A_DAY = timedelta(days=365), timedelta(days=1)
GOODS = (Unit.PIECES, Unit.PARCELS, Unit.MEALS)
PLACES, WORK = _("Governorate"), _("Field of work")
REQUESTS, OFFERS, DAYS = _("Number of requests"), _("Number of offers"), _("Days")
ASKED = _("Requests that were opened, whatever became of them, without those that were taken back.")
OFFERED = _("Offers that were opened, from outside the directory too, without those that were taken back.")
MET = _("Requests that ended with what had been agreed arriving, all of it or a part that was enough.")
TOOK = _(
    "From the opening of a request until all of it was agreed, the median; a day that has begun counts as one. "
    "It is told from three requests on."
)
HOURS = _("Hours whose receipt was confirmed, given by groups and from outside.")
THINGS = _("Pieces, parcels and meals whose receipt was confirmed, lent or given.")
UNMET = _(
    "Requests opened within a year that are still open or whose time is over, and of which something was never agreed."
)
SOUGHT = _(
    "How often people looked for a word within a year and found nothing that has it. "
    "Words that few looked for are not counted."
)
TITLES = {
    ("asked", "areas"): _("Requests by governorate"),
    ("asked", "fields"): _("Requests by field of work"),
    ("offered", "areas"): _("Offers by governorate"),
    ("offered", "fields"): _("Offers by field of work"),
    ("met", "areas"): _("Requests that were met, by governorate"),
    ("met", "fields"): _("Requests that were met, by field of work"),
    ("days", "areas"): _("Time until agreed, by governorate"),
    ("days", "fields"): _("Time until agreed, by field of work"),
    ("hours", "areas"): _("Hours given, by governorate"),
    ("hours", "fields"): _("Hours given, by field of work"),
    ("goods", "areas"): _("Goods moved, by governorate"),
    ("goods", "fields"): _("Goods moved, by field of work"),
}
SAID = {
    "asked": (ASKED, REQUESTS), "offered": (OFFERED, OFFERS), "met": (MET, REQUESTS), "days": (TOOK, DAYS),
    "hours": (HOURS, Unit.HOURS.label), "goods": (THINGS, _("Number")),
}  # fmt: skip


@dataclass
class Tally:
    """Counts by what is counted and where: "" is the whole, else the code of a governorate or of a field."""

    areas: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    units: Counter[str] = field(default_factory=Counter)
    days: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, what, post, amount=1):
        self.areas[what][""] += amount
        self.areas[what][post.place] += amount
        for code in post.work:
            self.fields[what][code] += amount

    def took(self, post):
        days = max(ceil((post.matched_at - post.opened_at) / A_DAY), 1)
        for name, codes in (("areas", {"", post.place}), ("fields", post.work)):
            for code in codes:
                self.days[name, code].append(days)

    def medians(self):
        for (name, code), days in self.days.items():
            if len(days) >= LEAST:
                getattr(self, name)["days"][code] = ceil(median(days))


def tally():
    """All of them, in a fixed number of queries."""
    counts, posts, since = Tally(), told(), timezone.now() - A_YEAR
    for post in posts.values():
        counts.add("asked" if post.side == Side.REQUEST else "offered", post)
        if post.side == Side.REQUEST and post.state == State.FULFILLED:
            counts.add("met", post)
        if post.side == Side.REQUEST and post.matched_at:
            counts.took(post)
        if is_gap(post, since):
            counts.add("unmet", post)
    arrived = Response.objects.filter(state=Stage.CONFIRMED).order_by()
    for pk, unit, received in arrived.values_list("post", "post__unit", "received"):
        if pk in posts:
            move(counts, posts[pk], unit, received)
    counts.medians()
    return counts


def move(counts, post, unit, received):
    counts.units[unit] += received
    if unit == Unit.HOURS:
        counts.add("hours", post, received)
    if unit in GOODS:
        counts.add("goods", post, received)


def is_gap(post, since):
    lately = post.opened_at >= since
    return post.side == Side.REQUEST and lately and post.state in (*TAKING, State.EXPIRED)


class Told(NamedTuple):
    """A request or an offer as it counts: `place` is the code of its governorate or "none", `work` of its fields."""

    side: str
    state: str
    opened_at: datetime
    matched_at: datetime | None
    place: str
    work: Collection[str]


def told():
    """{pk: Told}; where a request or an offer says neither place nor field, its group's count."""
    place = Coalesce("area__parent", "area", "group__area__parent", "group__area")
    rows = Post.objects.counted().order_by().annotate(at=place)
    own, of_groups = codes(Post.fields.through, "post_id"), codes(Group.fields.through, "group_id")
    return {
        pk: Told(side, state, opened, matched, at or "none", own.get(pk) or of_groups.get(group) or ())
        for pk, group, at, side, state, opened, matched in rows.values_list(
            "pk", "group", "at", "side", "state", "opened_at", "matched_at"
        )
    }


def codes(through, owner):
    kept = defaultdict(set)
    for pk, code in through.objects.order_by().values_list(owner, "field_id"):
        kept[pk].add(code)
    return kept


# --- as figures


def figures():
    """(the whole, by governorate, by field of work, the gaps): lists of figures, in a fixed number of queries."""
    counts = tally()
    places = [Row(row.code, row.title_ar, row.title_en, 0) for row in Area.objects.filter(parent=None)]
    named = {code for counted in counts.fields.values() for code in counted}
    work = [
        Row(row.code, row.short_ar or row.title_ar, row.short_en or row.title_en, 0)
        for row in Field.objects.filter(pk__in=named)
    ]
    by_area = [of("areas", what, PLACES, places, counts.areas[what]) for what in SAID]
    by_field = [of("fields", what, WORK, work, counts.fields[what]) for what in SAID]
    return whole(counts), by_area, by_field, gaps(counts, places)


def of(name, what, heading, words, counted):
    """One figure; the highest first, without rows of nothing."""
    definition, number = SAID[what]
    return Figure(
        f"{what}-{name}",
        TITLES[what, name],
        definition,
        heading,
        filled(words, counted),
        counted=number,
    )


def filled(words, counted):
    rows = [
        Row(row.code, row.label_ar, row.label_en, counted[row.code]) for row in words if counted[row.code]
    ]
    return sorted(rows, key=lambda row: -row.count)


def whole(counts):
    total = {what: counts.areas[what][""] for what in ("asked", "offered", "met", "days")}
    rows = [
        Row("asked", *both(_("requests for support")), total["asked"]),
        Row("met", *both(_("requests that were met")), total["met"]),
        Row("offered", *both(_("offers")), total["offered"]),
    ]
    meant = _("Without requests and offers that were taken back, and without those for a few named groups.")
    days = [Row("all", *both(_("all requests")), total["days"])] if total["days"] else []
    units = [Row(unit.value, *both(unit.label), counts.units[unit]) for unit in Unit if counts.units[unit]]
    moved = _("What groups and givers from outside gave, as its receivers confirmed it.")
    return [
        Figure("overview", _("The exchange as a whole"), meant, _("What is counted"), rows),
        Figure("days", _("Time until a request is agreed"), TOOK, _("Which requests"), days, counted=DAYS),
        Figure("moved", _("What arrived"), moved, _("Counted in"), sorted(units, key=lambda row: -row.count)),
    ]


def gaps(counts, places):
    nowhere = Row("none", *both(_("no governorate named")), 0)
    since = (timezone.localdate() - A_YEAR).replace(day=1)
    times = Miss.objects.shown().filter(month__gte=since).order_by().values_list("governorate")
    sought = Counter({code or "none": n for code, n in times.annotate(n=Sum("count"))})
    return [
        Figure(
            "unmet", _("Asked and not met"), UNMET, PLACES,
            filled([*places, nowhere], counts.areas["unmet"]), counted=REQUESTS,
        ),
        Figure(
            "sought", _("Looked for and not found"), SOUGHT, PLACES, filled([*places, nowhere], sought),
            counted=_("Times"),
        ),
    ]  # fmt: skip


def every():
    return [figure for part in figures() for figure in part]
