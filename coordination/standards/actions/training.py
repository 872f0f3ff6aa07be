"""The roll of trained reviewers: who is invited, says yes, and until when; ended with a reason."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.lifecycle_of_reviewers import REVIEWER, both
from coordination.standards.models import Reviewer
from deeds.journal import record
from deeds.lifecycle import Refused
from directory.models import Membership, Standing

INVITED = _("The committee invited a person to review assessments.")
ONLY_COMMITTEE = _("Members of the committee keep the roll of reviewers.")
NOT_ONESELF = _("Nobody puts themselves on the roll of reviewers.")
NO_GROUP = _("Reviewers come from groups: this person belongs to no listed group.")
TWICE = _("This person is on the roll for this already.")


@transaction.atomic
def invite(person, *, code, training, until, by):
    """A role that waits for the person's own yes; `code` is a standard's, or "" for all."""
    if not rules.sits(by):
        raise Refused(ONLY_COMMITTEE, "role")
    if person == by:
        raise Refused(NOT_ONESELF, "oneself")
    groups = Membership.objects.active().filter(person=person, group__standing=Standing.LISTED)
    if not groups.exists():
        raise Refused(NO_GROUP, "no_group")
    try:
        with transaction.atomic():
            made = Reviewer.objects.create(
                person=person, code=code, training=training, until=until, invited_by=by
            )
    except IntegrityError:
        raise Refused(TWICE, "twice") from None
    record("standards_reviewer.invite", made, by=by, audience=both(made), title=INVITED)
    return made


def accept(reviewer, *, by, seen):
    return take(reviewer, "accept", by=by, seen=seen)


def decline(reviewer, *, by, seen):
    return take(reviewer, "decline", by=by, seen=seen)


def end(reviewer, *, reason, by, seen):
    """From this moment on; what is under review waits for another reviewer."""
    return take(reviewer, "end", by=by, seen=seen, reason_code="end", reason=reason)


@transaction.atomic
def take(reviewer, step, *, by, seen, **why):
    taken = REVIEWER.take(reviewer, step, by=by, seen=seen, **why)
    taken.state_since, taken.reason = timezone.now(), why.get("reason", "").strip()
    taken.save(update_fields=["state_since", "reason"])
    return taken
