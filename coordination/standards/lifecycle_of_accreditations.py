"""How an accreditation moves, once an assessment has given it: everybody can read this table."""

from django.utils.translation import gettext_lazy as _

from coordination.standards import rules_of_accreditations as rules
from coordination.standards.models import LIVING, Condition, Revocation
from deeds.lifecycle import Lifecycle

NO_CAUSE = _("Nothing stands against it now.")
STILL_A_CAUSE = _("What it was suspended for still holds, or the committee suspended it.")
BY_HAND_ALREADY = _("The committee has suspended it already.")
NOT_BY_HAND = _("The committee did not suspend it: it is lifted by itself as soon as its reason is gone.")
NOT_DECIDED = _("Two members of the committee or a ballot revoke it.")
NOT_GRANTED = _("No appeal against it was granted.")
LAPSED = _("Nobody seconded this in time. Propose it anew if the reason still holds.")
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
    .step("revoke", sources=LIVING, target=Condition.REVOKED, who=rules.is_nobody,
          guard=rules.revocation_is_decided, why_not=NOT_DECIDED, needs_reason=True,
          title=_("The committee revoked the forum’s accreditation “%(thing)s”."), audience=everybody)
    .step("overturn", sources=[Condition.REVOKED, Condition.SUSPENDED], target=Condition.CURRENT, who=rules.is_nobody,
          guard=rules.appeal_was_granted, why_not=NOT_GRANTED, needs_reason=True,
          title=_("An appeal restored the forum’s accreditation “%(thing)s”."), audience=everybody)
)  # fmt: skip


def committee(_row):
    return ["committee"]


def of_group(row):
    return [f"group:{row.accreditation.group_id}:editor", "committee"]


def revoked(row):
    return {"thing": row.accreditation}


State = Revocation.State
REVOCATION = (
    Lifecycle("standards_revocation", root=lambda revocation: revocation.accreditation)
    .step("second", sources=[State.PROPOSED], target=State.DONE, who=rules.may_second, guard=rules.still_in_time,
          why_not=LAPSED, needs_reason=True,
          title=_("Two members of the committee decided to revoke “%(thing)s”."), audience=of_group, names=revoked)
    .step("open", sources=[State.PROPOSED], target=State.VOTING, who=rules.is_nobody,
          title=_("The revocation of “%(thing)s” is put to the vote."), audience=committee, names=revoked)
    .step("put_back", sources=[State.VOTING], target=State.PROPOSED, who=rules.is_nobody,
          title=_("The vote on revoking “%(thing)s” ended without a result."), audience=committee, names=revoked)
    .step("carry", sources=[State.VOTING], target=State.DONE, who=rules.is_nobody, needs_reason=True,
          title=_("The committee decided by ballot to revoke “%(thing)s”."), audience=of_group, names=revoked)
    .step("lose", sources=[State.VOTING], target=State.DROPPED, who=rules.is_nobody,
          title=_("The revocation of “%(thing)s” was not carried."), audience=committee, names=revoked)
    .step("withdraw", sources=[State.PROPOSED], target=State.DROPPED, who=rules.proposed_it,
          title=_("%(by)s no longer proposes to revoke “%(thing)s”."), audience=committee, names=revoked)
    .step("lapse", sources=[State.PROPOSED], target=State.LAPSED, who=rules.is_nobody, guard=rules.has_lapsed,
          title=_("Nobody seconded the revocation of “%(thing)s” in time."), audience=committee, names=revoked)
    .step("drop", sources=[State.PROPOSED, State.VOTING], target=State.DROPPED, who=rules.is_nobody,
          title=_("The revocation of “%(thing)s” became pointless."), audience=committee, names=revoked)
)  # fmt: skip
