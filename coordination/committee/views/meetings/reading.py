"""The list of meetings, one meeting with its agenda, its answer, its calendar file and its pack to print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coordination.committee import agenda
from coordination.committee.actions.meetings import calling
from coordination.committee.models import Ballot
from coordination.committee.models.meeting import Attendee, Meeting
from coordination.committee.views.calendar import calendar, event_of
from coordination.committee.views.doors import seated_only
from coordination.committee.views.keeping import is_keeper

PER_PAGE = 20


@require_safe
def meetings(request):
    """For members all; for everybody those with published minutes."""
    if "committee" in request.audiences:
        return all_meetings(request)
    rows = Meeting.objects.visible_to(request.audiences)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "committee/meetings/public_list.html", {"page": page})


@seated_only
def all_meetings(request):
    coming = list(Meeting.objects.coming())
    own = dict(
        Attendee.objects.filter(person=request.user, meeting__in=coming).values_list("meeting_id", "reply")
    )
    for meeting in coming:
        meeting.own_reply = own.get(meeting.pk, "")
    past = Meeting.objects.exclude(pk__in=[meeting.pk for meeting in coming])
    context = {
        "coming": coming,
        "page": Paginator(past, PER_PAGE).get_page(request.GET.get("page")),
        "keeps": is_keeper(request),
    }
    return render(request, "committee/meetings/list.html", context)


@require_safe
def meeting(request, uuid):
    """For members everything; for everybody the published minutes."""
    if "committee" in request.audiences:
        return members_page(request, uuid)
    row = get_object_or_404(Meeting.objects.visible_to(request.audiences), uuid=uuid)
    return render(request, "committee/meetings/public_minutes.html", {"meeting": row})


@seated_only
def members_page(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    points = agenda.points(row)
    context = {
        "meeting": row,
        "points": points,
        "own_points": [point for point in points if request.user in point.aside],
        "total": sum(point.item.minutes for point in points),
        "attendees": attendees(row),
        "replies": Attendee.Reply.choices,
        "own_reply": row.attendees.filter(person=request.user).values_list("reply", flat=True).first(),
        "keeps": is_keeper(request),
        "next_end": Ballot.objects.running().values_list("closes_at", flat=True).first(),
        "passed": row.starts_at <= timezone.now(),
    }
    return render(request, "committee/meetings/detail.html", context)


def attendees(row):
    """Each member of that time with what they said and whether they came: [{person, reply, presence}]."""
    known = {one.person_id: one for one in row.attendees.select_related("person")}
    people = {person.pk: person for person in agenda.seated(row)} | {
        one.person_id: one.person for one in known.values() if one.presence
    }
    return [{"person": person, "said": known.get(pk)} for pk, person in people.items()]


@seated_only
@require_POST
def meeting_reply(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    calling.reply(row, request.POST.get("reply", ""), by=request.user)
    messages.success(request, _("Your reply is noted. You can change it until the meeting begins."))
    return redirect(row)


@seated_only
@require_safe
def meeting_calendar(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    minutes = sum(row.items.values_list("minutes", flat=True))
    event = event_of(
        row,
        row.starts_at,
        row.ends_at(minutes),
        place=row.place or row.link,
        cancelled=row.state == Meeting.State.CANCELLED,
        text=row.link,
    )
    return calendar(event)


@seated_only
@require_safe
def meeting_pack(request, uuid):
    """One page to print: the agenda with the brief of every matter."""
    row = get_object_or_404(Meeting, uuid=uuid)
    points = agenda.points(row)
    context = {
        "meeting": row,
        "points": [(point, brief(request, point)) for point in points],
        "total": sum(point.item.minutes for point in points),
    }
    return render(request, "committee/meetings/pack.html", context)


def brief(request, point):
    """What the room itself says of a matter that waits, as its brief on the docket has it."""
    if not (point.matter and point.kind and point.kind.brief_template):
        return ""
    context = {"matter": point.matter, "ballot": point.ballot, "kind": point.kind}
    context |= point.kind.brief(point.item.matter_uuid, request.user)
    return render_to_string(point.kind.brief_template, context, request)
