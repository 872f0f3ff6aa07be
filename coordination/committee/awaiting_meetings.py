"""What of meetings waits for a person, and the next event on the site's first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.committee import rules
from coordination.committee.models.announcement import Announcement
from coordination.committee.models.meeting import Attendee, Meeting
from deeds.hooks import Coming, Part, Waiting


def next_event():
    """The announced event that comes next; nothing when none does."""
    row = Announcement.objects.published().coming().first()
    return Part("committee/announcements/_home.html", {"announcement": row}) if row else None


def meetings(person):
    """For members: calls to answer; for those who keep meetings: minutes to correct."""
    if rules.is_seated(person):
        yield from replies(person)
        yield from minutes(person)


def to_come(person):
    """The meetings that are called, for members."""
    if rules.is_seated(person):
        for meeting in Meeting.objects.filter(state=Meeting.State.CALLED).order_by("starts_at"):
            what = _("the meeting %(title)s") % titled(meeting)
            yield Coming(what, meeting.starts_at, meeting.get_absolute_url())


def replies(person):
    answered = Attendee.objects.filter(person=person.pk).exclude(reply="").values("meeting")
    coming = Meeting.objects.filter(state=Meeting.State.CALLED).exclude(pk__in=answered)
    for meeting in coming.order_by("starts_at"):
        sentence = _("Say whether you come to the meeting %(title)s") % titled(meeting)
        url, due = meeting.get_absolute_url(), meeting.starts_at
        yield Waiting(sentence, url, due, _("as a member of the committee"), verb=_("Reply to the call"))


def minutes(person):
    if not rules.handles_docket(person):
        return
    for meeting in Meeting.objects.filter(state=Meeting.State.HELD).order_by("ended_at"):
        sentence = _("Correct and publish the minutes of %(title)s") % titled(meeting)
        url = reverse("meeting_minutes", args=[meeting.uuid])
        yield Waiting(sentence, url, None, _("as a member of the committee"), verb=_("Correct the minutes"))


def titled(meeting):
    return {"title": f"\u2068{meeting.title}\u2069"}
