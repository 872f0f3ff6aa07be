"""Withdrawing an initiative; a ballot about it that runs is cancelled with it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.closing import cancel_ballots_of
from coordination.initiatives.actions.stepping import take
from coordination.initiatives.rules import APPROVAL

WITHDRAWN = _("The leading group withdrew the initiative.")


@transaction.atomic
def withdraw(initiative, *, reason, by, seen):
    """The reason is a sentence that partners and the committee read; it may be left out."""
    code = "own" if reason.strip() else ""
    initiative = take(initiative, "withdraw", by=by, seen=seen, reason_code=code, reason=reason)
    cancel_ballots_of(APPROVAL, initiative.uuid, by, str(WITHDRAWN))
    return initiative
