"""How a person comes to be a reviewer, and how an assessment is offered to one after the other."""

from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.models import Proposal, Reviewer
from deeds.lifecycle import Lifecycle

OVER = _("The day until which it would hold has passed.")
NOT_OVERDUE = _("There is still time to answer.")
R, P = Reviewer.State, Proposal.State


def both(reviewer):
    return ["committee", f"person:{reviewer.person_id}"]


def committee(_proposal):
    return ["committee"]


def about(proposal):
    return {"thing": proposal.assessment}


REVIEWER = (
    Lifecycle("standards_reviewer")
    .step("accept", sources=[R.INVITED], target=R.TRAINED, who=rules.is_asked,
          guard=rules.is_not_over, why_not=OVER,
          title=_("%(by)s agreed to review assessments."), audience=both)
    .step("decline", sources=[R.INVITED], target=R.DECLINED, who=rules.is_asked,
          title=_("%(by)s does not want to review assessments."), audience=both)
    .step("end", sources=[R.INVITED, R.TRAINED], target=R.ENDED, who=rules.may_end, needs_reason=True,
          title=_("A reviewer’s role ended."), audience=both)
)  # fmt: skip

PROPOSAL = (
    Lifecycle("standards_proposal", root=lambda proposal: proposal.assessment)
    .step("accept", sources=[P.PROPOSED], target=P.ACCEPTED, who=rules.is_asked,
          title=_("The proposed reviewer took up the assessment “%(thing)s”."), audience=committee, names=about)
    .step("decline", sources=[P.PROPOSED], target=P.DECLINED, who=rules.is_asked, needs_reason=True,
          title=_("The proposed reviewer of “%(thing)s” declined."), audience=committee, names=about)
    .step("pass_on", sources=[P.PROPOSED], target=P.PASSED, who=rules.is_nobody,
          guard=rules.is_overdue, why_not=NOT_OVERDUE,
          title=_("The proposal to review “%(thing)s” was not answered in time."), audience=committee, names=about)
    .step("lapse", sources=[P.PROPOSED], target=P.LAPSED, who=rules.is_nobody,
          title=_("The proposal to review “%(thing)s” is no longer needed."), audience=committee, names=about)
)  # fmt: skip
