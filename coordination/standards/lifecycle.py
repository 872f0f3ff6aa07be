"""How a version of a standard moves: committee members and groups can read this table."""

from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealState
from coordination.standards import rules
from coordination.standards.models import Stage, State
from deeds.lifecycle import Lifecycle

NOT_WHOLE = _("Write the purpose first, and at least one required clause.")
NOT_READY = _(
    "It can be put to the vote when the consultation is over, every comment is answered, and the day from which it "
    "is in force lies ahead."
)
NOT_YET = _("The later version is not in force yet.")
NOT_PROPOSED = _("Nobody proposed to end its use, or a later version has replaced it.")

NOT_ANSWERED = _(
    "Answer every required and recommended clause first. The group must be listed, and the standard in force."
)
NOT_CLARIFIED = _("Questions of the reviewer still wait for an answer.")
NOT_MARKED = _("Every clause needs a mark, and every question an answer.")
NOT_ACCREDITED = _("No accreditation rests on it now, so a new assessment is begun instead.")
NOTHING_DIFFERS = _("It says and shows what was judged.")


def told(standard):
    """The committee while it is written; everybody from the first consultation on."""
    return ["public"] if standard.consulted_at else ["committee"]


def is_proposed_to_end(standard):
    return standard.retiring_at is not None and rules.may_be_retired(standard)


STANDARD = (
    Lifecycle("standards")
    .step("open_consultation", sources=[State.DRAFT], target=State.CONSULTATION, who=rules.sits,
          guard=rules.is_whole, why_not=NOT_WHOLE,
          title=_("The committee asks groups about the standard “%(thing)s”."), audience=lambda _row: ["public"])
    .step("take_back", sources=[State.CONSULTATION], target=State.DRAFT, who=rules.sits, needs_reason=True,
          title=_("The standard “%(thing)s” is being rewritten."), audience=told)
    .step("open_vote", sources=[State.CONSULTATION], target=State.VOTING, who=rules.is_nobody,
          guard=rules.may_be_voted_on, why_not=NOT_READY,
          title=_("The standard “%(thing)s” was put to the vote."), audience=told)
    .step("call_off", sources=[State.VOTING], target=State.CONSULTATION, who=rules.is_nobody,
          title=_("The vote on the standard “%(thing)s” ended without a result."), audience=told)
    .step("decline", sources=[State.VOTING], target=State.DRAFT, who=rules.is_nobody, needs_reason=True,
          title=_("The committee did not adopt the standard “%(thing)s”; it is being rewritten."), audience=told)
    .step("adopt", sources=[State.VOTING], target=State.ADOPTED, who=rules.is_nobody,
          title=_("The committee adopted the standard “%(thing)s”."), audience=told)
    .step("supersede", sources=[State.ADOPTED], target=State.SUPERSEDED, who=rules.is_nobody,
          guard=rules.its_day_has_passed, why_not=NOT_YET,
          title=_("A later version has replaced the standard “%(thing)s”."), audience=told)
    .step("retire", sources=[State.ADOPTED], target=State.RETIRED, who=rules.is_nobody, needs_reason=True,
          guard=is_proposed_to_end, why_not=NOT_PROPOSED,
          title=_("The standard “%(thing)s” is no longer in use."), audience=told)
    .step("withdraw", sources=[State.DRAFT, State.CONSULTATION], target=State.WITHDRAWN, who=rules.sits,
          needs_reason=True, title=_("The standard “%(thing)s” was withdrawn."), audience=told)
)  # fmt: skip


def of_assessment(assessment):
    """The group's members; the committee once it was handed in."""
    heard = [f"group:{assessment.group_id}:editor"]
    return [*heard, "committee"] if assessment.submitted_at else heard


def and_the_committee(assessment):
    return [f"group:{assessment.group_id}:editor", "committee"]


def committee(_appeal):
    return ["committee"]


def of_appeal(appeal):
    return and_the_committee(appeal.assessment)


def appealed(appeal):
    return {"thing": appeal.about}


ASSESSMENT = (
    Lifecycle("standards_assessment")
    .step("submit", sources=[Stage.DRAFT], target=Stage.SUBMITTED, who=rules.leads_it,
          guard=rules.may_be_handed_in, why_not=NOT_ANSWERED,
          title=_("The assessment “%(thing)s” was handed in."), audience=and_the_committee)
    .step("take_back", sources=[Stage.SUBMITTED], target=Stage.DRAFT, who=rules.leads_it,
          title=_("The assessment “%(thing)s” was taken back to be completed."), audience=of_assessment)
    .step("take_up", sources=[Stage.SUBMITTED], target=Stage.UNDER_REVIEW, who=rules.may_take_up,
          title=_("A reviewer took up the assessment “%(thing)s”."), audience=of_assessment)
    .step("release", sources=[Stage.UNDER_REVIEW, Stage.CLARIFICATION], target=Stage.SUBMITTED,
          who=rules.may_release, needs_reason=True,
          title=_("The review of “%(thing)s” waits for another reviewer."), audience=committee)
    .step("ask", sources=[Stage.UNDER_REVIEW, Stage.CLARIFICATION], target=Stage.CLARIFICATION,
          who=rules.reviews, title=_("The reviewer of “%(thing)s” asks the group."), audience=of_assessment)
    .step("clarify", sources=[Stage.CLARIFICATION], target=Stage.UNDER_REVIEW, who=rules.is_nobody,
          guard=rules.all_clarified, why_not=NOT_CLARIFIED,
          title=_("The group answered the questions about “%(thing)s”."), audience=of_assessment)
    .step("decide", sources=[Stage.UNDER_REVIEW], target=Stage.DECIDED, who=rules.reviews,
          guard=rules.is_marked, why_not=NOT_MARKED,
          title=_("The result of the assessment “%(thing)s” is there."), audience=of_assessment)
    .step("overturn", sources=[Stage.DECIDED], target=Stage.SUBMITTED, who=rules.is_nobody, needs_reason=True,
          title=_("An appeal overturned the result of “%(thing)s”; another reviewer looks at it."),
          audience=of_assessment)
    .step("reopen", sources=[Stage.DECIDED], target=Stage.DRAFT, who=rules.edits_it, guard=rules.is_accredited,
          why_not=NOT_ACCREDITED, title=_("The group changed what the result of “%(thing)s” rests on."),
          audience=of_assessment)
    .step("look_again", sources=[Stage.DECIDED], target=Stage.SUBMITTED, who=rules.is_nobody,
          guard=rules.differs_from_what_was_judged, why_not=NOTHING_DIFFERS, needs_reason=True,
          title=_("What the result of “%(thing)s” rests on is not what was judged; a member reviews it again."),
          audience=of_assessment)
    .step("withdraw", sources=[Stage.DRAFT, Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.CLARIFICATION],
          target=Stage.WITHDRAWN, who=rules.leads_it,
          title=_("The assessment “%(thing)s” was withdrawn."), audience=of_assessment)
)  # fmt: skip

APPEAL = (
    Lifecycle("standards_appeal", root=lambda appeal: appeal.about)
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
    .step("withdraw", sources=[AppealState.FILED, AppealState.VOTING], target=AppealState.WITHDRAWN,
          who=rules.leads_the_appealing, title=_("The appeal about “%(thing)s” was taken back."),
          audience=of_appeal, names=appealed)
    .step("moot", sources=[AppealState.FILED, AppealState.VOTING], target=AppealState.MOOT, who=rules.is_nobody,
          title=_("The appeal about “%(thing)s” was settled in another way."), audience=of_appeal, names=appealed)
)  # fmt: skip
