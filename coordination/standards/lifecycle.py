"""How a version of a standard moves: committee members and groups can read this table."""

from django.utils.translation import gettext_lazy as _

from coordination.standards import rules
from coordination.standards.models import State
from deeds.lifecycle import Lifecycle

NOT_WHOLE = _("Write the purpose first, and at least one required clause.")
NOT_READY = _(
    "It can be put to the vote when the consultation is over, every comment is answered, and the day from which it "
    "is in force lies ahead."
)
NOT_YET = _("The later version is not in force yet.")
NOT_PROPOSED = _("Nobody proposed to end its use, or a later version has replaced it.")


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
