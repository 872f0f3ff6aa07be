"""Founding the committee, its bylaws and its seats."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.second_factor import sudo_required
from coordination.committee import rules
from coordination.committee.actions import ruling, seating
from coordination.committee.forms import BylawsForm, FoundingForm, NominationForm, ProposalForm
from coordination.committee.models import Bylaw, Nomination, Seat
from coordination.committee.views.docket import address
from coordination.committee.views.doors import door, page, seated_only
from deeds.once import once


@door("operator", sudo_required)
@require_http_methods(["GET", "HEAD", "POST"])
def founding(request):
    """Once, by the operator, while nobody ever sat."""
    if not seating.can_found():
        raise Http404
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seating.found(**form.cleaned_data, by=request.user)
        messages.success(request, _("The committee is founded. Its chair confirms the bylaws next."))
        return redirect("committee")
    return page(request, "committee/founding.html", form)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def bylaws_confirm(request):
    """The first bylaws, shown with their values for the chair to confirm or mend."""
    if not rules.is_chair(request.user) or Bylaw.objects.kept().exists():
        raise Http404
    form = BylawsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ruling.confirm(form.values(), by=request.user)
        messages.success(request, _("The bylaws are in force from now on."))
        return redirect("bylaws")
    return page(request, "committee/bylaws_confirm.html", form)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def bylaws_propose(request):
    if not Bylaw.objects.kept().exists():
        raise Http404
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed():
            made = ruling.propose(form.values(), form.cleaned_data["why"], by=request.user)
            return address("committee.bylaws", made.uuid)

        place = once(request.POST.get("once"), deed)
        messages.success(request, _("Your proposal waits on the docket."))
        return redirect(place)
    return page(request, "committee/bylaws_propose.html", form)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def bylaw_change(request, uuid):
    change = get_object_or_404(Bylaw.objects.select_related("base", "proposed_by"), uuid=uuid)
    if request.method == "POST":
        ruling.withdraw(change, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("The proposal is withdrawn."))
        return redirect("docket")
    mine = rules.proposed_it(request.user, change) and change.state == Bylaw.State.PROPOSED
    brief = address("committee.bylaws", uuid)
    return page(request, "committee/bylaw_change.html", change=change, may_withdraw=mine, brief=brief)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request):
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def deed():
            made = seating.nominate(**form.cleaned_data, by=request.user)
            return reverse("nomination", args=[made.uuid])

        place = once(request.POST.get("once"), deed)
        messages.success(request, _("The nomination is written down."))
        return redirect(place)
    return page(request, "committee/nominate.html", form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_answer(request, uuid):
    """The person who is proposed says yes or no; for others it is not there."""
    rows = Nomination.objects.filter(person=request.user).select_related("proposed_by")
    row = get_object_or_404(rows, uuid=uuid)
    if request.method == "POST":
        yes = "accept" in request.POST
        deed = seating.accept if yes else seating.refuse
        deed(row, by=request.user, seen=request.POST.get("version"))
        said = (
            _("You agreed. The committee decides now.") if yes else _("You said no. The committee reads it.")
        )
        messages.success(request, said)
        return redirect("nomination_answer", uuid)
    steps = {step.name for step in seating.NOMINATION.allowed(row, request.user)}
    return page(request, "committee/nomination_answer.html", nomination=row, steps=steps)


@seated_only
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request, uuid):
    row = get_object_or_404(Nomination.objects.select_related("person", "proposed_by"), uuid=uuid)
    if request.method == "POST":
        deed = seating.appoint if "appoint" in request.POST else seating.withdraw
        deed(row, by=request.user, seen=request.POST.get("version"))
        done = _("The person is seated.") if "appoint" in request.POST else _("The nomination is withdrawn.")
        messages.success(request, done)
        return redirect("committee")
    steps = {step.name for step in seating.NOMINATION.allowed(row, request.user)}
    return page(
        request,
        "committee/nomination.html",
        nomination=row,
        steps=steps,
        brief=address("committee.seat", uuid),
    )


@door("committee", sudo_required)
@require_http_methods(["GET", "HEAD", "POST"])
def seat_leave(request):
    """Giving one's own seat up."""
    seat = Seat.objects.current().filter(person=request.user).first()
    if seat is None:
        raise Http404
    if request.method == "POST":
        seating.leave(seat, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("Your seat has ended. Thank you for your time."))
        return redirect("committee")
    return page(request, "committee/seat_leave.html", seat=seat)
