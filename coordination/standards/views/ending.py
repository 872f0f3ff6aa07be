"""The committee takes a standard back, withdraws it, or proposes to end its use, each with a reason."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.second_factor import second_factor_required
from coordination.standards.actions import deciding
from coordination.standards.forms.consulting import ReasonForm
from coordination.standards.views.finding import posted, round_of, written

STEPS = {
    "take_back": (deciding.take_back, gettext_lazy("Take back to a draft"), gettext_lazy(
        "Groups can no longer comment. What they said is kept, and they are asked anew about the next text.")),
    "withdraw": (deciding.withdraw, gettext_lazy("Withdraw the standard"), gettext_lazy(
        "It is not worked on any more. A new draft can be begun later.")),
    "retire": (deciding.propose_retirement, gettext_lazy("Propose to end its use"), gettext_lazy(
        "The committee votes on it. Until then the standard stays in force.")),
}  # fmt: skip
GRAVE = {"withdraw", "retire"}


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, uuid, step):
    standard = written(request, uuid)
    if step not in STEPS:
        raise Http404
    action, title, lead = STEPS[step]
    form = ReasonForm(posted(request))

    def deed(form, seen):
        return action(standard, reason=form.cleaned_data["reason"], by=request.user, seen=seen)

    return round_of(
        request, standard, form, deed, after=standard.get_absolute_url(), back=standard.get_absolute_url(),
        said=_("Done, with your reason beside it."), title=title, lead=lead, save=title, grave=step in GRAVE,
    )  # fmt: skip
