"""A leader appeals; members who did not decide hear it, or a ballot does."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.actions import letters, register, settling
from coordination.admissions.lifecycle import APPEAL, STANDING, SUSPENSION
from coordination.admissions.models import Admission, Appeal
from coordination.committee.models import Hearing
from coordination.committee.rules import heard_by
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of
from directory.actions import within
from directory.models import Group

FILED = _("%(by)s appealed for %(group)s.")
NOTHING_TO_APPEAL = _("There is no decision to appeal against now, or the time for it is over.")


@transaction.atomic
def file(group, *, words, by, seen):
    """An appeal against the decline or suspension that holds now; one for each decision."""
    claim(group, seen=version_of(seen))
    group = reload(group)
    if not rules.leads(by, group):
        raise Refused(_("Your role does not allow this."), "role")
    decision, _until = rules.appealable(group)
    if decision is None:
        raise Refused(NOTHING_TO_APPEAL, "not_appealable")
    against = {"admission": decision} if isinstance(decision, Admission) else {"suspension": decision}
    row = Appeal.objects.create(group=group, by=by, words=words, due_at=heard_by(), **against)
    register.note(row, appealed_at=row.filed_at)
    names = {"by": called(by), "group": group}
    audience = [f"group:{group.pk}:leader", "committee"]
    record("appeal.file", row, by=by, audience=audience, title=FILED, names=names)
    return row


@transaction.atomic
def withdraw(appeal, *, by, seen):
    """A ballot that runs about it is cancelled first, which puts the appeal back to where it can be taken back."""
    claim(appeal.group, seen=version_of(seen))
    settling.stop(reload(appeal), "admissions.appeal", Appeal.State.VOTING)
    row = close(within.take(APPEAL, appeal, "withdraw", by=by))
    register.note(row, appealed_at=None)
    return row


@transaction.atomic
def dismiss(appeal, *, code, reason, by, seen):
    """The decision stands."""
    row = APPEAL.take(appeal, "dismiss", by=by, seen=seen, reason_code=code, reason=reason)
    return stands(row, by=by, code=code, reason=reason)


@transaction.atomic
def grant(appeal, *, code, reason, by, seen):
    """The decision is overturned, and the group listed, in this transaction."""
    row = APPEAL.take(appeal, "grant", by=by, seen=seen, reason_code=code, reason=reason)
    return overturned(row, by=by, code=code, reason=reason)


# --- by ballot: called by the docket, inside the ballot's transaction


def opened(appeal):
    return within.take(APPEAL, appeal, "open", by=None)


def carried(appeal, line):
    """`line` is the ballot's in the register."""
    row = within.take(APPEAL, appeal, "carry", by=None, **by_ballot())
    return overturned(row, by=None, line=line, **told_by_ballot())


def lost(appeal, line):
    row = within.take(APPEAL, appeal, "lose", by=None, **by_ballot())
    return stands(row, by=None, line=line, **told_by_ballot())


def put_back(appeal):
    return within.take(APPEAL, appeal, "put_back", by=None)


def by_ballot():
    return {"reason_code": Hearing.BALLOT, "reason": str(Hearing.BALLOT.label)}


def told_by_ballot():
    return {"code": Hearing.BALLOT, "reason": ""}


# --- what follows


def stands(row, *, by, code, reason, line=None):
    close(row, heard_by=by, reason_code=code, reason=reason)
    register.note(row, upheld_by=line or entered(row, "decision_stands", by=by))
    tell(row, "mail/admissions/decision_stands.txt")
    return row


def overturned(row, *, by, code, reason, line=None):
    """The group's step first: its rule looks for the granted appeal against what still holds."""
    close(row, heard_by=by, reason_code=code, reason=reason)
    group = within.take(STANDING, row.group, "overturn", by=by)
    if row.admission:
        Group.objects.filter(pk=group.pk).update(listed_at=timezone.now())
        Admission.objects.filter(pk=row.admission_id).update(outcome=Admission.Outcome.OVERTURNED)
    else:
        suspension = within.take(SUSPENSION, row.suspension, "overturn", by=None)
        suspension.ended_at = timezone.now()
        suspension.save(update_fields=["ended_at"])
    register.note(row, overturned_by=line or entered(row, "decision_overturned", by=by))
    tell(row, "mail/admissions/decision_overturned.txt")
    return row


def close(row, **columns):
    for name, value in {**columns, "decided_at": timezone.now()}.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns, "decided_at"])
    return row


def entered(row, result, *, by):
    return register.enter(row, result, by=by, reason=Hearing(row.reason_code).label)


def tell(row, letter):
    letters.tell(row.group, letter, Hearing, [row.reason_code], row.reason)
