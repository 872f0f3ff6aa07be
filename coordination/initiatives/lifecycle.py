"""How an initiative moves: committee members and groups can read this table."""

from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealState
from coordination.initiatives import rules
from coordination.initiatives.models import PUBLIC, UNDECIDED, State
from deeds.lifecycle import Lifecycle

NOT_PLANNED = _(
    "Write the aim, the area, the dates, the safeguarding plan and the part of at least one partner first."
)
PARTNERS_FIRST = _("Every partner must first agree to this version, and stand in the directory.")
NOT_SUBMITTED = _(
    "Every partner must first agree to this version, and the licence of the leading group must not have expired."
)
NOT_AS_VOTED = _("A partner no longer stands by the version that was voted on, or it changed.")
NOT_TO_START = _(
    "The permit of the competent authority is missing or has run out, or a group is not in the directory now."
)
REPORT_FIRST = _("Write the outcome report first.")
NOT_FROM_THERE = _("It was in another state before the suspension.")
ANSWER_FIRST = _("An appeal against the suspension is being heard. Its answer comes first.")
OVER = _("It had not begun, and its last day is over or a group has left the directory.")
CAN_BEGIN = _("It can still begin as it was approved.")
TWO_AGREE = _("Two members must agree in their answer.")
FROM_COMMITTEE = [State.SUSPENDED, State.CANCELLED]


def concerned(initiative):
    """Its groups' members; the committee from the first submission on; everybody once it was approved."""
    heard = [f"group:{pk}:member" for pk in sorted(rules.groups_of(initiative))]
    heard += ["committee"] if initiative.submitted_at else []
    return [*heard, "public"] if initiative.state in PUBLIC else heard


def and_the_committee(initiative):
    return [*concerned(initiative), "committee"]


def and_everybody(initiative):
    """What was public a moment ago."""
    return [*concerned(initiative), "public"]


def lead(initiative):
    return {"lead": initiative.lead}


def of_appeal(appeal):
    return and_the_committee(appeal.initiative)


def committee(_appeal):
    return ["committee"]


def appealed(appeal):
    return {"thing": appeal.initiative}


INITIATIVE = (
    Lifecycle("initiatives")
    .step("invite", sources=[State.DRAFT, State.CHANGES_REQUESTED], target=State.INVITING, who=rules.edits_it,
          guard=rules.is_planned, why_not=NOT_PLANNED,
          title=_("%(lead)s asked the partners of “%(thing)s” to agree."), audience=concerned, names=lead)
    .step("settle", sources=[State.INVITING], target=State.READY, who=rules.is_nobody,
          guard=rules.all_agree, why_not=PARTNERS_FIRST,
          title=_("All partners agreed to “%(thing)s”."), audience=concerned)
    .step("reopen", sources=[State.READY], target=State.INVITING, who=rules.works_on_it,
          title=_("%(by)s changed “%(thing)s”, so partners are asked again."), audience=concerned)
    .step("submit", sources=[State.READY], target=State.SUBMITTED, who=rules.leads_it,
          guard=rules.may_be_submitted, why_not=NOT_SUBMITTED,
          title=_("%(lead)s submitted “%(thing)s” to the committee."), audience=and_the_committee, names=lead)
    .step("review", sources=[State.SUBMITTED], target=State.IN_REVIEW, who=rules.may_review,
          title=_("%(by)s began to review “%(thing)s”."), audience=concerned)
    .step("ask_changes", sources=[State.IN_REVIEW], target=State.CHANGES_REQUESTED, who=rules.may_review,
          needs_reason=True, title=_("The committee asked for changes to “%(thing)s”."), audience=concerned)
    .step("open_vote", sources=[State.IN_REVIEW, State.INQUORATE], target=State.VOTING, who=rules.is_nobody,
          guard=rules.all_agree, why_not=PARTNERS_FIRST,
          title=_("“%(thing)s” was put to the vote."), audience=concerned)
    .step("approve", sources=[State.VOTING], target=State.APPROVED, who=rules.is_nobody,
          guard=rules.is_what_was_voted_on, why_not=NOT_AS_VOTED,
          title=_("The committee approved “%(thing)s”."), audience=concerned)
    .step("decline", sources=[State.VOTING], target=State.DECLINED, who=rules.is_nobody,
          needs_reason=True, title=_("The committee did not approve “%(thing)s”."), audience=concerned)
    .step("lack_quorum", sources=[State.VOTING], target=State.INQUORATE, who=rules.is_nobody,
          title=_("Too few voted on “%(thing)s”; a second session follows."), audience=concerned)
    .step("call_off", sources=[State.VOTING], target=State.IN_REVIEW, who=rules.is_nobody,
          title=_("The vote on “%(thing)s” was cancelled; it is in review again."), audience=concerned)
    .step("overturn", sources=[State.DECLINED], target=State.IN_REVIEW, who=rules.is_nobody, needs_reason=True,
          title=_("The decision on “%(thing)s” was overturned by an appeal; it is voted on again."),
          audience=concerned)
    .step("overturn_to_approved", sources=FROM_COMMITTEE, target=State.APPROVED, who=rules.is_nobody,
          guard=rules.can_still_begin, why_not=OVER, needs_reason=True,
          title=_("The decision on “%(thing)s” was overturned by an appeal; it stands approved again."),
          audience=concerned)
    .step("overturn_to_active", sources=FROM_COMMITTEE, target=State.ACTIVE, who=rules.is_nobody,
          guard=rules.was_active, why_not=NOT_FROM_THERE, needs_reason=True,
          title=_("The decision on “%(thing)s” was overturned by an appeal; it is under way again."),
          audience=concerned)
    .step("overturn_to_changes", sources=FROM_COMMITTEE, target=State.CHANGES_REQUESTED, who=rules.is_nobody,
          guard=rules.cannot_begin_any_more, why_not=CAN_BEGIN, needs_reason=True,
          title=_("The decision on “%(thing)s” was overturned by an appeal; the groups plan it anew."),
          audience=and_everybody)
    .step("withdraw", sources=UNDECIDED, target=State.WITHDRAWN, who=rules.leads_it,
          title=_("%(lead)s withdrew “%(thing)s”."), audience=concerned, names=lead)
    .step("start", sources=[State.APPROVED], target=State.ACTIVE, who=rules.leads_it,
          guard=rules.may_start, why_not=NOT_TO_START,
          title=_("“%(thing)s” is under way."), audience=concerned)
    .step("suspend", sources=[State.APPROVED, State.ACTIVE], target=State.SUSPENDED, who=rules.may_review,
          needs_reason=True, title=_("The committee suspended “%(thing)s”."), audience=concerned)
    .step("return_to_approved", sources=[State.SUSPENDED], target=State.APPROVED, who=rules.may_review,
          guard=rules.was_approved, why_not=NOT_FROM_THERE, needs_reason=True,
          title=_("The suspension of “%(thing)s” was lifted."), audience=concerned)
    .step("return_to_active", sources=[State.SUSPENDED], target=State.ACTIVE, who=rules.may_review,
          guard=rules.was_active, why_not=NOT_FROM_THERE, needs_reason=True,
          title=_("The suspension of “%(thing)s” was lifted."), audience=concerned)
    .step("cancel", sources=[State.SUSPENDED], target=State.CANCELLED, who=rules.may_review,
          guard=rules.is_not_appealed, why_not=ANSWER_FIRST, needs_reason=True,
          title=_("The committee cancelled “%(thing)s”."), audience=concerned)
    .step("complete", sources=[State.ACTIVE], target=State.COMPLETED, who=rules.leads_it,
          guard=rules.is_reported, why_not=REPORT_FIRST,
          title=_("“%(thing)s” was completed."), audience=concerned)
    .step("close", sources=[State.COMPLETED], target=State.CLOSED, who=rules.leads_it,
          title=_("“%(thing)s” was closed."), audience=concerned)
)  # fmt: skip

APPEAL = (
    Lifecycle("initiative_appeal", root=lambda appeal: appeal.initiative)
    .step("open", sources=[AppealState.FILED], target=AppealState.VOTING, who=rules.is_nobody,
          title=_("The appeal about “%(thing)s” is put to the vote."), audience=of_appeal, names=appealed)
    .step("put_back", sources=[AppealState.VOTING], target=AppealState.FILED, who=rules.is_nobody,
          title=_("The vote on the appeal about “%(thing)s” ended without a result."), audience=committee,
          names=appealed)
    .step("lose", sources=[AppealState.VOTING], target=AppealState.STANDS, who=rules.is_nobody, needs_reason=True,
          title=_("The appeal about “%(thing)s” was heard: the decision stands."), audience=of_appeal, names=appealed)
    .step("carry", sources=[AppealState.VOTING], target=AppealState.OVERTURNED, who=rules.is_nobody,
          needs_reason=True, title=_("The appeal about “%(thing)s” was heard: the decision is overturned."),
          audience=of_appeal, names=appealed)
    .step("hear", sources=[AppealState.FILED], target=AppealState.FILED, who=rules.may_hear, needs_reason=True,
          title=_("%(by)s answered the appeal about “%(thing)s”."), audience=committee, names=appealed)
    .step("dismiss", sources=[AppealState.FILED], target=AppealState.STANDS, who=rules.may_hear,
          guard=rules.two_let_stand, why_not=TWO_AGREE, needs_reason=True,
          title=_("The appeal about “%(thing)s” was heard: the decision stands."), audience=of_appeal, names=appealed)
    .step("grant", sources=[AppealState.FILED], target=AppealState.OVERTURNED, who=rules.may_hear,
          guard=rules.two_overturn, why_not=TWO_AGREE, needs_reason=True,
          title=_("The appeal about “%(thing)s” was heard: the decision is overturned."),
          audience=of_appeal, names=appealed)
    .step("moot", sources=[AppealState.FILED, AppealState.VOTING], target=AppealState.MOOT, who=rules.is_nobody,
          title=_("The appeal about “%(thing)s” was settled in another way."), audience=of_appeal, names=appealed)
    .step("withdraw", sources=[AppealState.FILED, AppealState.VOTING], target=AppealState.WITHDRAWN,
          who=rules.leads_the_appealing, title=_("The appeal about “%(thing)s” was taken back."),
          audience=of_appeal, names=appealed)
)  # fmt: skip
