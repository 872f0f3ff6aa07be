"""What the room's pages share: finding a request or offer for its reader, and one round of a form."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.typed import posted
from coordination.committee.views import rounds
from coordination.exchange import rules
from coordination.exchange.models import Post

__all__ = ["edited", "owned", "posted", "round_of", "visible"]


def visible(request, uuid):
    """404 when this reader may not know of it."""
    return get_object_or_404(Post.objects.visible_to(request.audiences).with_all(), uuid=uuid)


def edited(request, uuid):
    """The same for editors and leaders of its group alone."""
    post = visible(request, uuid)
    if post.outside_id or not rules.edits_it(request.user, post):
        raise Http404
    return post


def owned(request, uuid):
    """The same for its giver from outside too."""
    post = visible(request, uuid)
    if not rules.edits_it(request.user, post):
        raise Http404
    return post


def round_of(request, thing, form, deed, *, template="exchange/form.html", **context):
    """One round of a form on this room's page."""
    return rounds.round_of(request, thing, form, deed, template=template, **context)
