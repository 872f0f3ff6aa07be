"""What follows from ballots and from the calendar, and taking a standard back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of
from coordination.standards import rules
from coordination.standards.actions.stepping import claimed, keep, remember, take
from coordination.standards.models import Standard, State
from deeds.lifecycle import Refused, claim, reload

RETIREMENT = "standards.retirement"
NOT_ADOPTED = _("The committee voted against it.")
BY_BALLOT = "ballot"
REPLACED = _("A later version has replaced the standard.")
PROPOSED = _("It was proposed to end the use of the standard “%(thing)s”.")
CANNOT_END = _(
    "Only a standard that was adopted and not replaced can be proposed for this, and once at a time."
)


@transaction.atomic
def take_back(standard, *, reason, by, seen):
    """From the consultation back to a draft: groups are asked anew about what comes of it."""
    return take(standard, "take_back", by=by, seen=seen, reason_code="rewrite", reason=reason)


@transaction.atomic
def withdraw(standard, *, reason, by, seen):
    return take(standard, "withdraw", by=by, seen=seen, reason_code="withdrawn", reason=reason)


@transaction.atomic
def propose_retirement(standard, *, reason, by, seen):
    """Puts the end of its use on the docket; a ballot decides."""
    standard = claimed(standard, by=by, seen=seen)
    if standard.retiring_at or not rules.may_be_retired(standard):
        raise Refused(CANNOT_END, "state")
    remember("propose_retirement", standard, PROPOSED, by=by, reason_code="proposal", reason=reason)
    return keep(standard, retiring_at=timezone.now(), reason=reason.strip())


# --- the ballots': called by the docket, inside the ballot's transaction


def lock(standard):
    """Earlier versions first, as a new one may replace them; then the standard."""
    for earlier in standing_before(standard):
        claim(earlier)
    claim(standard)


def open_vote(standard):
    return take(standard, "open_vote", by=None, seen=standard.version)


def decide(standard, outcome):
    """The step that follows from carried, lost, inquorate or cancelled."""
    if outcome == "carried":
        return adopt(standard)
    if outcome == "lost":
        return take(
            standard,
            "decline",
            by=None,
            seen=standard.version,
            reason_code=BY_BALLOT,
            reason=str(NOT_ADOPTED),
        )
    return take(standard, "call_off", by=None, seen=standard.version)


def adopt(standard):
    """In force from its day, or from today when the ballot took longer; earlier versions end on that day."""
    begins = max(standard.effective_on, timezone.localdate())
    for earlier in standing_before(standard):
        if earlier.superseded_on is None or earlier.superseded_on > begins:
            claim(earlier)
            keep(earlier, superseded_on=begins)
    return take(
        standard, "adopt", by=None, seen=standard.version, effective_on=begins, adopted_at=timezone.now()
    )


def standing_before(standard):
    rows = Standard.objects.filter(code=standard.code, state=State.ADOPTED).exclude(pk=standard.pk)
    return list(rows.order_by("pk"))


def end_use(standard, outcome):
    """Carried, it is retired; else it stays, and may be proposed again."""
    if outcome == "carried":
        return take(
            standard, "retire", by=None, seen=standard.version, reason_code=BY_BALLOT, reason=standard.reason
        )
    return keep(standard, retiring_at=None)


# --- the clock


def keep_time():
    """Takes the step for versions that a later one has replaced; how many. They are replaced whether it ran or not."""
    due = Standard.objects.filter(state=State.ADOPTED, superseded_on__lte=timezone.localdate())
    return sum(superseded(row) for row in due.order_by("pk"))


@transaction.atomic
def superseded(standard):
    claim(standard)
    standard = reload(standard)
    if standard.state != State.ADOPTED:
        return 0
    if standard.retiring_at:
        cancel_ballots_of(RETIREMENT, standard.uuid, None, str(REPLACED))
    take(standard, "supersede", by=None, seen=standard.version)
    return 1
