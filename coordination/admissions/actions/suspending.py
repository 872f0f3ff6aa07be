"""A group is suspended by two members or by a ballot, and the suspension is lifted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.actions import letters, register, settling
from coordination.admissions.lifecycle import STANDING, SUSPENSION
from coordination.admissions.models import Lifting, Suspending, Suspension
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, reload, version_of
from directory.actions import within
from directory.models import Standing

PROPOSED = _("%(by)s proposes to suspend %(group)s.")
NOT_LISTED = _("Only a listed group can be suspended.")


def until():
    return timezone.now() + rules.SECOND_WITHIN


@transaction.atomic
def propose(group, *, code, reason, by, seen):
    """One member proposes; until a second one agrees nothing happens to the page."""
    claim(group, seen=version_of(seen))
    group = reload(group)
    if not rules.may_decide(by, group):
        raise Refused(_("Your role does not allow this."), "role")
    if group.standing != Standing.LISTED:
        raise Refused(NOT_LISTED, "state")
    lapse(group)
    if Suspension.objects.filter(group=group, state__in=Suspension.LIVING).exists():
        raise Refused(_("A suspension of this group is proposed already."), "already")
    row = Suspension.objects.create(
        group=group, reason_code=code, reason=reason, proposed_by=by, until=until()
    )
    names = {"by": called(by), "group": group}
    record("suspension.propose", row, by=by, audience=["committee"], title=PROPOSED, names=names,
           reason_code=code, reason=reason)  # fmt: skip
    return row


def lapse(group):
    """A proposal whose time is over makes room for another."""
    for row in Suspension.objects.filter(group=group, state=Suspension.State.PROPOSED):
        if rules.has_lapsed(row):
            within.take(SUSPENSION, row, "lapse", by=None)


@transaction.atomic
def second(suspension, *, by, seen):
    """The second member agrees: the page is hidden in this moment."""
    row = SUSPENSION.take(
        suspension, "second", by=by, seen=seen, reason_code=suspension.reason_code, reason=suspension.reason
    )
    return begin(row, by=by, seconded_by=by)


@transaction.atomic
def withdraw(suspension, *, by, seen):
    return SUSPENSION.take(suspension, "withdraw", by=by, seen=seen)


@transaction.atomic
def lift(suspension, *, code, reason, by, seen):
    row = SUSPENSION.take(suspension, "lift", by=by, seen=seen, reason_code=code, reason=reason)
    change(row, lift_code=code, lift_reason=reason, ended_by=by, ended_at=timezone.now())
    group = STANDING.take(row.group, "lift", by=by, seen=row.group.version)
    settling.settle(group)
    register.enter(row, "lifted", by=by, reason=Lifting(code).label)
    letters.tell(group, "mail/admissions/lifted.txt", Lifting, [code], reason)
    return row


# --- by ballot: called by the docket, inside the ballot's transaction


def opened(suspension):
    return within.take(SUSPENSION, suspension, "open", by=None)


def carried(suspension):
    """Refused when the group is not listed any more; the docket then says so."""
    told = {"reason_code": suspension.reason_code, "reason": suspension.reason}
    row = within.take(SUSPENSION, suspension, "carry", by=None, **told)
    return begin(row, by=None, by_ballot=True)


def lost(suspension):
    return within.take(SUSPENSION, suspension, "lose", by=None)


def put_back(suspension):
    """Without a result the proposal waits again, with a fresh clock."""
    return change(within.take(SUSPENSION, suspension, "put_back", by=None), until=until())


def begin(row, *, by, **how):
    change(row, began_at=timezone.now(), **how)
    group = STANDING.take(row.group, "suspend", by=by, seen=row.group.version)
    if not row.by_ballot:
        register.enter(row, "suspended", by=by, reason=Suspending(row.reason_code).label)
    letters.tell(group, "mail/admissions/suspended.txt", Suspending, [row.reason_code], row.reason)
    return row


def change(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns])
    return row
