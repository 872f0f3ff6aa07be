"""Suggestions on pages: who could help with a request, whose requests an offer or a group fits, and hiding one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coordination.exchange.actions import suggesting
from coordination.exchange.models import NotForUs
from coordination.exchange.suggesting import shown
from coordination.exchange.views.finding import visible
from deeds.hooks import DayPart, Part
from deeds.lifecycle import Refused
from directory.models import Group
from directory.models.group import group_ids

LOOKED_AT, ON_A_PAGE = 3, 20


def of_post(post, audiences, taking):
    """What the page of a post shows its group and the committee; None for others and once it takes nothing."""
    own = f"group:{post.group_id}:editor" in audiences
    if post.outside_id or not taking or not (own or "committee" in audiences):
        return None
    hides = post.group if own else None
    if not post.is_request:
        return {"fits": shown.for_offer(post), "hides": hides, "looked": True, "reasons": NotForUs.choices}
    fits, closest = shown.for_request(post, [post.group_id] if own else [])
    looked = hasattr(post, "looked_for")
    return {"fits": fits, "closest": closest, "hides": hides, "looked": looked, "reasons": NotForUs.choices}


@login_required
@require_safe
def fitting(request, slug):
    """Requests that fit what a group lends, for its editors and leaders."""
    group = get_object_or_404(Group.objects.listed().editable_by(request.audiences), slug=slug)
    found = shown.for_group(group, ON_A_PAGE)
    return render(
        request,
        "exchange/fitting.html",
        {"group": group, "fits": found, "hides": group, "reasons": NotForUs.choices},
    )


@login_required
@require_POST
def hide(request, uuid, slug):
    """One suggestion, for one of the two groups."""
    post = visible(request, uuid)
    group = get_object_or_404(Group.objects.listed(), slug=slug)
    edited = group_ids(request.audiences, "editor")
    wished = request.POST.get("for", "")
    own = sorted((one for one in (group, post.group) if one.pk in edited), key=lambda one: one.slug != wished)
    if not own or not post.is_request:
        raise Http404
    if request.POST.get("code") not in NotForUs.values:
        raise Refused(_("Choose a reason."), "unknown")
    suggesting.hide(post, group, code=request.POST["code"], for_group=own[0], by=request.user)
    messages.success(request, _("It is hidden from your group."))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}) and back.startswith("/")
    return redirect(back if safe else post)


# --- on pages of lower floors


def on_day(_person, audiences):
    """How many requests fit each of one's groups."""
    edited = group_ids(audiences, "editor")
    if not edited:
        return
    groups = list(Group.objects.listed().filter(pk__in=edited).order_by("pk")[:LOOKED_AT])
    numbers = shown.how_many([group.pk for group in groups])
    rows = [(group, numbers[group.pk]) for group in groups if numbers[group.pk]]
    if rows:
        yield DayPart("exchange/_day_fitting.html", {"rows": rows}, "main", 30)


def on_workspace(group, audiences):
    if f"group:{group.pk}:editor" not in audiences:
        return None
    found = shown.for_group(group)
    return Part("exchange/_workspace_fitting.html", {"fits": found, "group": group}) if found else None
