"""How states and amounts look on the room's pages."""

from django import template
from django.utils.translation import npgettext

from coordination.exchange.models import Over, Stage, State, Unit
from directory.models.profile import Day

register = template.Library()

LOOKS = {
    State.DRAFT: ("mute", "pencil"),
    State.ASKED: ("info", "hourglass-split"),
    State.DECLINED: ("mute", "x-circle"),
    State.OPEN: ("info", "door-open"),
    State.PARTLY_MATCHED: ("info", "hourglass-split"),
    State.MATCHED: ("info", "check-lg"),
    State.FULFILLED: ("ok", "check-circle-fill"),
    State.EXPIRED: ("mute", "clock"),
    State.WITHDRAWN: ("mute", "x-circle"),
}
LOOKS_OF_RESPONSES = {
    Stage.ASKED: ("info", "hourglass-split"),
    Stage.PROPOSED: ("info", "hourglass-split"),
    Stage.ACCEPTED: ("info", "check-lg"),
    Stage.DECLINED: ("mute", "x-circle"),
    Stage.WITHDRAWN: ("mute", "x-circle"),
    Stage.DELIVERED: ("warn", "box-arrow-right"),
    Stage.CONFIRMED: ("ok", "check-circle-fill"),
    Stage.DISPUTED: ("bad", "exclamation-circle-fill"),
}


@register.filter
def post_look(post):
    """{tone, icon, label} of its state, by the calendar too."""
    over = post.state == State.OPEN and post.is_over
    tone, icon = LOOKS[State.EXPIRED if over else State(post.state)]
    return {"tone": tone, "icon": icon, "label": post.state_label}


@register.filter
def response_look(response):
    tone, icon = LOOKS_OF_RESPONSES[Stage(response.state)]
    return {"tone": tone, "icon": icon, "label": response.get_state_display()}


@register.simple_tag
def amount(number, unit):
    """«3 متطوعين»"""
    return AMOUNTS[Unit(unit)](number) % {"n": number}


AMOUNTS = {
    Unit.PEOPLE: lambda n: npgettext("amount", "%(n)d person", "%(n)d people", n),
    Unit.HOURS: lambda n: npgettext("amount", "%(n)d hour", "%(n)d hours", n),
    Unit.SESSIONS: lambda n: npgettext("amount", "%(n)d session", "%(n)d sessions", n),
    Unit.PLACES: lambda n: npgettext("amount", "%(n)d place", "%(n)d places", n),
    Unit.PIECES: lambda n: npgettext("amount", "%(n)d piece", "%(n)d pieces", n),
    Unit.ROOMS: lambda n: npgettext("amount", "%(n)d room", "%(n)d rooms", n),
    Unit.DAYS: lambda n: npgettext("amount", "%(n)d day", "%(n)d days", n),
    Unit.VEHICLES: lambda n: npgettext("amount", "%(n)d vehicle", "%(n)d vehicles", n),
    Unit.TRIPS: lambda n: npgettext("amount", "%(n)d trip", "%(n)d trips", n),
    Unit.ANSWERS: lambda n: npgettext("amount", "%(n)d answer", "%(n)d answers", n),
    Unit.PARCELS: lambda n: npgettext("amount", "%(n)d parcel", "%(n)d parcels", n),
    Unit.MEALS: lambda n: npgettext("amount", "%(n)d meal", "%(n)d meals", n),
}


@register.filter
def day_names(codes):
    """The labels of days of the week, in its order."""
    return [day.label for day in Day if day.value in codes]


@register.simple_tag
def lapsed(response):
    """Why it ended with its post, in the reader's language; "" for a reason that somebody wrote."""
    return Over(response.reason_code).label if response.reason_code in Over.values else ""
