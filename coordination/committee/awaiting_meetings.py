"""What of meetings waits for a person, and the next event on the site's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.committee import rules
from coordination.committee.models.announcement import Announcement
from coordination.committee.models.meeting import Attendee, Meeting
from deeds.hooks import Part, Waiting


def next_event():
    """The announced event that comes next; nothing when none does."""
    row = Announcement.objects.published().coming().first()
    return Part("committee/announcements/_home.html", {"announcement": row}) if row else None


def replies(person):
    """Meetings that this member has not answered."""
    if not rules.is_seated(person):
        return
    answered = Attendee.objects.filter(person=person.pk).exclude(reply="").values("meeting")
    coming = Meeting.objects.filter(state=Meeting.State.CALLED).exclude(pk__in=answered)
    for meeting in coming.order_by("starts_at"):
        sentence = _("Say whether you come to the meeting %(title)s") % titled(meeting)
        url, due = meeting.get_absolute_url(), meeting.starts_at
        yield Waiting(sentence, url, due, _("as a member of the committee"), verb=_("Reply to the call"))


def minutes(person):
    """Minutes that the secretary and the chair correct and publish."""
    if not rules.handles_docket(person):
        return
    for meeting in Meeting.objects.filter(state=Meeting.State.HELD).order_by("ended_at"):
        sentence = _("Correct and publish the minutes of %(title)s") % titled(meeting)
        url = reverse("meeting_minutes", args=[meeting.uuid])
        yield Waiting(sentence, url, None, _("as a member of the committee"), verb=_("Correct the minutes"))


def titled(meeting):
    return {"title": f"\u2068{meeting.title}\u2069"}
