"""Where an initiative stands: what is done, by whom and when; what is now, and who it waits for; what is to come."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from coordination.initiatives import rules
from coordination.initiatives.lifecycle import INITIATIVE
from coordination.initiatives.models import State
from deeds.models import Entry

WAY = (
    State.DRAFT, State.INVITING, State.READY, State.SUBMITTED, State.IN_REVIEW, State.VOTING,
    State.APPROVED, State.ACTIVE, State.COMPLETED, State.CLOSED,
)  # fmt: skip
BACK_TO = {
    State.CHANGES_REQUESTED: State.DRAFT,
    State.INQUORATE: State.IN_REVIEW,
    State.SUSPENDED: State.APPROVED,
}
ENDED = (State.DECLINED, State.WITHDRAWN, State.CANCELLED, State.CLOSED)
MOST = 9
DEEDS = [step.deed for step in INITIATIVE.steps.values()]


@dataclass
class Course:
    done: list["Station"]
    now: "Station"
    to_come: list[Any]


@dataclass
class Station:
    """A state that was reached, when, by whom, and with which reason."""

    label: Any
    at: datetime | None = None
    by: Any = ""
    reason: str = ""
    waits_for: list[Any] = field(default_factory=list)


def course_of(initiative, reader):
    """A Course for this reader: two queries, whatever happened."""
    reached = stations(initiative, reader)
    now = Station(initiative.get_state_display(), initiative.state_since, waits_for=waits_for(initiative))
    if reached and reached[-1].label == now.label:
        last = reached.pop()
        now.by, now.reason = last.by, last.reason
    return Course(reached[-MOST:], now, to_come(initiative))


def stations(initiative, reader):
    rows = Entry.objects.visible_to(reader.audiences).filter(
        subject_type=initiative._meta.label_lower, subject_id=str(initiative.pk), deed__in=DEEDS
    )
    first = (
        [Station(State.DRAFT.label, initiative.created_at, initiative.lead.name)] if reader.sees_work else []
    )
    rows = rows.select_related("actor", "text").order_by("pk")
    return first + [station(row, named=reader.sees_work) for row in rows]


def station(entry, *, named):
    """Who did it is told to those who work on it; names are public only by their owners' consent."""
    text = getattr(entry, "text", None)
    by = entry.actor.name if named and entry.actor else ""
    return Station(State(entry.data["to"]).label, entry.at, by, text.reason if text else "")


def to_come(initiative):
    if initiative.state in ENDED:
        return []
    here = BACK_TO.get(initiative.state, initiative.state)
    return [state.label for state in WAY[WAY.index(State(here)) + 1 :]]


def waits_for(initiative):
    """Names of those who come next; nobody's after the end."""
    state = initiative.state
    if state == State.INVITING:
        return [row.group.name for row in rules.not_agreeing(initiative)]
    if state in (State.SUBMITTED, State.IN_REVIEW, State.VOTING, State.INQUORATE, State.SUSPENDED):
        return [_("the coordinating committee")]
    if state == State.APPROVED and not rules.is_permitted(initiative):
        return [_("the permit of the competent authority")]
    return [] if state in ENDED else [initiative.lead.name]
