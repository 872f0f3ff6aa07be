"""What a group's workspace and its page show of the exchange."""

from django.utils.translation import gettext as _

from coordination.exchange.models import RUNNING, Post, State
from deeds.hooks import Part

SHOWN = 5


def on_workspace(group, audiences):
    """For editors and leaders: what is running or being written, and what the group lends, to be offered in one tap."""
    if f"group:{group.pk}:editor" not in audiences:
        return None
    rows = Post.objects.filter(group=group, state__in=[State.DRAFT, *RUNNING]).order_by("-state_since", "-pk")
    return Part("exchange/_workspace.html", {"posts": rows[:SHOWN], "lent": group.capabilities.all()[:SHOWN]})


def on_profile(group):
    """What everybody may know of and answer now; nothing for a group without."""
    rows = list(Post.objects.public().taking().filter(group=group).order_by("until", "pk")[:SHOWN])
    if not rows:
        return None
    return Part(
        "exchange/_of_group.html", {"anchor": "exchange", "title": _("Requests and offers"), "posts": rows}
    )
