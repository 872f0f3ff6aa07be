"""A group that no longer works goes into the archive: by its leader, or by the committee."""

from django.db import transaction

from coordination.admissions.actions import letters, settling
from coordination.admissions.lifecycle import STANDING
from coordination.admissions.models import Closing


@transaction.atomic
def archive(group, *, by, seen):
    """Its page stays, with a banner and outside the search; it can be handed in again."""
    group = STANDING.take(group, "archive", by=by, seen=seen)
    settling.settle(group)
    return group


@transaction.atomic
def close(group, *, code, reason, by, seen):
    group = STANDING.take(group, "close", by=by, seen=seen, reason_code=code, reason=reason)
    settling.settle(group)
    letters.tell(group, "mail/admissions/closed.txt", Closing, [code], reason)
    return group
