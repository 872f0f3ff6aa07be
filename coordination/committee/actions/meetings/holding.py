"""Holding a meeting: it begins, goes from point to point, who is there is noted, and it ends."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import agenda
from coordination.committee.actions.meetings import minuting
from coordination.committee.actions.meetings.calling import held_open, remember
from coordination.committee.actions.meetings.carrying import carry_on, postpone_rest
from coordination.committee.lifecycle_meetings import MEETING
from coordination.committee.models.meeting import Attendee, Item, Meeting

ATTENDANCE = _("%(by)s noted who attends “%(meeting)s”.")
IN_SESSION = Meeting.State.IN_SESSION


@transaction.atomic
def begin(meeting, *, by, seen):
    """In session, with its first point."""
    meeting = MEETING.take(meeting, "begin", by=by, seen=seen)
    Meeting.objects.filter(pk=meeting.pk).update(began_at=timezone.now())
    turn_to(next_of(meeting))
    return meeting


@transaction.atomic
def note(meeting, item, texts, *, by, seen):
    """Keeps what was said on a point and what came of it."""
    held_open(meeting, by, seen, IN_SESSION)
    Item.objects.filter(pk=item.pk).update(**texts)


@transaction.atomic
def close(meeting, item, state, texts, *, by, seen):
    """The point is done or left for the next meeting; returns the point to go on with, or None."""
    meeting = held_open(meeting, by, seen, IN_SESSION)
    Item.objects.filter(pk=item.pk).update(**texts, state=state, ended_at=timezone.now())
    aside = next((point.aside for point in agenda.points(meeting) if point.item.pk == item.pk), [])
    item.aside.set(aside)
    return turn_to(next_of(meeting, item))


def next_of(meeting, after=None):
    """The next point that waits, after this one first, then whatever was passed over."""
    left = list(meeting.items.filter(state=Item.State.WAITING))
    later = [item for item in left if after and (item.position, item.pk) > (after.position, after.pk)]
    return next(iter(later or left), None)


def turn_to(item):
    if item and not item.began_at:
        Item.objects.filter(pk=item.pk).update(began_at=timezone.now())
    return item


@transaction.atomic
def attend(meeting, presences, *, by, seen):
    """`presences` is {person id: one of Attendee.Presence or ""}."""
    meeting = held_open(meeting, by, seen, IN_SESSION, Meeting.State.HELD)
    for person, presence in presences.items():
        Attendee.objects.update_or_create(meeting=meeting, person_id=person, defaults={"presence": presence})
    remember("meeting.attendance", meeting, ATTENDANCE, by)


@transaction.atomic
def end(meeting, *, by, seen):
    """What still waits goes to the next meeting; the minutes are drafted from what was noted."""
    meeting = MEETING.take(meeting, "end", by=by, seen=seen)
    meeting.ended_at = timezone.now()
    postpone_rest(meeting)
    meeting.public_minutes, meeting.committee_minutes = minuting.draft(meeting)
    meeting.save(update_fields=["ended_at", "public_minutes", "committee_minutes"])
    carry_on()
    return meeting
