"""What the committee shows on a member's day: where to start, the next meeting, who stands aside, what was decided."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.committee import agenda
from coordination.committee.models import Ballot, Decision, Meeting, RollLine, Seat
from coordination.committee.views.docket import MINUTES_EACH, last_look, voted_lines
from deeds.hooks import Coming, DayPart

MY_DAY = UUID(int=1)
SHOWN = 5


def parts(person, audiences):
    """The DayParts of somebody who sits."""
    if "committee" not in audiences:
        return
    left = Ballot.objects.for_voter(person).exclude(roll__in=voted_lines(person)).count()
    if left:
        yield DayPart("committee/_day_start.html", {"n": left, "minutes": left * MINUTES_EACH}, "first", 10)
    meeting = Meeting.objects.filter(state=Meeting.State.CALLED, starts_at__gt=timezone.now()).last()
    if meeting:
        reply = meeting.attendees.filter(person=person.pk).first()
        context = {"meeting": meeting, "reply": reply, "outlook": agenda.outlook(meeting)}
        yield DayPart("committee/_day_meeting.html", context, "side", 5)
    aside = RollLine.objects.filter(person=person.pk, standing=RollLine.Standing.RECUSED)
    ballots = list(Ballot.objects.running().filter(roll__in=aside)[:SHOWN])
    if ballots:
        yield DayPart("committee/_day_aside.html", {"ballots": ballots}, "side", 10)
    since = last_look(person, "", MY_DAY, keep=timedelta(hours=1))
    decided = list(Decision.objects.filter(decided_at__gt=since)[:SHOWN]) if since else []
    if decided:
        yield DayPart("committee/_day_decided.html", {"decided": decided, "since": since}, "side", 15)


def to_come(person):
    """The next end of a ballot in which this person has voted, and the end of their term."""
    for seat in Seat.objects.current().filter(person=person.pk, ends_at__isnull=False):
        yield Coming(_("your term on the committee ends"), seat.ends_at, reverse("committee"))
    for ballot in Ballot.objects.running().filter(roll__in=voted_lines(person))[:1]:
        what = _("the ballot on %(title)s closes") % {"title": f"\u2068{ballot.title}\u2069"}
        yield Coming(what, ballot.closes_at, reverse("matter", args=[ballot.kind, ballot.matter_uuid]))
