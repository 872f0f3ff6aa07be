"""How an accreditation moves, once an assessment has given it: everybody can read this table."""

from django.utils.translation import gettext_lazy as _

from coordination.standards import rules_of_accreditations as rules
from coordination.standards.models import LIVING, Condition
from deeds.lifecycle import Lifecycle

NO_CAUSE = _("Nothing stands against it now.")
STILL_A_CAUSE = _("What it was suspended for still holds, or the committee suspended it.")
BY_HAND_ALREADY = _("The committee has suspended it already.")
NOT_BY_HAND = _("The committee did not suspend it: it is lifted by itself as soon as its reason is gone.")
NOT_OVER = _("Its last day has not passed yet.")


def everybody(_row):
    return ["public"]


ACCREDITATION = (
    Lifecycle("standards_accreditation")
    .step("stop", sources=[Condition.CURRENT], target=Condition.SUSPENDED, who=rules.is_nobody,
          guard=rules.has_cause, why_not=NO_CAUSE, needs_reason=True,
          title=_("The forum’s accreditation “%(thing)s” is suspended by its own rules."), audience=everybody)
    .step("resume", sources=[Condition.SUSPENDED], target=Condition.CURRENT, who=rules.is_nobody,
          guard=rules.cause_is_gone, why_not=STILL_A_CAUSE,
          title=_("The forum’s accreditation “%(thing)s” is current again."), audience=everybody)
    .step("suspend", sources=LIVING, target=Condition.SUSPENDED, who=rules.may_judge,
          guard=rules.is_not_suspended_by_hand, why_not=BY_HAND_ALREADY, needs_reason=True,
          title=_("The committee suspended the forum’s accreditation “%(thing)s”."), audience=everybody)
    .step("lift", sources=[Condition.SUSPENDED], target=Condition.CURRENT, who=rules.may_judge,
          guard=rules.is_suspended_by_hand, why_not=NOT_BY_HAND, needs_reason=True,
          title=_("The committee lifted the suspension of the forum’s accreditation “%(thing)s”."), audience=everybody)
    .step("expire", sources=LIVING, target=Condition.EXPIRED, who=rules.is_nobody,
          guard=rules.its_days_are_over, why_not=NOT_OVER,
          title=_("The forum’s accreditation “%(thing)s” has expired."), audience=everybody)
    .step("supersede", sources=LIVING, target=Condition.SUPERSEDED, who=rules.is_nobody,
          title=_("The forum’s accreditation “%(thing)s” was replaced."), audience=everybody)
)  # fmt: skip
