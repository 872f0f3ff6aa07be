"""Taking a step of the table, with what an initiative keeps beside its state."""

from django.db import transaction
from django.utils import timezone

from coordination.initiatives import rules
from coordination.initiatives.lifecycle import INITIATIVE, concerned
from coordination.initiatives.models import Initiative
from deeds.journal import record
from deeds.lifecycle import claim
from directory.models import Group

KEEPS_REASON = {"withdraw"}  # these may give one, and others must


@transaction.atomic
def take(initiative, step, *, by, seen, reason_code="", reason="", data=None, **also):
    """Takes the step and keeps since when, why, and `also` (columns); returns the initiative anew."""
    if step == "suspend":  # before the state: the database wants to know where a suspension came from
        Initiative.objects.filter(pk=initiative.pk).update(suspended_from=initiative.state)
    initiative = INITIATIVE.take(
        initiative, step, by=by, seen=seen, reason_code=reason_code, reason=reason, data=data
    )
    kept = {"state_since": timezone.now(), **also}
    if INITIATIVE.steps[step].needs_reason or step in KEEPS_REASON:
        kept |= {"reason_code": reason_code, "reason": reason.strip()}
    return keep(initiative, **kept)


def keep(initiative, **columns):
    """Writes these columns of a claimed initiative."""
    Initiative.objects.filter(pk=initiative.pk).update(updated_at=timezone.now(), **columns)
    initiative.refresh_from_db()
    return initiative


def claim_groups(initiative):
    """Claims its groups, always in the same order and before the initiative: their standing and teams stay still."""
    for group in Group.objects.filter(pk__in=rules.groups_of(initiative)).order_by("pk"):
        claim(group)


def remember(deed, initiative, title, *, by, reason="", **more):
    """An entry about a deed that is no step; `more` is names and data as `record` takes them."""
    names = {"thing": initiative, **more.pop("names", {})}
    record(
        f"initiatives.{deed}", initiative, by=by, audience=concerned(initiative), title=title,
        names=names, reason=reason, **more,
    )  # fmt: skip
