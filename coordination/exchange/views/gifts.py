"""What the secretary does with gifts from outside: passes them on in one tap, or turns them down with a reason."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.second_factor import second_factor_required
from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions import giving
from coordination.exchange.forms.stepping import ReasonForm
from coordination.exchange.models import Giver
from coordination.exchange.views.finding import posted, round_of

MOST = 50
ABOUT = (
    "post__area",
    "post__group",
    "response__post__area",
    "response__post__group",
    "response__outside",
    "person",
)


@second_factor_required
@require_safe
def waiting(request):
    """All that waits, the oldest first, each with all there is to judge it by."""
    if not rules_of_givers.moderates(request.user):
        raise Http404
    rows = Giver.objects.waiting().select_related(*ABOUT).order_by("created_at", "pk")[:MOST]
    return render(request, "exchange/gifts.html", {"gifts": [gift(giver, request.user) for giver in rows]})


def gift(giver, person):
    thing = thing_of(giver)
    post = getattr(giver, "post", None)
    return {
        "giver": giver,
        "thing": thing,
        "post": post or thing.post,
        "private": rules.shows_private(post) if post else [],
        "own": rules.is_giver(person, giver),
    }


def thing_of(giver):
    """The offer or the answer."""
    return getattr(giver, "post", None) or giver.response


def found(request, uuid):
    """A gift for whoever moderates, but not for its own giver."""
    giver = get_object_or_404(Giver.objects.select_related("post", "response__post"), uuid=uuid)
    if not rules_of_givers.moderates(request.user) or rules.is_giver(request.user, giver):
        raise Http404
    return giver


@second_factor_required
@require_POST
def pass_on(request, uuid):
    giver = found(request, uuid)
    giving.pass_on(giver, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("Passed on. The giver is told."))
    return redirect("gifts")


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def turn_down(request, uuid):
    """Before it is passed on."""
    giver = found(request, uuid)
    lead = _("The giver reads the reason, can change the offer and send it again.")
    return reasoned(request, giver, giving.turn_down, "turn_down", _("Do not pass it on"), lead)


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request, uuid):
    """Out of the list again, while nothing of it is promised."""
    giver = found(request, uuid)
    if not getattr(giver, "post", None):
        raise Http404
    lead = _("It leaves the list. Groups that responded and the giver are told.")
    return reasoned(request, giver, giving.take_down, "take_down", _("Take it out of the list"), lead)


def reasoned(request, giver, action, step, title, lead):
    def deed(form, seen):
        return action(giver, by=request.user, seen=seen, **form.cleaned_data)

    thing = thing_of(giver)
    return round_of(
        request, thing, ReasonForm(posted(request), step=step), deed, after=thing.get_absolute_url(), title=title,
        said=_("The giver is told."), save=title, lead=lead, grave=True, back=thing.get_absolute_url(),
        post=getattr(giver, "post", None) or thing.post,
    )  # fmt: skip
