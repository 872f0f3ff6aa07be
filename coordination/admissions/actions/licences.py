"""A member of the committee compares a licence with its scan, and says what was found."""

from django.db import transaction
from django.utils import timezone

from coordination.admissions.actions import letters
from coordination.admissions.lifecycle import LICENCE
from coordination.admissions.models import RefusingLicence
from deeds.lifecycle import claim, version_of
from directory.models import Licence


@transaction.atomic
def verify(licence, *, by, seen):
    """The badge says what was checked, by whom, when and until when; the licence itself is the authority's."""
    return checked(licence, "verify", by=by, seen=seen)


@transaction.atomic
def refuse(licence, *, code, reason, by, seen):
    told = {"reason_code": code, "reason": reason}
    licence = checked(licence, "refuse", by=by, seen=seen, reason=reason, told=told)
    letters.tell(licence.group, "mail/admissions/licence_refused.txt", RefusingLicence, [code], reason)
    return licence


def checked(licence, step, *, by, seen, reason="", told=None):
    """Who and when stand beside the verdict before it moves: a verdict without a day is refused by the database."""
    claim(licence.group, seen=version_of(seen))
    rows = Licence.objects.filter(pk=licence.pk)
    rows.update(verdict_by=by, verdict_on=timezone.localdate(), verdict_reason=reason)
    return LICENCE.take(licence, step, by=by, seen=licence.group.version, **(told or {}))
