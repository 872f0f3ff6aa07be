"""A request as a Need, and what groups lend, capabilities and offers, as Lent: only what they wrote or chose."""

from datetime import timedelta

from coordination.exchange.matching import ANY_TIME, Lent, Need, When, understood
from coordination.exchange.matching.times import DAYS
from coordination.exchange.models import Kind, Unit
from directory.models import Answer

KIND_OF = {"skill": Kind.SKILL, "equipment": Kind.EQUIPMENT, "venue": Kind.VENUE, "transport": Kind.TRANSPORT,
           "people": Kind.VOLUNTEERS}  # fmt: skip
COUNTED_IN = {
    "equipment": Unit.PIECES,
    "transport": Unit.VEHICLES,
    "people": Unit.PEOPLE,
}  # others are not said
OF_THE_GROUP = (
    "skill",
    "venue",
    "people",
)  # what the access of the group's own place and people says something of
ALL_DAYS, ALL_MONTHS = 6, 11


def need_of(post):
    """Of a request read with `with_both` or `with_all`, and its group's fields where it names none."""
    return Need(
        id=str(post.pk), kind=post.kind, text=text_of(post), area=post.area_id or post.group.area_id or "",
        when=when_of(post), quantity=post.left or post.quantity, unit=post.unit,
        access=codes(post.access), fields=codes(post.fields) or codes(post.group.fields),
        beneficiaries=codes(post.beneficiaries),
    )  # fmt: skip


def lent_by_offer(post, helped=(), about=""):
    group = post.group
    return Lent(
        id=f"offer:{post.pk}", kind=post.kind, text=text_of(post), about=about,
        area=post.area_id or group.area_id or "", when=when_of(post), quantity=post.left, unit=post.unit,
        access=codes(post.access), fields=codes(post.fields) | codes(group.fields),
        beneficiaries=codes(post.beneficiaries) | codes(group.beneficiaries), helped=tuple(helped),
    )  # fmt: skip


def lent_by_capability(row, helped=(), about=""):
    group = row.group
    answers = group.access_answers.all() if row.kind in OF_THE_GROUP else ()
    return Lent(
        id=f"capability:{row.pk}", kind=KIND_OF[row.kind], text=both(row.title_ar, row.title_en), about=about,
        area=group.area_id or "", when=understood(row.available_ar or row.available_en),
        quantity=row.quantity if row.kind in COUNTED_IN else None, unit=COUNTED_IN.get(row.kind, ""),
        access=frozenset(one.feature_id for one in answers if one.answer == Answer.YES),
        no_access=frozenset(one.feature_id for one in answers if one.answer == Answer.NO),
        fields=codes(group.fields), beneficiaries=codes(group.beneficiaries), helped=tuple(helped),
    )  # fmt: skip


def text_of(post):
    return both(post.title_ar, post.title_en, post.details_ar, post.details_en)


def both(*texts):
    return " ".join(filter(None, texts))


def about(group):
    """What a group is called and does: it weighs a little in the order, and is no reason by itself."""
    services = (both(service.title_ar, service.title_en) for service in group.services.all())
    return both(group.name_ar, group.name_en, *services)


def codes(rows):
    return frozenset(row.pk for row in rows.all())


def when_of(post):
    """Its days of the week, or those between its first and last day; hours where both ends are said."""
    days = frozenset(post.days)
    span = (post.starts_at, post.ends_at)
    hours = ((hour_of(span[0]), hour_of(span[1])),) if all(span) and span[0] < span[1] else ()
    first, last = post.starts_on or post.ends_on, post.ends_on or post.starts_on
    if first is None:
        return When(days, hours) if days or hours else ANY_TIME
    dates = [first + timedelta(days=step) for step in range(min((last - first).days, 366) + 1)]
    if not days and len(dates) <= ALL_DAYS:
        days = frozenset(weekday(day) for day in dates)
    months = frozenset(day.month for day in dates)
    return When(days, hours, months if len(months) <= ALL_MONTHS else frozenset())


def hour_of(clock):
    return clock.hour + clock.minute / 60


def weekday(day):
    return DAYS[day.isoweekday() % 7]


def dates_meet(request, offer):
    """Whether there is a day that both are for, as far as both say days."""
    starts = [day for day in (request.starts_on, offer.starts_on) if day]
    ends = [day for day in (request.ends_on or request.starts_on, offer.ends_on or offer.starts_on) if day]
    return not starts or not ends or max(starts) <= min(ends)
