"""Taking a step of the table, with what a standard keeps beside its state."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.lifecycle import STANDARD, told
from coordination.standards.models import Standard
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of

ONLY_COMMITTEE = _("Members of the committee write standards.")


@transaction.atomic
def take(standard, step, *, by, seen, reason_code="", reason="", **also):
    """Takes the step and keeps since when, why, and `also` (columns written with the state, none of them after it).

    Returns the standard anew.
    """
    if also:
        claim(standard, seen=version_of(seen))
        seen = standard.version
        Standard.objects.filter(pk=standard.pk).update(**also)
    standard = STANDARD.take(standard, step, by=by, seen=seen, reason_code=reason_code, reason=reason)
    kept = {"reason": reason.strip()} if STANDARD.steps[step].needs_reason else {}
    return keep(standard, state_since=timezone.now(), **kept)


def keep(standard, **columns):
    """Writes these columns of a claimed standard."""
    Standard.objects.filter(pk=standard.pk).update(updated_at=timezone.now(), **columns)
    standard.refresh_from_db()
    return standard


def claimed(standard, *, by, seen):
    """The standard for a deed of the committee that is no step."""
    claim(standard, seen=version_of(seen))
    if not rules.sits(by):
        raise Refused(ONLY_COMMITTEE, "role")
    return reload(standard)


def remember(deed, standard, title, *, by, **more):
    """An entry about a deed that is no step; `more` is names and data as `record` takes them."""
    names = {"thing": standard, **more.pop("names", {})}
    audience = more.pop("audience", None) or told(standard)
    record(f"standards.{deed}", standard, by=by, audience=audience, title=title, names=names, **more)
