"""Raising a hand at a public request for volunteers: the form of an offer to volunteer, a guardian first under 18."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.typed import posted
from coordination.exchange import rules_of_givers
from coordination.exchange.actions import raising
from coordination.exchange.views.finding import visible
from directory.forms.visitors import HelperForm
from directory.views.visiting import language, limits, page, sent


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def raise_hand(request, uuid):
    """Private to the group's leaders; nothing of it stands on the request's page."""
    post = visible(request, uuid)
    if not rules_of_givers.may_raise_hand(request.user, post):
        raise Http404
    known = {"name": request.user.name, "mail": request.user.email}
    form = HelperForm(posted(request), initial=known)

    def send():
        said = form.said()
        check = limits("helper", post.group, request, said["mail"] or said["guardian_mail"])
        once = form.cleaned_data["once"]
        return raising.raise_hand(post, said=said, once=once, by=request.user, lang=language(), limits=check)

    if made := sent(form, send):
        return redirect("helper_status", made[1])
    return page(
        request, "exchange/hand.html", form, group=post.group, post=post, back=post.get_absolute_url()
    )
