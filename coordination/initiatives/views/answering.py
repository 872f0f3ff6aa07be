"""What the room's pages share: finding an initiative for its reader, and one round of a form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from accounts.typed import posted
from coordination.initiatives.models import Initiative
from deeds.lifecycle import Refused
from deeds.once import once
from directory.models.group import group_ids
from directory.views.saving import files_again

__all__ = ["edited", "led", "part_of", "posted", "round_of", "visible"]


def visible(request, uuid):
    """The initiative with its whole plan; 404 when this reader may not know of it."""
    rows = Initiative.objects.visible_to(request.audiences).with_plan()
    return get_object_or_404(rows, uuid=uuid)


def edited(request, uuid):
    """The same for editors and leaders of the leading group alone."""
    initiative = visible(request, uuid)
    if initiative.lead_id not in group_ids(request.audiences, "editor"):
        raise Http404
    return initiative


def led(request, uuid):
    initiative = visible(request, uuid)
    if initiative.lead_id not in group_ids(request.audiences, "leader"):
        raise Http404
    return initiative


def part_of(initiative, slug):
    """The partnership of the group with this address, from prefetched rows."""
    row = next((row for row in initiative.partnerships.all() if row.group.slug == slug), None)
    if row is None:
        raise Http404
    row.initiative = initiative
    return row


def round_of(request, initiative, form, deed, *, after, said, template="initiatives/form.html", **context):
    """Shows the form, or does `deed(form, seen)` once and goes to `after`; a refusal is said above what was typed."""
    version, status = initiative.version, 200
    if request.method == "POST":
        version, status = request.POST.get("version", ""), 422
        if form.is_valid():
            try:
                address = once(request.POST.get("once"), lambda: done(deed, form, version, after))
                messages.success(request, said)
                return redirect(address)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                version = current_version(initiative)
    files_again(request, form)
    context = {"initiative": initiative, "form": form, "version": version, **context}
    return render(request, template, context, status=status)


def done(deed, form, seen, after):
    """The address the deed leads to."""
    made = deed(form, seen)
    return str(after(made) if callable(after) else after)


def current_version(initiative):
    """What the next try has seen: the page says that something changed."""
    found = Initiative.objects.filter(pk=initiative.pk).values_list("version", flat=True).first()
    return initiative.version if found is None else found
