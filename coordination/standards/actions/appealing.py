"""The group's leader appeals against a result; a ballot hears it, and a granted appeal brings a new review."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of, note_appeal
from coordination.committee.rules import heard_by
from coordination.standards import rules
from coordination.standards.actions import reviewing
from coordination.standards.actions.reviewing import remember_assessment
from coordination.standards.lifecycle import APPEAL
from coordination.standards.models import Appeal
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.actions import within

KIND = "standards.appeal"
FILED = _("%(group)s appealed against the result of “%(thing)s”.")
NOTHING_TO_APPEAL = _("There is no decision to appeal against now, or the time for it is over.")
ONLY_LEADERS = _("Leaders of the group appeal for it.")
BY_BALLOT = _("The committee decided by ballot.")
TAKEN_BACK = _("The group took the appeal back.")


@transaction.atomic
def file(assessment, *, words, by, seen):
    """One appeal against each result, within the bylaws' days."""
    claim(assessment, seen=version_of(seen))
    assessment = reload(assessment)
    if not rules.leads_it(by, assessment):
        raise Refused(ONLY_LEADERS, "role")
    decision = rules.appealable(assessment)
    if decision is None:
        raise Refused(NOTHING_TO_APPEAL, "not_appealable")
    row = Appeal.objects.create(
        assessment=assessment, decision=decision, by=by, words=words, due_at=heard_by()
    )
    noted(row, appealed_at=row.filed_at)
    remember_assessment("appeal", assessment, FILED, by=by, names={"group": assessment.group})
    return row


@transaction.atomic
def withdraw(appeal, *, by, seen):
    """A ballot that runs about it is cancelled with it."""
    claim(appeal.assessment, seen=version_of(seen))
    row = ended(within.take(APPEAL, reload(appeal), "withdraw", by=by))
    noted(row, appealed_at=None)
    cancel_ballots_of(KIND, row.uuid, by, str(TAKEN_BACK))
    return row


# --- by ballot: called by the docket, inside the ballot's transaction


def lock(appeal):
    """The group, then the assessment."""
    claim(appeal.assessment.group)
    claim(appeal.assessment)


def opened(appeal):
    return within.take(APPEAL, appeal, "open", by=None)


def carried(appeal, line):
    row = ended(within.take(APPEAL, appeal, "carry", by=None, **by_ballot()))
    noted(row, overturned_by=line)
    reviewing.overturn(row.assessment, reason=str(BY_BALLOT))
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
    note_appeal(row.decision, **what)
