"""Starting a group's page: one short form, after a look at whether the group is here already."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.second_factor import sudo_required
from deeds.lifecycle import Refused
from directory import rules
from directory.actions import founding
from directory.forms.found import FoundForm
from directory.likeness import groups_like
from directory.models import Group
from directory.models.group import group_ids


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request):
    form = FoundForm(request.POST or None)
    if not form.is_valid():
        return page(request, form)
    if "new" not in request.POST and (alike := others_like(form.cleaned_data["name"], request.audiences)):
        return page(request, form, alike)
    try:
        group = founding.found(form.texts(), form.cleaned_data["area"], by=request.user)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return page(request, form)
    messages.success(
        request, _("The draft is open. Only your team, the committee and the site’s operators see it.")
    )
    return redirect("group_edit", group.slug)


@sudo_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, slug):
    group = get_object_or_404(Group.objects.visible_to(request.audiences), slug=slug)
    if not rules.may_discard(request.user, group):
        raise Http404
    if request.method != "POST":
        return render(request, "directory/discard.html", {"group": group})
    founding.discard(group, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("The draft is gone."))
    return redirect("me")


def others_like(name, audiences):
    """Groups that the name may mean, but for those that the founder leads anyway."""
    own = group_ids(audiences, "leader")
    return [group for group in groups_like(name, audiences) if group.pk not in own]


def page(request, form, alike=()):
    """The form, with what was typed; beneath it the groups that the name may mean."""
    status = 422 if form.errors else 200
    return render(request, "directory/found.html", {"form": form, "alike": alike}, status=status)
