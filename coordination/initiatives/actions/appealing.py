"""The leading group appeals against a vote; another ballot hears it, and a granted appeal brings a new vote."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of, note_appeal
from coordination.committee.rules import heard_by
from coordination.initiatives import rules
from coordination.initiatives.actions import deciding
from coordination.initiatives.actions.stepping import claim_groups, remember
from coordination.initiatives.lifecycle import APPEAL
from coordination.initiatives.models import Appeal
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.actions import within

KIND = "initiatives.appeal"
FILED = _("%(lead)s appealed against the decision on “%(thing)s”.")
NOTHING_TO_APPEAL = _("There is no decision to appeal against now, or the time for it is over.")
ONLY_LEADERS = _("Leaders of the leading group appeal for the initiative.")
BY_BALLOT = _("The committee decided by ballot.")
TAKEN_BACK = _("The leading group took the appeal back.")


@transaction.atomic
def file(initiative, *, words, by, seen):
    """One appeal against each vote that declined the initiative, within the bylaws' days."""
    claim(initiative, seen=version_of(seen))
    initiative = reload(initiative)
    if not rules.leads_it(by, initiative):
        raise Refused(ONLY_LEADERS, "role")
    decision = rules.appealable(initiative)
    if decision is None:
        raise Refused(NOTHING_TO_APPEAL, "not_appealable")
    row = Appeal.objects.create(
        initiative=initiative, decision=decision, by=by, words=words, due_at=heard_by()
    )
    noted(row, appealed_at=row.filed_at)
    remember("appeal", initiative, FILED, by=by, names={"lead": initiative.lead})
    return row


@transaction.atomic
def withdraw(appeal, *, by, seen):
    """A ballot that runs about it is cancelled with it."""
    initiative = appeal.initiative
    claim(initiative, seen=version_of(seen))
    row = ended(within.take(APPEAL, reload(appeal), "withdraw", by=by))
    noted(row, appealed_at=None)
    cancel_ballots_of(KIND, row.uuid, by, str(TAKEN_BACK))
    return row


# --- by ballot: called by the docket, inside the ballot's transaction


def lock(appeal):
    """The groups, then the initiative."""
    claim_groups(appeal.initiative)
    claim(appeal.initiative)


def opened(appeal):
    return within.take(APPEAL, appeal, "open", by=None)


def carried(appeal, line):
    """The decision is overturned, and the initiative is in review again; `line` is the ballot's in the register."""
    row = ended(within.take(APPEAL, appeal, "carry", by=None, **by_ballot()))
    noted(row, overturned_by=line)
    deciding.overturn(row.initiative, reason=str(BY_BALLOT))
    return row


def lost(appeal, line):
    row = ended(within.take(APPEAL, appeal, "lose", by=None, **by_ballot()))
    noted(row, upheld_by=line)
    return row


def put_back(appeal):
    """Without a result the appeal waits again."""
    return within.take(APPEAL, appeal, "put_back", by=None)


def by_ballot():
    return {"reason_code": "ballot", "reason": str(BY_BALLOT)}


def ended(row):
    row.decided_at = timezone.now()
    row.save(update_fields=["decided_at"])
    return row


def noted(row, **what):
    note_appeal(row.decision.kind, row.decision.matter_uuid, **what)
