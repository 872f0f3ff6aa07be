"""The committee suspends an accreditation, lifts that, and revokes it: by two members or by a ballot."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coordination.committee.actions import register_decision
from coordination.committee.rules import appeal_until
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.actions import accrediting, letters
from coordination.standards.actions.settling import change, lapse, settle
from coordination.standards.lifecycle_of_accreditations import REVOCATION
from coordination.standards.models import Because, Revocation
from coordination.standards.wording import titles_of
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of
from directory.actions import within

PROPOSED = _("%(by)s proposes to revoke “%(thing)s”.")
ONLY_OUTSIDE = _("Members of the committee without a tie to the group decide this.")
ENDED = _("Only an accreditation that has not ended can be revoked.")
ALREADY = _("Its revocation is proposed already.")
RESULTS = {
    "suspended": pgettext_lazy("register", "accreditation suspended for now"),
    "lifted": pgettext_lazy("register", "suspension of the accreditation lifted"),
    "revoked": pgettext_lazy("register", "accreditation revoked"),
}


@transaction.atomic
def suspend(accreditation, *, code, reason, by, seen):
    """One member, at once; it stays until the committee lifts it or an appeal does."""
    row = accrediting.step(accreditation, "suspend", by=by, seen=seen, code=code, words=reason)
    until = appeal_until()
    enter(row, rules.KIND, row.uuid, "suspended", by=by, code=code, until=until)
    letters.taken_away(row, until)
    return row


@transaction.atomic
def lift(accreditation, *, reason, by, seen):
    """Then it stands as its rules say: current, or suspended by itself for another reason."""
    row = accrediting.step(accreditation, "lift", by=by, seen=seen, told=("lifted", reason))
    enter(row, rules.KIND, row.uuid, "lifted", by=by)
    settle(row)
    return accrediting.follow(row)


@transaction.atomic
def propose(accreditation, *, code, reason, by, seen):
    """One member proposes; until a second one agrees nothing happens to it."""
    claim(accreditation, seen=version_of(seen))
    row = reload(accreditation)
    if not rules.may_judge(by, row):
        raise Refused(ONLY_OUTSIDE, "role")
    if not row.is_living:
        raise Refused(ENDED, "state")
    lapse(row)
    if row.revocations.filter(state__in=Revocation.LIVING).exists():
        raise Refused(ALREADY, "already")
    until = timezone.now() + rules.SECOND_WITHIN
    made = row.revocations.create(reason_code=code, reason=reason.strip(), proposed_by=by, until=until)
    names = {"by": called(by), "thing": row}
    record("standards_revocation.propose", made, by=by, audience=["committee"], title=PROPOSED, names=names,
           reason_code=code, reason=reason)  # fmt: skip
    return made


@transaction.atomic
def second(revocation, *, by, seen):
    """The second member agrees: it is revoked in this moment."""
    row = REVOCATION.take(revocation, "second", by=by, seen=seen, **told(revocation))
    change(row, seconded_by=by, ended_at=timezone.now())
    enter(
        row.accreditation,
        rules.REVOCATION,
        row.uuid,
        "revoked",
        by=by,
        code=row.reason_code,
        until=appeal_until(),
    )
    return revoke(row)


@transaction.atomic
def withdraw(revocation, *, by, seen):
    return change(REVOCATION.take(revocation, "withdraw", by=by, seen=seen), ended_at=timezone.now())


# --- by ballot: called by the docket, inside the ballot's transaction


def lock(revocation):
    claim(revocation.accreditation.group)
    claim(revocation.accreditation)


def opened(revocation):
    return within.take(REVOCATION, revocation, "open", by=None)


def carried(revocation):
    row = within.take(REVOCATION, revocation, "carry", by=None, **told(revocation))
    return revoke(change(row, ended_at=timezone.now()))


def lost(revocation):
    return change(within.take(REVOCATION, revocation, "lose", by=None), ended_at=timezone.now())


def put_back(revocation):
    """Without a result the proposal waits again, with a fresh clock."""
    until = timezone.now() + rules.SECOND_WITHIN
    return change(within.take(REVOCATION, revocation, "put_back", by=None), until=until)


# --- what follows


def revoke(revocation):
    row = reload(revocation.accreditation)
    row = accrediting.step(
        row, "revoke", by=None, seen=row.version, code=revocation.reason_code, words=revocation.reason
    )
    settle(row)
    letters.taken_away(row, appeal_until())
    return row


def told(revocation):
    return {"reason_code": revocation.reason_code, "reason": revocation.reason}


def enter(row, kind, uuid, result, *, by, code="", until=None):
    """A public line of the register, with the reason as everybody reads it."""
    why = Because(code).label if code else ("", "")
    register_decision(
        kind, uuid, titles_of(row), why, (result, RESULTS[result]), by=by, groups=[row.group_id], appeal_until=until
    )  # fmt: skip
