"""A group lets a partner institution act in its name, and ends that."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import Refused, reload
from directory.actions.membership import claim_to_lead
from directory.lifecycle import MANDATE, mandated, team_and_keeper
from directory.models import Mandate, Standing

NOT_LISTED = _("Your group does not stand in the directory now, so nobody can act in its name.")
NOT_GRANTED = _("The committee does not let this institution do that now.")
GIVEN = _("%(group)s lets %(partner)s act in its name through the API.")


@transaction.atomic
def give(group, partner, *, scopes, ends_on, by, seen):
    """Until that day; what the group let the same institution do before is replaced."""
    claim_to_lead(group, by=by, seen=seen)
    if reload(group).standing != Standing.LISTED:
        raise Refused(NOT_LISTED, "standing")
    if not (partner.reads_now and scopes and set(scopes) <= set(partner.scopes)):
        raise Refused(NOT_GRANTED, "partner")
    group.mandates.filter(partner=partner, state=Mandate.State.GIVEN).update(state=Mandate.State.ENDED)
    mandate = Mandate.objects.create(
        group=group, partner=partner, scopes=scopes, ends_on=ends_on, given_by=by
    )
    record(
        "mandate.give",
        mandate,
        by=by,
        audience=team_and_keeper(mandate),
        title=GIVEN,
        names=mandated(mandate),
        data={"scopes": scopes, "ends_on": ends_on.isoformat()},
    )
    return mandate


def end(mandate, *, by, seen):
    """From now on nothing is read or written in the group’s name."""
    return MANDATE.take(mandate, "end", by=by, seen=seen)
