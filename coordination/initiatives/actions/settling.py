"""What waited on a suspension that is over: its appeal is moot, its ballot cancelled, the time to appeal past."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of, note_appeal
from coordination.committee.models import Decision
from coordination.initiatives import rules
from coordination.initiatives.lifecycle import APPEAL
from coordination.initiatives.models import Appeal
from directory.actions import within

POINTLESS = _("The matter was settled in another way.")


def settle(initiative):
    """To be called under the initiative's claim; returns it as it is then."""
    for row in initiative.appeals.open():
        within.take(APPEAL, row, "moot", by=None)
        Appeal.objects.filter(pk=row.pk).update(decided_at=timezone.now())
        cancel_ballots_of(rules.HEARING, row.uuid, None, str(POINTLESS))
        note_appeal(row.decision, appealed_at=None)
    line = Decision.objects.appealable(rules.STANDING, initiative.uuid)
    if line and line.may_be_appealed:
        note_appeal(line, appeal_until=timezone.now())
    initiative.refresh_from_db()
    return initiative
