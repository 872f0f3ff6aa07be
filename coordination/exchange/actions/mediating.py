"""The committee ends a disagreement: one member without a tie to the groups says what holds, and why."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.committee.actions import register_decision
from coordination.exchange.actions.stepping import answer
from coordination.exchange.models.reasons import Mediating

KIND = "exchange.dispute"
SUBJECT = _("A disagreement between two groups about support")
RESULTS = {
    "uphold": pgettext_lazy("mediation", "It was delivered"),
    "deliver_again": pgettext_lazy("mediation", "It is still to be delivered"),
    "dissolve": pgettext_lazy("mediation", "The agreement is ended"),
}


@transaction.atomic
def decide(response, step, *, code, reason, by, seen):
    """`step` is a key of RESULTS. The register tells the decision without the groups' names."""
    before = {"received": response.quantity} if step == "uphold" else {}
    row = answer(response, step, by=by, seen=seen, reason_code=code, reason=reason, before=before)
    register_decision(KIND, row.uuid, SUBJECT, Mediating(code).label, (step, RESULTS[step]), by=by)
    return row
