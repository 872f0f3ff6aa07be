"""Handing a group over, and the deputy: each asks for a fresh proof of who is sitting there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.second_factor import sudo_required
from directory import rules
from directory.actions import handing_over
from directory.models import HandOver
from directory.views.team import back, for_leaders, of_the_team, seen, shown


@sudo_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_leaders
def offer(request, group, row):
    if request.method == "POST":
        handing_over.offer(row, by=request.user, seen=seen(request))
        messages.success(request, _("We asked. Nothing changes until the answer is yes."))
        return back(group)
    return shown(request, "directory/team_offer.html", group, row=row)


@sudo_required
@require_POST
@for_leaders
def deputy(request, group, row):
    deed = handing_over.unname_deputy if "unname" in request.POST else handing_over.name_deputy
    deed(row, by=request.user, seen=seen(request))
    messages.success(request, _("Changes saved."))
    return back(group)


@sudo_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, slug):
    """Who was offered the leadership answers; who offered it may take the offer back."""
    group = of_the_team(request, slug)
    found = HandOver.objects.open().filter(group=group).select_related("by", "to", "group")
    own = found.filter(to=request.user).first() or get_object_or_404(found, by=request.user)
    if request.method == "POST":
        return answered(request, own)
    return shown(request, "directory/team_hand_over.html", group, offer=own, asked=own.to == request.user)


def answered(request, own):
    if own.to_id != request.user.pk:
        handing_over.withdraw(own, by=request.user)
    elif request.POST.get("answer") == "yes":
        handing_over.accept(own, by=request.user)
        messages.success(request, _("You lead the group now."))
    else:
        handing_over.decline(own, by=request.user)
    return back(own.group)


@sudo_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request, slug):
    group = of_the_team(request, slug)
    own = get_object_or_404(group.memberships.active().filter(is_deputy=True), person=request.user)
    if request.method == "POST":
        handing_over.take_over(own, by=request.user)
        messages.success(request, _("You lead the group now."))
        return redirect("team", group.slug)
    return shown(request, "directory/team_take_over.html", group, may=rules.leaders_stay_silent(own))
