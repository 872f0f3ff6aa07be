"""Keeping a page fresh: somebody who keeps it says that all is still right."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from directory.actions.editing import claim_for_editing
from directory.models import Standing


@transaction.atomic
def confirm(group, *, by, seen):
    """Today all on the page is right; cards and lists say so from now on."""
    claim_for_editing(group, by=by, seen=seen or "")
    group.confirmed_on = timezone.localdate()
    group.updated_at = timezone.now()
    group.save(update_fields=["confirmed_on", "updated_at"])
    listed = group.standing == Standing.LISTED
    record(
        "directory.confirm",
        group,
        by=by,
        audience=["public"] if listed else [f"group:{group.pk}:member", "committee"],
        title=_("%(group)s confirmed that its page is still right."),
        names={"group": group},
        data={"confirmed_on": group.confirmed_on.isoformat()},
    )
