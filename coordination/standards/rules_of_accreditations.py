"""Who may do what with an accreditation, and what must hold before a step of it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coordination.committee.models import AppealState, Decision
from coordination.standards.models import (
    BY_ITSELF,
    OPEN,
    Accreditation,
    Assessment,
    Condition,
    Revocation,
    State,
)
from coordination.standards.models.accreditation import site_day
from coordination.standards.rules import has_conflict, is_nobody, leads_it, sits

__all__ = ["is_nobody", "leads_it"]
KIND = "standards.accreditation"  # the kind of the register's lines about giving, suspending and lifting
REVOCATION, APPEAL = "standards.revocation", "standards.appeal"  # kinds of matter on the docket
SECOND_WITHIN = timedelta(days=7)
STEPS = (60, 30, 7)  # days before the last one on which leaders are warned


# --- who


def may_judge(person, accreditation):
    """A member of the committee without a tie to the group."""
    return sits(person) and not has_conflict(person, accreditation.group_id)


def may_second(person, revocation):
    """A second member: not the one who proposed it."""
    another = person is not None and person.pk != revocation.proposed_by_id
    return another and may_judge(person, revocation.accreditation)


def proposed_it(person, revocation):
    return person is not None and person.pk == revocation.proposed_by_id and sits(person)


# --- what must hold


def still_in_time(revocation):
    return revocation.until > timezone.now()


def has_lapsed(revocation):
    return not still_in_time(revocation)


def revocation_is_decided(accreditation):
    """Two members or a ballot decided it a moment ago, under the same claim."""
    return accreditation.revocations.filter(
        state=Revocation.State.DONE, ended_at__gte=accreditation.state_since
    ).exists()


def appeal_was_granted(accreditation):
    """An appeal against what holds now was granted a moment ago, under the same claim."""
    line = standing_decision(accreditation)
    return bool(line) and accreditation.appeals.filter(decision=line, state=AppealState.OVERTURNED).exists()


def standing_decision(accreditation):
    """The register's line of the revocation or suspension by the committee that holds now; None without one."""
    if accreditation.state == Condition.REVOKED:
        revocation = accreditation.revocations.filter(state=Revocation.State.DONE).last()
        return revocation and Decision.objects.appealable(REVOCATION, revocation.uuid)
    if accreditation.is_suspended_by_hand:
        return Decision.objects.appealable(KIND, accreditation.uuid)
    return None


def appealable(accreditation):
    """That line while an appeal against it is possible; else None."""
    line = standing_decision(accreditation)
    return line if line and line.may_be_appealed else None


def deciders(line):
    """Ids of those who took a decision, and so do not hear an appeal against it; a ballot's voters are not named."""
    revocation = Revocation.objects.filter(uuid=line.matter_uuid).first() if line.ballot_id is None else None
    people = {revocation.proposed_by_id, revocation.seconded_by_id} if revocation else set()
    return {*people, line.decided_by_id} - {None}


def now(accreditation):
    return accreditation.as_of()


def has_cause(accreditation):
    """Something suspends it by itself now."""
    return now(accreditation).why_now in BY_ITSELF


def cause_is_gone(accreditation):
    return now(accreditation).is_now == Condition.CURRENT


def is_suspended_by_hand(accreditation):
    return accreditation.is_suspended_by_hand


def is_not_suspended_by_hand(accreditation):
    return not accreditation.is_suspended_by_hand


def its_days_are_over(accreditation):
    return accreditation.valid_until < site_day()


def may_be_given(standard, day):
    """By a version that is in use, or was replaced so short ago that its grace runs."""
    replaced = standard.superseded_on is not None and type(standard).objects.filter(
        pk=standard.pk
    ).beyond_grace(day)
    return standard.state in (State.ADOPTED, State.SUPERSEDED) and not replaced


def living_one(group_id, code):
    """The accreditation that a group holds by any version of a standard, suspended or not; None without one."""
    return Accreditation.objects.living().filter(group=group_id, code=code).first()


def running_out():
    """Living ones that nothing renews yet."""
    renewed = Assessment.objects.filter(
        ~Q(pk=OuterRef("assessment")),
        group=OuterRef("group"),
        standard__code=OuterRef("code"),
        state__in=OPEN,
    ).exclude(state="draft")
    return Accreditation.objects.living().exclude(Exists(renewed)).with_all()
