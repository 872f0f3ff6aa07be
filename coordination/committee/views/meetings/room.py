"""The room: one point a screen, who is there, and the end; then the minutes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.committee import agenda
from coordination.committee.actions.meetings import holding, minuting
from coordination.committee.forms.meetings import AttendanceForm, MinutesForm, SaidForm
from coordination.committee.models.meeting import Item, Meeting
from coordination.committee.views.doors import page, seated_only
from coordination.committee.views.keeping import done, is_keeper, keepers_only

State = Meeting.State
EXPECTED = {"coming": "here", "online": "online", "not": "absent"}
CLOSING = {"done": Item.State.DONE, "postpone": Item.State.POSTPONED}


@keepers_only
@require_POST
def meeting_begin(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    holding.begin(row, by=request.user, seen=request.POST.get("version"))
    return redirect("meeting_attendance", row.uuid)


@seated_only
@require_safe
def meeting_room(request, uuid):
    """On to the point that is being talked about."""
    row = get_object_or_404(Meeting, uuid=uuid, state=State.IN_SESSION)
    items = list(row.items.all())
    now = next((item for item in items if item.began_at and item.state == Item.State.WAITING), None)
    if now is None:
        return page(
            request, "committee/meetings/through.html", meeting=row, items=items, keeps=is_keeper(request)
        )
    return redirect("meeting_point", row.uuid, items.index(now) + 1)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_point(request, uuid, number):
    """One point on the screen; the secretary and the chair note and go on."""
    row = get_object_or_404(Meeting, uuid=uuid, state=State.IN_SESSION)
    points = agenda.points(row)
    if not 1 <= number <= len(points) or (request.method == "POST" and not is_keeper(request)):
        raise Http404
    point = points[number - 1]
    form = SaidForm(request.POST or None, initial={"outcome": point.item.outcome, "said": point.item.said})
    if request.method == "POST" and form.is_valid():
        deed = request.POST.get("deed", "")
        if done(form, lambda: noted(request, row, point.item, form)):
            return redirect("meeting_room", row.uuid) if deed in CLOSING else redirect(request.path)
    context = {
        "meeting": row,
        "point": point,
        "number": number,
        "total": len(points),
        "following": number + 1 if number < len(points) else None,
        "previous": number - 1,
        "is_aside": request.user in point.aside,
        "keeps": is_keeper(request),
    }
    return page(request, "committee/meetings/point.html", form, **context)


def noted(request, row, item, form):
    """Keeps the words; closes the point when the button says so."""
    deed, seen = request.POST.get("deed"), request.POST.get("version")
    if deed in CLOSING:
        holding.close(row, item, CLOSING[deed], form.cleaned_data, by=request.user, seen=seen)
    else:
        holding.note(row, item, form.cleaned_data, by=request.user, seen=seen)
        messages.success(request, _("Noted."))


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_attendance(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid, state__in=[State.IN_SESSION, State.HELD])
    known = {one.person_id: one.presence or EXPECTED.get(one.reply, "") for one in row.attendees.all()}
    form = AttendanceForm(request.POST or None, people=agenda.seated(row), known=known)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version")
        if done(form, lambda: holding.attend(row, form.presences(), by=request.user, seen=seen)):
            messages.success(request, _("Who is there is noted."))
            return redirect("meeting_room" if row.state == State.IN_SESSION else "meeting", row.uuid)
    return page(request, "committee/meetings/attendance.html", form, meeting=row)


@keepers_only
@require_POST
def meeting_end(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    holding.end(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The meeting has ended. The minutes are drafted: read and correct them."))
    return redirect("meeting_minutes", row.uuid)


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_minutes(request, uuid):
    """Correcting what was drafted."""
    row = get_object_or_404(Meeting, uuid=uuid, state=State.HELD)
    first = {"public_minutes": row.public_minutes, "committee_minutes": row.committee_minutes}
    form = MinutesForm(request.POST or None, initial=first)
    seen = request.POST.get("version", row.version)
    if request.method == "POST" and form.is_valid():
        if done(form, lambda: minuting.correct(row, form.cleaned_data, by=request.user, seen=seen)):
            messages.success(request, _("The minutes are saved. Look at them, then publish them."))
            return redirect(row)
        seen = row.version
    return page(request, "committee/meetings/minutes.html", form, meeting=row, version=seen)


@keepers_only
@require_POST
def meeting_publish(request, uuid):
    row = get_object_or_404(Meeting, uuid=uuid)
    minuting.publish(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The minutes are published."))
    return redirect(row)
