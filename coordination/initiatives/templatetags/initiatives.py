"""How states, agreements and money look on the room's pages."""

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from coordination.initiatives.models import State
from coordination.initiatives.terms import LABELS, money_in
from directory.models import Standing
from directory.templatetags.words import listed

register = template.Library()

LOOKS = {
    State.DRAFT: ("mute", "pencil"),
    State.INVITING: ("info", "hourglass-split"),
    State.READY: ("info", "check-lg"),
    State.SUBMITTED: ("info", "box-arrow-right"),
    State.IN_REVIEW: ("info", "eye"),
    State.CHANGES_REQUESTED: ("warn", "pencil"),
    State.VOTING: ("info", "people"),
    State.INQUORATE: ("warn", "hourglass-split"),
    State.DECLINED: ("bad", "x-circle"),
    State.APPROVED: ("ok", "check-circle-fill"),
    State.ACTIVE: ("ok", "check-circle-fill"),
    State.SUSPENDED: ("bad", "exclamation-circle-fill"),
    State.COMPLETED: ("ok", "patch-check"),
    State.CLOSED: ("ok", "archive"),
    State.CANCELLED: ("bad", "x-circle"),
    State.WITHDRAWN: ("mute", "x-circle"),
}


def look_of(state):
    tone, icon = LOOKS[State(state)]
    return {"tone": tone, "icon": icon}


@register.filter
def look(initiative):
    """{tone, icon, label} of its state."""
    return {**look_of(initiative.state), "label": initiative.get_state_display()}


@register.simple_tag
def agreement_of(partnership, wanted):
    """{tone, icon, label, at} of where a group stands to the terms with the hash `wanted`."""
    live = partnership.live_agreement
    if partnership.group.standing != Standing.LISTED:
        return standing(
            "bad", "exclamation-circle-fill", _("not in the directory now; its agreement does not count")
        )
    if partnership.declined_at:
        return standing("bad", "x-circle", _("does not take part"), partnership.declined_at)
    if not (partnership.has_part or partnership.is_lead):
        return standing("mute", "info-circle", _("no part yet; it is not asked"))
    if not partnership.invited_at:
        return standing("mute", "info-circle", _("not asked yet"))
    if live and live.hash == wanted:
        return standing("ok", "check-circle-fill", _("agreed"), live.at)
    if partnership.last_agreement:
        return standing("warn", "hourglass-split", _("asked to renew its agreement"), partnership.reminded_at)
    return standing("warn", "hourglass-split", _("has not replied yet"), partnership.invited_at)


def standing(tone, icon, label, at=None):
    return {"tone": tone, "icon": icon, "label": label, "at": at}


@register.filter
def kwd(amount):
    """«120.500 د.ك»"""
    return _("KWD %(amount)s") % {"amount": number_format(amount, 3)}


register.filter(money_in)


@register.filter
def why_void(agreement):
    """Which terms changed, in words, of an agreement that was voided."""
    known = {name: str(label) for name, label in LABELS.items()} | {"parts": _("the groups’ parts")}
    return listed(known[name] for name in agreement.why.split(", ") if name in known)


@register.filter
def progress(initiative):
    """(done, all) of milestones and tasks together, from prefetched rows."""
    things = [
        *initiative.milestones.all(),
        *[t for row in initiative.partnerships.all() for t in row.tasks.all()],
    ]
    return sum(thing.done_at is not None for thing in things), len(things)


@register.filter
def of_section(comments, section):
    return [comment for comment in comments if comment.section == section]


@register.filter
def is_late(thing):
    """A milestone or a task whose day is over without being done."""
    return bool(thing.due_on and not thing.done_at and thing.due_on < timezone.localdate())
