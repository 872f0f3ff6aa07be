"""Counting ballots, exactly once each, and telling the room; what a room cannot follow waits on the docket."""

import logging

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee import docket, rules
from coordination.committee.actions.register import both, register_ballot
from coordination.committee.actions.roll import strike, strike_stale
from coordination.committee.lifecycle import BALLOT
from coordination.committee.models import Ballot, RollLine, Vote
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of

STEPS = {"carry": rules.is_carried, "lose": rules.is_lost, "miss_quorum": rules.is_inquorate}
APPLIED = _("The outcome on %(matter)s was applied after all.")
SET_ASIDE = _("%(by)s set aside the outcome on %(matter)s, which could not be applied.")
NOT_APPLIED = _("The outcome on %(matter)s could not be applied.")
log = logging.getLogger(__name__)


def keep_time():
    """The clock: strikes lines whose seat ended or whose person became party, and counts what is due.

    One ballot that fails keeps no other waiting; how many were counted.
    """
    counted, failed = 0, None
    for ballot in Ballot.objects.open().order_by("pk"):
        try:
            strike_stale(ballot)
            counted += close_if_due(ballot)
        except Refused as refusal:
            log.warning("ballot %s waits: %s", ballot.pk, refusal.code)
        except Exception as error:
            log.exception("ballot %s could not be counted", ballot.pk)
            failed = error
    if failed:
        raise failed
    return counted


def close_if_due(ballot):
    """Counts the ballot when its time is over or everybody voted; True when this call did it."""
    ballot.refresh_from_db()
    if not rules.is_due(ballot):
        return False
    try:
        close(ballot)
    except Refused as refusal:
        if refusal.code != "counted":
            raise
        return False
    return True


@transaction.atomic
def close(ballot):
    """Lock the room, claim the ballot, count, register, tell the room: all or nothing. Refused when not due."""
    refusal = locked(ballot)
    claim(ballot)
    ballot.refresh_from_db()
    strike(ballot, min(timezone.now(), ballot.closes_at))
    if not rules.is_due(ballot):
        raise Refused(_("This ballot is counted already."), "counted")
    count(ballot)
    step = next(name for name, holds in STEPS.items() if holds(ballot))
    ballot = BALLOT.take(ballot, step, by=None, seen=ballot.version, data=figures(ballot))
    register_ballot(ballot, known(ballot.kind))
    tell(ballot, refusal)


@transaction.atomic
def cancel(ballot, *, by, seen, code, reason):
    """The chair or the secretary ends a ballot without a result."""
    refusal = locked(ballot)
    ballot = BALLOT.take(ballot, "cancel", by=by, seen=seen, reason_code=code, reason=reason)
    ended(ballot)
    if ballot.roll.exists():  # of one that never opened the room has not heard
        tell(ballot, refusal)


@transaction.atomic
def cancel_ballots_of(kind, uuid, by, reason, code="matter_ended"):
    """A room takes its matter back, in its own transaction and after claiming its roots; the room is not told again."""
    for ballot in Ballot.objects.of(kind, uuid).pending().order_by("pk"):
        claim(ballot)
        ended(BALLOT.take(ballot, "drop", by=by, seen=ballot.version, reason_code=code, reason=reason))


def ended(ballot):
    Ballot.objects.filter(pk=ballot.pk).update(closed_at=timezone.now())


def locked(ballot):
    """None when the room could claim its roots, else its Refused; when the database was busy, that is raised."""
    try:
        with transaction.atomic():
            docket.kind(ballot.kind).lock(ballot.matter_uuid)
    except Refused as refusal:
        if refusal.code == "busy":
            raise
        return refusal
    return None


def known(name):
    return next((kind for kind in docket.kinds() if kind.name == name), None)


def tell(ballot, refusal=None):
    """The room takes its step; when it refuses, the outcome stands with the sentence on the docket."""
    try:
        with transaction.atomic():
            if refusal:
                raise refusal
            docket.kind(ballot.kind).decided(ballot.matter_uuid, str(ballot.state), ballot)
    except Refused as refused:
        if refused.code == "busy":
            raise
        arabic, english = both(refused.sentence)
        Ballot.objects.filter(pk=ballot.pk).update(not_applied_ar=arabic, not_applied_en=english)
        record(
            "ballot.not_applied", ballot, by=None, audience=["committee"], title=NOT_APPLIED,
            names={"matter": ballot}, reason_code=refused.code, reason=english,
        )  # fmt: skip


@transaction.atomic
def apply_again(ballot, *, by, seen):
    """Once the room's way is free, the outcome takes its step after all; else the room's Refused."""
    unapplied(ballot, by)
    kind = docket.kind(ballot.kind)
    kind.lock(ballot.matter_uuid)
    settle(ballot, seen)
    kind.decided(ballot.matter_uuid, str(ballot.state), ballot)
    record("ballot.apply", ballot, by=by, audience=["committee"], title=APPLIED, names={"matter": ballot})


@transaction.atomic
def set_aside(ballot, *, by, seen, reason):
    """The chair takes an outcome off the docket that can never be applied; the result itself stays.

    The matter goes back to where it was before the ballot, unless it moved on by itself.
    """
    unapplied(ballot, by)
    locked(ballot)
    settle(ballot, seen)
    put_back(ballot)
    record(
        "ballot.set_aside", ballot, by=by, audience=["committee"], title=SET_ASIDE,
        names={"by": called(by), "matter": ballot}, reason_code="set_aside", reason=reason,
    )  # fmt: skip


def put_back(ballot):
    """The room hears that nothing came of the ballot, as of one that was cancelled; it may refuse that too."""
    try:
        with transaction.atomic():
            docket.kind(ballot.kind).decided(ballot.matter_uuid, docket.CANCELLED, ballot)
    except Refused as refusal:
        if refusal.code == "busy":
            raise


def unapplied(ballot, by):
    if not rules.handles_docket(by):
        raise Refused(_("The chair or the secretary settles this."), "role")
    if not Ballot.objects.unapplied().filter(pk=ballot.pk).exists():
        raise Refused(_("This outcome is settled already."), "settled")


def settle(ballot, seen):
    claim(ballot, seen=version_of(seen))
    Ballot.objects.filter(pk=ballot.pk).update(settled_at=timezone.now())


def count(ballot):
    votes = Vote.objects.filter(line__ballot=ballot, line__standing=RollLine.Standing.VOTING)
    counted = dict(votes.values_list("choice").annotate(n=Count("pk")))
    ballot.votes_for, ballot.votes_against, ballot.votes_abstain = (
        counted.get(choice, 0) for choice in Vote.Choice.values
    )
    ballot.closed_at = timezone.now()
    ballot.save(update_fields=["votes_for", "votes_against", "votes_abstain", "closed_at"])


def figures(ballot):
    return {
        "for": ballot.votes_for,
        "against": ballot.votes_against,
        "abstain": ballot.votes_abstain,
        "quorum": ballot.quorum,
    }
