"""How a guide of the library moves, and what becomes of a correction: anybody can read these tables."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules_of_guides as rules
from coordination.exchange.models import CorrectionState, GuideState
from deeds.lifecycle import Lifecycle

NOT_WHOLE = _("Write title, summary and text in one language first, and choose a field of work.")


def concerned(guide):
    return sorted(guide.seen_by)


def public(_guide):
    return ["public"]


def keepers(correction):
    """Those who keep the guide, the committee, and whoever wrote the correction."""
    group = correction.guide.group_id
    heard = ["committee", f"person:{correction.by_id}"]
    return [*heard, f"group:{group}:editor"] if group else heard


def corrected(correction):
    return {"thing": correction.guide}


GUIDE = (
    Lifecycle("exchange_guide")
    .step("publish", sources=[GuideState.DRAFT], target=GuideState.PUBLISHED, who=rules.writes_it,
          guard=rules.is_whole, why_not=NOT_WHOLE,
          title=_("The guide “%(thing)s” is in the library."), audience=public)
    .step("archive", sources=[GuideState.PUBLISHED, GuideState.DRAFT], target=GuideState.ARCHIVED,
          who=rules.may_archive, needs_reason=True,
          title=_("The guide “%(thing)s” was put into the archive."), audience=concerned)
    .step("reopen", sources=[GuideState.ARCHIVED], target=GuideState.DRAFT, who=rules.writes_it,
          title=_("The guide “%(thing)s” is being rewritten."), audience=concerned)
)  # fmt: skip

CORRECTION = (
    Lifecycle("exchange_correction", root=lambda correction: correction.guide)
    .step("take_up", sources=[CorrectionState.OPEN], target=CorrectionState.TAKEN_UP, who=rules.keeps_it,
          title=_("A correction of the guide “%(thing)s” was taken up."), audience=keepers, names=corrected)
    .step("decline", sources=[CorrectionState.OPEN], target=CorrectionState.DECLINED, who=rules.keeps_it,
          needs_reason=True,
          title=_("A correction of the guide “%(thing)s” was not taken up."), audience=keepers, names=corrected)
)  # fmt: skip
