"""Who may do what with an accreditation, and what must hold before a step of it."""

from coordination.standards.models import BY_ITSELF, Accreditation, Condition, State
from coordination.standards.models.accreditation import site_day
from coordination.standards.rules import has_conflict, is_nobody, sits

__all__ = ["is_nobody"]
KIND = "standards.accreditation"  # the kind of the register's lines about giving, suspending and lifting


# --- who


def may_judge(person, accreditation):
    """A member of the committee without a tie to the group."""
    return sits(person) and not has_conflict(person, accreditation.group_id)


# --- what must hold


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
