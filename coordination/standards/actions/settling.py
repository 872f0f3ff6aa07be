"""What waited about an earlier state of an accreditation, once that is over: appeals, proposals, and their ballots."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.lifecycle import APPEAL
from coordination.standards.lifecycle_of_accreditations import REVOCATION
from coordination.standards.models import Revocation
from directory.actions import within

SETTLED = _("It was settled in another way.")


def settle(accreditation):
    """Called under its claim."""
    for appeal in accreditation.appeals.open():
        row = change(within.take(APPEAL, appeal, "moot", by=None), decided_at=timezone.now())
        cancel_ballots_of(rules.APPEAL, row.uuid, None, str(SETTLED))
    for revocation in accreditation.revocations.filter(state__in=Revocation.LIVING):
        row = change(within.take(REVOCATION, revocation, "drop", by=None), ended_at=timezone.now())
        cancel_ballots_of(rules.REVOCATION, row.uuid, None, str(SETTLED))


def lapse(accreditation):
    """A proposal whose time is over makes room for another; how many there were."""
    rows = accreditation.revocations.filter(state=Revocation.State.PROPOSED, until__lte=timezone.now())
    return len([within.take(REVOCATION, row, "lapse", by=None) for row in rows])


def change(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns])
    return row
