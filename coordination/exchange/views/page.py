"""A request or an offer: the same address for everybody who may know of it, with what waits for its reader."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.exchange.actions import posting
from coordination.exchange.forms.stepping import WhyForm
from coordination.exchange.models import State
from coordination.exchange.views.finding import edited, posted, round_of, visible
from directory.models.group import group_ids


@require_safe
def post(request, uuid):
    one = visible(request, uuid)
    context = {"post": one, "edits": one.group_id in group_ids(request.audiences, "editor")}
    return render(request, "exchange/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, uuid, step):
    """Withdrawing: a page that names what ends."""
    one = edited(request, uuid)
    if step != "withdraw" or one.state not in (State.DRAFT, State.OPEN):
        raise Http404

    def deed(form, seen):
        return posting.withdraw(one, by=request.user, seen=seen, reason=form.cleaned_data["reason"])

    return round_of(
        request, one, WhyForm(posted(request)), deed, after=one.get_absolute_url(), said=_("It is withdrawn."),
        title=_("Withdraw “%(title)s”") % {"title": f"\u2068{one.title}\u2069"}, save=_("Withdraw it"), grave=True,
        back=one.get_absolute_url(), post=one, lead=_("Nobody can answer it any more. Groups that responded are told."),
    )  # fmt: skip
