"""A request or an offer: the same address for everybody who may know of it, with what waits for its reader."""

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions import posting
from coordination.exchange.forms.stepping import WhyForm
from coordination.exchange.lifecycle import POST
from coordination.exchange.models import PENDING, Kind, Response, Stage
from coordination.exchange.rules_of_guides import answers_of
from coordination.exchange.views import suggested
from coordination.exchange.views.finding import owned, posted, round_of, visible
from directory.models import Group
from directory.models.group import group_ids

MOST_HANDS = 50
ENDING = {
    "withdraw": (posting.withdraw, gettext_lazy("It is withdrawn."), gettext_lazy("Withdraw it"),
                 gettext_lazy("Nobody can answer it any more. Groups that responded are told.")),
    "close": (posting.close, gettext_lazy("It is closed with what has arrived."), gettext_lazy("Close it"),
              gettext_lazy("What has arrived is enough, so nobody answers it any more.")),
}  # fmt: skip


@require_safe
def post(request, uuid):
    one = visible(request, uuid)
    edits = group_ids(request.audiences, "editor")
    own = rules.is_giver(request.user, one.outside) if one.outside_id else one.group_id in edits
    taking = rules.takes_responses(one)
    listed = Group.objects.listed().filter(pk__in=edits).exclude(pk=one.group_id)
    context = {
        "post": one,
        "edits": own,
        "moderates": one.outside_id is not None
        and request.user.is_authenticated
        and rules_of_givers.moderates(request.user),
        "steps": {step.name for step in POST.allowed(one, request.user)} if own else set(),
        "answered": own and answers_of(one).exists(),
        "taking": taking,
        "hands": own and list(one.hands.seen().select_related("helper", "helper__group")[:MOST_HANDS]),
        "leads": one.group_id in group_ids(request.audiences, "leader"),
        "raised": one.kind == Kind.VOLUNTEERS
        and request.user.is_authenticated
        and one.hands.standing().filter(helper__person=request.user).select_related("helper").first(),
        "may_raise": one.kind == Kind.VOLUNTEERS
        and taking
        and one.is_request
        and one.is_public
        and one.group_id not in group_ids(request.audiences, "member"),
        "suggested": suggested.of_post(one, request.audiences, taking),
        "arrived": own and one.responses.filter(state=Stage.CONFIRMED).exists(),
        "responses": Response.objects.visible_to(request.audiences)
        .filter(post=one)
        .select_related("group", "outside"),
        "may_respond": bool(edits) and listed.exists(),
        "own_open": Response.objects.filter(post=one, group__in=edits, state__in=PENDING).exists()
        if edits
        else False,
    }
    return render(request, "exchange/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, uuid, step):
    """Withdrawing and closing: a page that says what ends."""
    one = owned(request, uuid)
    if step not in ENDING:
        raise Http404
    action, said, label, lead = ENDING[step]
    form = WhyForm(posted(request)) if step == "withdraw" else Form(posted(request))

    def deed(form, seen):
        return action(one, by=request.user, seen=seen, **form.cleaned_data)

    return round_of(
        request, one, form, deed, after=one.get_absolute_url(), said=said, title=label, save=label, grave=True,
        back=one.get_absolute_url(), post=one, lead=lead,
    )  # fmt: skip
