"""The minutes: drafted from what was noted, corrected, then published."""

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.committee import agenda, docket
from coordination.committee.actions.meetings.calling import held_open, remember
from coordination.committee.lifecycle_meetings import MEETING
from coordination.committee.models.meeting import Attendee, Item, Meeting
from directory.templatetags.words import full_day, hour

CORRECTED = gettext_lazy("%(by)s corrected the minutes of “%(meeting)s”.")
WAS_THERE = (Attendee.Presence.HERE, Attendee.Presence.ONLINE)


def draft(meeting):
    """(for everybody, for the committee), in the language that is active; names stand in neither."""
    items = list(meeting.items.prefetch_related("aside"))
    public = [opening(meeting), *(line(number, item) for number, item in enumerate(items, 1))]
    inside = [f"{number}. {item.title}\n{item.said}" for number, item in enumerate(items, 1) if item.said]
    return "\n\n".join(public), "\n\n".join(inside)


def opening(meeting):
    present = meeting.attendees.filter(presence__in=WAS_THERE).count()
    sentence = ngettext(
        "The coordinating committee met on %(day)s, %(begin)s. %(n)d of %(seats)d members attended.",
        "The coordinating committee met on %(day)s, %(begin)s. %(n)d of %(seats)d members attended.",
        present,
    )
    began = meeting.read_there(meeting.began_at)
    day, begin = strip_tags(full_day(began.date())), hour(began.time())
    return sentence % {"day": day, "begin": begin, "n": present, "seats": len(agenda.seated(meeting))}


def line(number, item):
    """One point as everybody may read it."""
    text = f"{number}. {title_for_all(item)}: {what_came(item)}"
    aside = item.aside.count() if item.kind else 0
    return text + (" " + _("Recused: %(n)d.") % {"n": aside} if aside else "")


def title_for_all(item):
    return item.title if is_public(item) else _("A matter that is not public")


def is_public(item):
    """A free point, or a matter of which its room says that everybody may know it."""
    known = {kind.name: kind for kind in docket.kinds()}
    matter = docket.find(*item.key) if item.kind else None
    return not item.kind or bool(matter and matter.is_public and known[item.kind].is_public)


def what_came(item):
    if item.state == Item.State.POSTPONED:
        return _("left for the next meeting.")
    return item.outcome or _("discussed.")


@transaction.atomic
def correct(meeting, texts, *, by, seen):
    """`texts` has public_minutes and committee_minutes."""
    meeting = held_open(meeting, by, seen, Meeting.State.HELD)
    Meeting.objects.filter(pk=meeting.pk).update(**texts, updated_at=timezone.now())
    remember("meeting.correct", meeting, CORRECTED, by)


@transaction.atomic
def publish(meeting, *, by, seen):
    """Everybody reads the public part from now on; nothing changes in it any more."""
    meeting = MEETING.take(meeting, "publish", by=by, seen=seen)
    Meeting.objects.filter(pk=meeting.pk).update(published_at=timezone.now())
    return meeting
