"""An assessment that waits is offered to one reviewer after the other until somebody takes it up."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.actions import letters
from coordination.standards.lifecycle_of_reviewers import PROPOSAL
from coordination.standards.models import Assessment, Proposal, Stage
from deeds.journal import record
from deeds.lifecycle import claim, reload
from directory.actions import within

TO_ANSWER = timedelta(days=7)
PROPOSED = _("A reviewer was proposed for “%(thing)s”.")
NOBODY = _(
    "Nobody is left to be proposed as reviewer of “%(thing)s”: any member without a tie can take it up."
)


def propose(assessment):
    """The next one, in the caller's transaction, which claimed the assessment; the Proposal, or None."""
    person = rules.next_reviewer(assessment)
    made = person and Proposal.objects.create(
        assessment=assessment, person=person, due_at=timezone.now() + TO_ANSWER
    )
    record(
        "standards_assessment.propose", assessment, by=None, audience=["committee"],
        title=PROPOSED if made else NOBODY, names={"thing": assessment},
    )  # fmt: skip
    if made:
        letters.proposed(made)
    return made


@transaction.atomic
def decline(proposal, *, reason, by):
    """With a reason, which the committee reads; the next one is asked at once."""
    claim(proposal.assessment)
    ended = answered(proposal, "decline", by=by, reason_code="declined", reason=reason)
    propose(reload(ended.assessment))
    return ended


def settle(assessment, by):
    """Somebody took it up: their own proposal is accepted, somebody else's lapses, and both count as asked."""
    row = assessment.proposals.filter(state=Proposal.State.PROPOSED).first()
    if row and row.person_id == by.pk:
        answered(row, "accept", by=by)
        return
    drop(assessment)
    now = timezone.now()
    accepted = {"state": Proposal.State.ACCEPTED, "due_at": now, "answered_at": now}
    Proposal.objects.create(assessment=assessment, person=by, **accepted)


def drop(assessment):
    """Nobody needs to answer any more."""
    for row in assessment.proposals.filter(state=Proposal.State.PROPOSED):
        answered(row, "lapse", by=None)


def answered(proposal, step, *, by, **why):
    row = within.take(PROPOSAL, proposal, step, by=by, **why)
    row.answered_at, row.reason = timezone.now(), why.get("reason", "").strip()
    row.save(update_fields=["answered_at", "reason"])
    return row


# --- the clock


def keep_time():
    """Passes on what was not answered, and asks whoever became able meanwhile; how many were asked."""
    waiting = Assessment.objects.filter(state=Stage.SUBMITTED, submitted_at__isnull=False)
    return sum(passed_on(row) for row in waiting.order_by("pk"))


@transaction.atomic
def passed_on(assessment):
    claim(assessment)
    assessment = reload(assessment)
    row = assessment.proposals.filter(state=Proposal.State.PROPOSED).select_related("person").first()
    if assessment.state != Stage.SUBMITTED or (row and not rules.is_overdue(row)):
        return 0
    if row:
        answered(row, "pass_on", by=None)
    elif rules.next_reviewer(assessment) is None:
        return 0
    return 1 if propose(assessment) else 0
