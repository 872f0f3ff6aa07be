"""What the room's pages share: finding a version for its reader, and one round of a form on the room's page."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.typed import posted
from coordination.committee.views import rounds
from coordination.standards.models import Standard
from directory.models import Group

__all__ = ["own_groups", "posted", "round_of", "visible", "written"]


def visible(request, uuid):
    """The version with its whole text; 404 when this reader may not know of it."""
    return get_object_or_404(Standard.objects.visible_to(request.audiences).with_clauses(), uuid=uuid)


def written(request, uuid):
    """The same for members of the committee alone."""
    if "committee" not in request.audiences:
        raise Http404
    return visible(request, uuid)


def own_groups(request):
    """Listed groups that this reader may comment for."""
    return Group.objects.listed().editable_by(request.audiences)


def round_of(request, standard, form, deed, *, template="standards/form.html", **context):
    return rounds.round_of(
        request, standard, form, deed, template=template, **{"standard": standard, **context}
    )
