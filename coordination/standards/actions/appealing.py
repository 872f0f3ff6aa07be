"""A group's leader appeals against a result, a suspension or a revocation; a ballot hears it.

A granted appeal brings a new review, or the accreditation back.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of, note_appeal
from coordination.committee.rules import heard_by
from coordination.standards import rules
from coordination.standards import rules_of_accreditations as accreditations
from coordination.standards.actions import accrediting, reviewing
from coordination.standards.lifecycle import APPEAL, and_the_committee
from coordination.standards.models import Accreditation, Appeal
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.actions import within

KIND = "standards.appeal"
FILED = _("%(group)s appealed against the result of “%(thing)s”.")
NOTHING_TO_APPEAL = _("There is no decision to appeal against now, or the time for it is over.")
ONLY_LEADERS = _("Leaders of the group appeal for it.")
BY_BALLOT = _("The committee decided by ballot.")
TAKEN_BACK = _("The group took the appeal back.")


@transaction.atomic
def file(about, *, words, by, seen):
    """Against the result of an assessment, or what the committee did to an accreditation: once, within the days."""
    claim(about, seen=version_of(seen))
    about = reload(about)
    if not rules.leads_it(by, about):
        raise Refused(ONLY_LEADERS, "role")
    of_accreditation = isinstance(about, Accreditation)
    decision = (accreditations if of_accreditation else rules).appealable(about)
    if decision is None:
        raise Refused(NOTHING_TO_APPEAL, "not_appealable")
    one = about.assessment if of_accreditation else about
    row = Appeal.objects.create(
        assessment=one, accreditation=about if of_accreditation else None, decision=decision, by=by, words=words,
        due_at=heard_by(),
    )  # fmt: skip
    noted(row, appealed_at=row.filed_at)
    names = {"group": about.group, "thing": about}
    audience = and_the_committee(about)
    deed = "standards_accreditation.appeal" if of_accreditation else "standards_assessment.appeal"
    record(deed, about, by=by, audience=audience, title=FILED, names=names)
    return row


@transaction.atomic
def withdraw(appeal, *, by, seen):
    """A ballot that runs about it is cancelled with it."""
    claim(appeal.about, seen=version_of(seen))
    row = ended(within.take(APPEAL, reload(appeal), "withdraw", by=by))
    noted(row, appealed_at=None)
    cancel_ballots_of(KIND, row.uuid, by, str(TAKEN_BACK))
    return row


# --- by ballot: called by the docket, inside the ballot's transaction


def lock(appeal):
    """The group, then what it is about."""
    claim(appeal.assessment.group)
    claim(appeal.about)


def opened(appeal):
    return within.take(APPEAL, appeal, "open", by=None)


def carried(appeal, line):
    row = ended(within.take(APPEAL, appeal, "carry", by=None, **by_ballot()))
    noted(row, overturned_by=line)
    if row.accreditation:
        accrediting.restore(row.accreditation, reason=str(BY_BALLOT))
    else:
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
