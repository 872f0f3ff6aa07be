"""The committee's pages: reviewing by section, and steps that carry a reason."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.second_factor import second_factor_required, sudo_required
from coordination.initiatives import rules
from coordination.initiatives.actions import deciding
from coordination.initiatives.forms.deciding import CommentForm, ReasonForm
from coordination.initiatives.models import Section
from coordination.initiatives.views.answering import posted, round_of, visible
from coordination.initiatives.views.reader import Reader
from deeds.lifecycle import Refused
from deeds.once import once

FORM = ["GET", "HEAD", "POST"]
STEPS = {
    "ask_changes": (deciding.ask_changes, gettext_lazy("Ask for changes"), gettext_lazy(
        "The groups edit the plan, agree again, and hand it in again.")),
    "suspend": (deciding.suspend, gettext_lazy("Suspend the initiative"), gettext_lazy(
        "Everybody sees that it is suspended. The committee lifts it or cancels the initiative.")),
    "lift": (deciding.lift, gettext_lazy("Lift the suspension"), gettext_lazy("It goes on where it was.")),
    "cancel": (deciding.cancel, gettext_lazy("Cancel the initiative"), gettext_lazy("It cannot be taken up again.")),
}  # fmt: skip
GRAVE = {"suspend", "cancel"}


def reviewed(request, uuid):
    """The initiative for a member of the committee; who belongs to one of its groups reads, and no more."""
    initiative = visible(request, uuid)
    if "committee" not in request.audiences or not initiative.submitted_at:
        raise Http404
    return initiative, Reader(initiative, request.audiences)


@second_factor_required
@require_http_methods(FORM)
def review(request, uuid):
    initiative, reader = reviewed(request, uuid)
    form = CommentForm(posted(request))
    status = 200
    if request.method == "POST" and "begin" in request.POST:
        deciding.review(initiative, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("You began the review."))
        return redirect("initiative_review", uuid)
    if request.method == "POST":
        try:
            if form.is_valid() and once(request.POST.get("once"), lambda: said(request, initiative, form)):
                messages.success(request, _("The comment stands beside its section."))
                return redirect("initiative_review", uuid)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        status = 422
    context = {
        "initiative": initiative,
        "reader": reader,
        "sections": list(Section),
        "comments": initiative.comments.select_related("by"),
        "terms": initiative.terms.defer("data").first(),
        "form": form,
        "at": request.POST.get("section", ""),
        "waiting": rules.not_agreeing(initiative),
    }
    return render(request, "initiatives/review.html", context, status=status)


def said(request, initiative, form):
    deciding.comment(initiative, **form.cleaned_data, by=request.user)
    return initiative.get_absolute_url()


def decision(request, uuid, step):
    """A step with its reason; suspending and cancelling ask for a fresh proof."""
    ask = sudo_required if step in GRAVE else second_factor_required
    return ask(decide)(request, uuid, step)


@require_http_methods(FORM)
def decide(request, uuid, step):
    initiative, reader = reviewed(request, uuid)
    if step not in STEPS or not reader.reviews:
        raise Http404
    deed, title, lead = STEPS[step]
    form = ReasonForm(posted(request))

    def done(form, seen):
        return deed(initiative, **form.cleaned_data, by=request.user, seen=seen)

    return round_of(
        request, initiative, form, done, after=initiative.get_absolute_url(), said=_("Done. The groups read why."),
        title=title, lead=lead, save=title, grave=step in GRAVE, back=initiative.get_absolute_url(),
    )  # fmt: skip
