"""The secretary's and the chair's pages before a meeting: the call, its changes, and the agenda."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coordination.committee import agenda
from coordination.committee.actions.meetings import calling, planning
from coordination.committee.forms.ballots import ReasonForm
from coordination.committee.forms.meetings import ArrangeForm, MattersForm, MeetingForm, PointForm
from coordination.committee.models import Ballot
from coordination.committee.models.meeting import Meeting
from coordination.committee.views.doors import page
from coordination.committee.views.keeping import done, keepers_only
from deeds.once import once


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request):
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed():
            made = calling.call(form.columns(), by=request.user)
            return reverse("meeting_agenda", args=[made.uuid])

        places = []
        if done(form, lambda: places.append(once(request.POST.get("once"), deed))):
            messages.success(
                request, _("The meeting is called, and every member is written to. Now the agenda.")
            )
            return redirect(places[0])
    return page(request, "committee/meetings/form.html", form, back=reverse("meetings"))


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request, uuid):
    row = called(uuid)
    seen = request.POST.get("version", row.version)
    form = MeetingForm(request.POST or None, instance=called(uuid))
    if request.method == "POST" and form.is_valid():
        if done(form, lambda: calling.change(row, form.columns(), by=request.user, seen=seen)):
            messages.success(request, _("Your changes are saved."))
            return redirect(row)
        seen = row.version
    context = {"meeting": row, "version": seen, "back": row.get_absolute_url()}
    return page(request, "committee/meetings/form.html", form, **context)


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request, uuid):
    row = called(uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version")
        calling.cancel(row, by=request.user, seen=seen, reason=form.cleaned_data["reason"])
        messages.success(request, _("The meeting is cancelled, and every member is written to."))
        return redirect(row)
    return page(request, "committee/meetings/cancel.html", form, meeting=row)


def called(uuid):
    return get_object_or_404(Meeting, uuid=uuid, state=Meeting.State.CALLED)


# --- the agenda


@keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_agenda(request, uuid):
    """Three forms on one page: the points in order, what waits on the docket, and a free point."""
    row = get_object_or_404(Meeting, uuid=uuid, state__in=planning.OPEN)
    deed = request.POST.get("deed", "")
    items, offered = list(row.items.all()), offers(row)
    given = {name: request.POST if deed == name else None for name in ("arrange", "matters", "point")}
    forms = {
        "arrange": ArrangeForm(given["arrange"], items=items),
        "matters": MattersForm(given["matters"], offered=offered),
        "point": PointForm(given["point"], initial={"minutes": row.minutes_each}),
    }
    if request.method == "POST" and deed not in forms:
        raise Http404
    form = forms.get(deed)
    if form and form.is_valid() and done(form, lambda: save(row, deed, form, request)):
        messages.success(request, _("The agenda is saved."))
        return redirect("meeting_agenda", row.uuid)
    context = {
        "meeting": row,
        "forms": forms,
        "version": row.version,
        "offered": offered,
        "total": sum(item.minutes for item in items),
        "next_end": Ballot.objects.running().values_list("closes_at", flat=True).first(),
    }
    return page(request, "committee/meetings/agenda.html", form, **context)


def save(row, deed, form, request):
    seen = {"by": request.user, "seen": request.POST.get("version")}
    if deed == "arrange":
        planning.arrange(row, form.wanted(), **seen)
    elif deed == "matters":
        planning.add_matters(row, form.keys(), **seen)
    else:
        planning.add_point(row, form.cleaned_data, **seen)


def offers(row):
    """[(key, title)] of what waits or is being voted on, and does not stand on this agenda yet."""
    known = {item.key for item in row.items.exclude(kind="")}
    found = {key: matter.title for key, matter in agenda.waiting().items()}
    found |= {key: ballot.title for key, ballot in agenda.running().items()}
    return [(key, title) for key, title in found.items() if key not in known]
