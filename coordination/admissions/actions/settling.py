"""What waited on a standing that is over: appeals are moot, proposals pointless, their ballots cancelled."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.admissions.actions import register
from coordination.admissions.lifecycle import APPEAL, SUSPENSION
from coordination.admissions.models import Appeal, Suspension
from coordination.committee.actions import cancel_ballots_of
from directory.actions import within

POINTLESS = _("The matter was settled in another way.")


def settle(group):
    """To be called under the group's claim, after its standing has moved."""
    for appeal in Appeal.objects.open().filter(group=group):
        stop(appeal, "admissions.appeal", Appeal.State.VOTING)
        within.take(APPEAL, appeal, "moot", by=None)
        Appeal.objects.filter(pk=appeal.pk).update(decided_at=timezone.now())
        register.note(appeal, appealed_at=None)
    living = Suspension.objects.filter(
        group=group, state__in=[Suspension.State.PROPOSED, Suspension.State.VOTING]
    )
    for suspension in living:
        stop(suspension, "admissions.suspension", Suspension.State.VOTING)
        within.take(SUSPENSION, suspension, "drop", by=None)
    for suspension in Suspension.objects.in_force().filter(group=group):
        within.take(SUSPENSION, suspension, "end", by=None)
        Suspension.objects.filter(pk=suspension.pk).update(ended_at=timezone.now())


def stop(row, kind, voting):
    """Cancels the ballot that runs about this row, which puts the row back to where it was before."""
    if row.state == voting:
        cancel_ballots_of(kind, row.uuid, by=None, reason=str(POINTLESS))
