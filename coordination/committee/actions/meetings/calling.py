"""Calling a meeting, changing when and where it is, cancelling it, and answering the call."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.actions.meetings import letters
from coordination.committee.actions.meetings.carrying import carry_on, postpone_rest
from coordination.committee.lifecycle_meetings import MEETING, keeps
from coordination.committee.models.meeting import Attendee, Meeting
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of

CALLED = _("%(by)s called the meeting “%(meeting)s”.")
CHANGED = _("%(by)s changed the meeting “%(meeting)s”.")
OVER = _("This meeting is over or cancelled.")


@transaction.atomic
def call(columns, *, by):
    """The meeting, with what earlier ones left unfinished; every member is written to."""
    may(by)
    if columns["starts_at"] <= timezone.now():
        raise Refused(_("This moment has passed. Choose a later one."), "past")
    meeting = Meeting.objects.create(**columns, called_by=by)
    carry_on()
    remember("meeting.call", meeting, CALLED, by)
    letters.called(meeting)
    return meeting


@transaction.atomic
def change(meeting, columns, *, by, seen):
    """When the hour or the place changes, everybody is written to and asked again."""
    meeting = held_open(meeting, by, seen, Meeting.State.CALLED)
    moved = any(getattr(meeting, name) != columns[name] for name in ("starts_at", "place", "link"))
    Meeting.objects.filter(pk=meeting.pk).update(**columns, updated_at=timezone.now())
    meeting.refresh_from_db()
    remember("meeting.change", meeting, CHANGED, by)
    if moved:
        meeting.attendees.update(reply="", replied_at=None)
        letters.moved(meeting)
    return meeting


@transaction.atomic
def cancel(meeting, *, by, seen, reason):
    """Its points wait for the next meeting."""
    meeting = MEETING.take(meeting, "cancel", by=by, seen=seen, reason_code="cancelled", reason=reason)
    postpone_rest(meeting)
    carry_on()
    letters.cancelled(meeting, reason)
    return meeting


@transaction.atomic
def reply(meeting, answer, *, by):
    """A member says whether they come; it may change until the meeting begins."""
    if not rules.is_seated(by):
        raise Refused(_("Only members of the committee answer, while their term runs."), "seat")
    if meeting.state != Meeting.State.CALLED:
        raise Refused(OVER, "state")
    if answer not in Attendee.Reply.values:
        raise Refused(_("Choose coming, online or not coming."), "reply")
    said = {"reply": answer, "replied_at": timezone.now()}
    Attendee.objects.update_or_create(meeting=meeting, person=by, defaults=said)


def may(by):
    if not keeps(by, None):
        raise Refused(_("The chair or the secretary keeps the meetings."), "role")


def held_open(meeting, by, seen, *states):
    """The meeting claimed and anew, in one of these states; else Refused."""
    claim(meeting, seen=version_of(seen))
    may(by)
    meeting = Meeting.objects.get(pk=meeting.pk)
    if meeting.state not in states:
        raise Refused(OVER, "state")
    return meeting


def remember(deed, meeting, title, by):
    names = {"by": called(by), "meeting": meeting.title}
    record(deed, meeting, by=by, audience=["committee"], title=title, names=names)
