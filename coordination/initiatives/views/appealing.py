"""The leading group's leader appeals against a vote, or takes the appeal back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coordination.committee.forms import AppealForm
from coordination.committee.models import Bylaw
from coordination.initiatives import rules
from coordination.initiatives.actions import appealing
from coordination.initiatives.views.answering import led, posted, round_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, uuid):
    initiative = led(request, uuid)
    decision = rules.appealable(initiative)
    if decision is None and request.method != "POST":
        messages.info(request, appealing.NOTHING_TO_APPEAL)
        return redirect(initiative)
    form = AppealForm(posted(request))

    def deed(form, seen):
        return appealing.file(initiative, words=form.cleaned_data["words"], by=request.user, seen=seen)

    return round_of(
        request, initiative, form, deed, after=initiative.get_absolute_url(), template="initiatives/appeal.html",
        said=_("Your appeal is with the committee."), title=_("File an appeal"), save=_("File the appeal"),
        decision=decision, bylaw=Bylaw.in_force(), back=initiative.get_absolute_url(),
    )  # fmt: skip


@login_required
@require_POST
def withdraw(request, uuid):
    initiative = led(request, uuid)
    row = get_object_or_404(initiative.appeals.open().select_related("initiative"))
    appealing.withdraw(row, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("You took the appeal back."))
    return redirect(initiative)
