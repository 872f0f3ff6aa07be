"""How states, levels and comments look on the room's pages."""

from django import template
from django.utils import timezone
from django.utils.translation import pgettext

from coordination.committee.models.meeting import ZONES
from coordination.standards.models import Because, Comment, Condition, Level, Mark, Stage, State

register = template.Library()

LOOKS = {
    State.DRAFT: ("mute", "pencil"),
    State.CONSULTATION: ("info", "chat-dots"),
    State.VOTING: ("info", "people"),
    State.ADOPTED: ("ok", "check-circle-fill"),
    State.SUPERSEDED: ("mute", "archive"),
    State.RETIRED: ("mute", "archive"),
    State.WITHDRAWN: ("mute", "x-circle"),
}
LEVELS = {Level.MUST: "info", Level.SHOULD: "mute", Level.MAY: "mute"}
KINDS = {
    Comment.Kind.AGREE: ("ok", "check-lg"),
    Comment.Kind.CONCERN: ("warn", "exclamation-circle-fill"),
    Comment.Kind.PROPOSAL: ("info", "pencil"),
}

STAGES = {
    Stage.DRAFT: ("mute", "pencil"),
    Stage.SUBMITTED: ("info", "hourglass-split"),
    Stage.UNDER_REVIEW: ("info", "eye"),
    Stage.CLARIFICATION: ("warn", "question-circle"),
    Stage.DECIDED: ("ok", "check-circle-fill"),
    Stage.WITHDRAWN: ("mute", "x-circle"),
}
MARKS = {
    Mark.MET: ("ok", "check-circle-fill"),
    Mark.PARTLY: ("warn", "exclamation-circle-fill"),
    Mark.NOT_MET: ("bad", "x-circle"),
    Mark.NOT_APPLICABLE: ("mute", "info-circle"),
}
CONDITIONS = {
    Condition.CURRENT: ("ok", "check-circle-fill"),
    Condition.SUSPENDED: ("warn", "exclamation-circle-fill"),
    Condition.REVOKED: ("bad", "x-circle"),
    Condition.EXPIRED: ("bad", "hourglass-split"),
    Condition.SUPERSEDED: ("mute", "archive"),
}


@register.filter
def look_now(accreditation):
    """{tone, icon, label} of what is true now, of one that `as_of` fetched."""
    return looks(*CONDITIONS[Condition(accreditation.is_now)], Condition(accreditation.is_now).label)


@register.filter
def because(code):
    """Why, as a sentence for everybody."""
    return Because(code).label if code else ""


@register.filter
def look_of_stage(assessment):
    return looks(*STAGES[Stage(assessment.state)], assessment.get_state_display())


@register.filter
def look_of_mark(mark):
    return looks(*MARKS[Mark(mark)], Mark(mark).label)


@register.filter
def look(standard):
    """{tone, icon, label} of where it stands by the calendar, whatever is stored."""
    if standard.is_in_force:
        return looks("ok", "check-circle-fill", pgettext("standard", "in force"))
    if standard.is_replaced:
        return looks(*LOOKS[State.SUPERSEDED], State.SUPERSEDED.label)
    return looks(*LOOKS[State(standard.state)], standard.get_state_display())


def looks(tone, icon, label):
    return {"tone": tone, "icon": icon, "label": label}


@register.filter
def level_tone(clause):
    return LEVELS[Level(clause.level)]


@register.filter
def look_of_comment(comment):
    return looks(*KINDS[Comment.Kind(comment.kind)], comment.get_kind_display())


@register.filter
def of_code(by_code, code):
    """What was said of one clause, from {code: comments}."""
    return by_code.get(code, [])


@register.filter
def zone(moment):
    """By whose clock a moment of the site's zone is told."""
    name = timezone.get_default_timezone_name()
    return ZONES.get(name, name)
