"""The leading group's leader appeals, or takes the appeal back; members of the committee answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.second_factor import second_factor_required
from coordination.committee.forms import AppealForm, HearingForm
from coordination.committee.models import Bylaw
from coordination.initiatives import rules
from coordination.initiatives.actions import appealing
from coordination.initiatives.models import Appeal
from coordination.initiatives.views.answering import led, posted, round_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, uuid):
    initiative = led(request, uuid)
    decision = rules.appealable(initiative)
    if decision is None and request.method != "POST":
        messages.info(request, appealing.why_not(initiative))
        return redirect(initiative)
    form = AppealForm(posted(request))

    def deed(form, seen):
        return appealing.file(initiative, words=form.cleaned_data["words"], by=request.user, seen=seen)

    return round_of(
        request, initiative, form, deed, after=initiative.get_absolute_url(), template="initiatives/appeal.html",
        said=_("Your appeal is with the committee."), title=_("File an appeal"), save=_("File the appeal"),
        decision=decision or rules.standing_decision(initiative), bylaw=Bylaw.in_force(),
        back=initiative.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_POST
def withdraw(request, uuid):
    initiative = led(request, uuid)
    row = get_object_or_404(initiative.appeals.open().select_related("initiative"))
    appealing.withdraw(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the appeal back."))
    return redirect(initiative)


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def hearing(request, uuid):
    row = heard(request, uuid)
    overturns = "grant" in request.POST
    form = HearingForm(posted(request), deed="grant" if overturns else "dismiss")

    def deed(form, seen):
        told = form.cleaned_data
        return appealing.hear(row, overturns=overturns, **told, by=request.user, seen=seen)

    return round_of(
        request, row.initiative, form, deed, after=reverse("initiative_hearing", args=[uuid]),
        said=_("Your answer is kept."), template="initiatives/hearing.html", row=row,
        opinions=row.opinions.select_related("by"), may_hear=rules.may_hear(request.user, row),
        decided_it=rules.decided_it(request.user, row), belongs=rules.belongs_to_it(request.user, row.initiative),
    )  # fmt: skip


def heard(request, uuid):
    """The appeal, for the committee alone."""
    rows = Appeal.objects.visible_to(request.audiences).select_related("initiative__lead", "decision", "by")
    if "committee" not in request.audiences:
        raise Http404
    return get_object_or_404(rows, uuid=uuid)
