"""Handing in, reviewing, and what follows from a ballot; the committee's own deeds need no vote only where said."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions.register import register_decision
from coordination.committee.rules import appeal_until
from coordination.initiatives import rules
from coordination.initiatives.actions.settling import settle
from coordination.initiatives.actions.stepping import claim_groups, remember, take
from coordination.initiatives.models import Comment, State
from coordination.initiatives.terms import current_hash
from deeds.lifecycle import Refused, claim, reload

COMMENTED = _("The committee commented on “%(thing)s”.")
ONLY_REVIEWERS = _("Members of the committee who belong to none of its groups review an initiative.")
NOT_IN_REVIEW = _("Comments are written while the initiative is in review.")
LOST_REASON = _("The committee voted against it.")
PLAN_ANEW = _(
    "The decision was overturned. The initiative can no longer begin as it was approved:"
    " change the plan, agree again, and submit it again."
)


@transaction.atomic
def submit(initiative, *, by, seen):
    """Hands the initiative in; its groups are held while their standing and agreements are looked at."""
    claim_groups(initiative)
    when = initiative.submitted_at or timezone.now()
    return take(initiative, "submit", by=by, seen=seen, submitted_at=when)


def review(initiative, *, by, seen):
    return take(initiative, "review", by=by, seen=seen)


@transaction.atomic
def comment(initiative, *, section, text, by):
    """A reviewer's words on a section; the groups read them at once."""
    claim(initiative)
    initiative = reload(initiative)
    if not rules.may_review(by, initiative):
        raise Refused(ONLY_REVIEWERS, "role")
    if initiative.state != State.IN_REVIEW:
        raise Refused(NOT_IN_REVIEW, "state")
    row = Comment.objects.create(initiative=initiative, section=section, text=text, by=by)
    remember("comment", initiative, COMMENTED, by=by, data={"section": section})
    return row


def ask_changes(initiative, *, code, reason, by, seen):
    return take(initiative, "ask_changes", by=by, seen=seen, reason_code=code, reason=reason)


@transaction.atomic
def suspend(initiative, *, code, reason, by, seen):
    initiative = take(initiative, "suspend", by=by, seen=seen, reason_code=code, reason=reason)
    return registered(initiative, by=by)


@transaction.atomic
def lift(initiative, *, code, reason, by, seen):
    """Back to where it was; an appeal that waits becomes moot."""
    step = f"return_to_{initiative.suspended_from or State.APPROVED}"
    initiative = take(initiative, step, by=by, seen=seen, reason_code=code, reason=reason, suspended_from="")
    return registered(settle(initiative), by=by)


@transaction.atomic
def cancel(initiative, *, code, reason, by, seen):
    initiative = take(initiative, "cancel", by=by, seen=seen, reason_code=code, reason=reason)
    return registered(settle(initiative), by=by)


def registered(initiative, *, by):
    """A decision of the committee without a ballot stands in its public register."""
    titles = (initiative.title_ar or initiative.title_en, initiative.title_en or initiative.title_ar)
    until = appeal_until() if initiative.state in rules.AGAINST else None
    register_decision(
        rules.STANDING, initiative.uuid, titles, (initiative.reason, initiative.reason),
        State(initiative.state), by=by, groups=rules.groups_of(initiative), appeal_until=until,
    )  # fmt: skip
    return initiative


# --- the ballot's, inside its transaction


def lock(initiative):
    """Claims the groups, then the initiative; Refused when it may not go on."""
    claim_groups(initiative)
    claim(initiative)
    return reload(initiative)


def open_vote(initiative):
    """The terms that are voted on are noted: only they can be approved."""
    return take(
        initiative, "open_vote", by=None, seen=initiative.version, voted_hash=current_hash(initiative)
    )


def decide(initiative, outcome):
    """The step that follows from carried, lost, inquorate or cancelled."""
    if outcome == "lost":
        reason = str(LOST_REASON)
        return take(
            initiative, "decline", by=None, seen=initiative.version, reason_code="vote", reason=reason
        )
    steps = {"carried": "approve", "inquorate": "lack_quorum", "cancelled": "call_off"}
    return take(initiative, steps[outcome], by=None, seen=initiative.version)


@transaction.atomic
def overturn(initiative, *, reason):
    """An appeal found that the decision does not stand: a declined one is voted on anew, another is where it was."""
    claim(initiative)
    initiative = reload(initiative)
    step = overturning(initiative)
    reason = str(PLAN_ANEW) if step == "overturn_to_changes" else reason
    return take(
        initiative, step, by=None, seen=initiative.version, reason_code="appeal", reason=reason,
        suspended_from="",
    )  # fmt: skip


def overturning(initiative):
    """The step that an appeal takes; what was approved and can no longer begin as planned is planned anew."""
    if initiative.state == State.DECLINED:
        return "overturn"
    if rules.was_active(initiative):
        return "overturn_to_active"
    return "overturn_to_approved" if rules.can_still_begin(initiative) else "overturn_to_changes"
