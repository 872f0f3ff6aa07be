"""What the room shows on the page of a group: the initiatives it carries, once the committee approved them."""

from django.utils.translation import gettext as _

from coordination.initiatives.models import Initiative, State
from deeds.hooks import Part

CARRIED = (State.APPROVED, State.ACTIVE, State.COMPLETED, State.CLOSED)
SHOWN = 5


def on_profile(group):
    """The latest first; nothing for a group without one."""
    rows = Initiative.objects.of_groups([group]).filter(state__in=CARRIED).select_related("lead")
    found = list(rows.order_by("-state_since", "-pk")[: SHOWN + 1])
    if not found:
        return None
    context = {"anchor": "together", "title": _("Joint initiatives"), "initiatives": found[:SHOWN]}
    return Part("initiatives/_of_group.html", {**context, "more": len(found) > SHOWN, "group": group})
