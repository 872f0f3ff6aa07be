"""What the room's pages share: finding an initiative for its reader, and one round of a form."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.typed import posted
from coordination.committee.views import rounds
from coordination.initiatives.models import Initiative
from directory.models.group import group_ids

__all__ = ["edited", "led", "part_of", "posted", "round_of", "visible"]


def visible(request, uuid):
    """The initiative with its whole plan; 404 when this reader may not know of it."""
    rows = Initiative.objects.visible_to(request.audiences).with_plan().select_related("drafted_by")
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


def round_of(request, initiative, form, deed, *, template="initiatives/form.html", **context):
    """One round of a form on this room's page."""
    return rounds.round_of(
        request, initiative, form, deed, template=template, **{"initiative": initiative, **context}
    )
