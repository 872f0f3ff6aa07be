"""Who keeps meetings and announcements: the secretary and the chair, with their second factor."""

from functools import wraps

from django.http import Http404

from coordination.committee.models.announcement import KEEPERS
from coordination.committee.views.doors import seated_only
from deeds.lifecycle import Refused


def is_keeper(request):
    return not KEEPERS.isdisjoint(request.audiences)


def keepers_only(view):
    """For other members the page is not there; for the rest, as seated_only has it."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        if request.user.is_authenticated and not is_keeper(request):
            raise Http404
        return view(request, *args, **kwargs)

    return seated_only(asking)


def done(form, deed):
    """Whether the deed was done; a refusal becomes the form's error, so that nothing typed is lost."""
    try:
        deed()
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True
