"""How requests, offers and responses move: groups can read these tables."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules
from coordination.exchange.models import WAITING, Stage, State
from deeds.lifecycle import Lifecycle

NOT_WHOLE = _("Say what it is, until when it is open, and for whom. The last day must not have passed.")
NOT_OVER = _("It is open until its last day.")
SOMETHING_LEFT = _("What was promised is not the whole of it.")
STILL_PROMISED = _("Something is still promised.")
ON_ITS_WAY = _("Something that was promised has not arrived yet.")
NOT_FREE = _("As much is not left, it is no longer open, or one of the groups is not in the directory now.")


def concerned(post):
    return sorted(post.seen_by)


def both(response):
    return sorted(response.seen_by)


def group(post):
    return {"group": post.owner}


def parties(response):
    return {"thing": response.post, "group": response.author, "other": response.post.owner}


POST = (
    Lifecycle("exchange")
    .step("open", sources=[State.DRAFT], target=State.OPEN, who=rules.opens_it,
          guard=rules.is_whole, why_not=NOT_WHOLE,
          title=_("%(group)s opened “%(thing)s”."), audience=concerned, names=group)
    .step("promise_part", sources=[State.OPEN], target=State.PARTLY_MATCHED, who=rules.is_nobody,
          guard=rules.is_partly_promised, why_not=SOMETHING_LEFT,
          title=_("A part of “%(thing)s” is agreed."), audience=concerned)
    .step("promise_all", sources=[State.OPEN, State.PARTLY_MATCHED], target=State.MATCHED, who=rules.is_nobody,
          guard=rules.is_promised, why_not=SOMETHING_LEFT,
          title=_("All of “%(thing)s” is agreed."), audience=concerned)
    .step("free_part", sources=[State.MATCHED], target=State.PARTLY_MATCHED, who=rules.is_nobody,
          guard=rules.is_partly_promised, why_not=STILL_PROMISED,
          title=_("A part of “%(thing)s” is free again."), audience=concerned)
    .step("free_all", sources=[State.PARTLY_MATCHED, State.MATCHED], target=State.OPEN, who=rules.is_nobody,
          guard=rules.is_free, why_not=STILL_PROMISED,
          title=_("All of “%(thing)s” is free again."), audience=concerned)
    .step("fulfil", sources=[State.PARTLY_MATCHED, State.MATCHED], target=State.FULFILLED, who=rules.is_nobody,
          guard=rules.is_met, why_not=ON_ITS_WAY,
          title=_("All that was agreed of “%(thing)s” has arrived."), audience=concerned)
    .step("close", sources=[State.PARTLY_MATCHED], target=State.FULFILLED, who=rules.edits_it,
          guard=rules.is_settled, why_not=ON_ITS_WAY,
          title=_("%(group)s closed “%(thing)s” with what has arrived."), audience=concerned, names=group)
    .step("expire", sources=[State.OPEN, State.ASKED], target=State.EXPIRED, who=rules.is_nobody,
          guard=rules.is_over, why_not=NOT_OVER,
          title=_("The time of “%(thing)s” is over."), audience=concerned)
    .step("withdraw", sources=[State.DRAFT, State.ASKED, State.DECLINED, State.OPEN], target=State.WITHDRAWN,
          who=rules.edits_it,
          title=_("%(group)s withdrew “%(thing)s”."), audience=concerned, names=group)
)  # fmt: skip

RESPONSE = (
    Lifecycle("exchange_response")
    .step("accept", sources=[Stage.PROPOSED], target=Stage.ACCEPTED, who=rules.grants_it,
          guard=rules.fits, why_not=NOT_FREE,
          title=_("%(other)s accepted the response of %(group)s to “%(thing)s”."), audience=both, names=parties)
    .step("grant", sources=[Stage.PROPOSED], target=Stage.ACCEPTED, who=rules.is_nobody,
          guard=rules.fits, why_not=NOT_FREE,
          title=_("%(group)s takes part in “%(thing)s”; as much was left."), audience=both, names=parties)
    .step("decline", sources=[Stage.PROPOSED], target=Stage.DECLINED, who=rules.answers_it, needs_reason=True,
          title=_("%(other)s did not accept the response of %(group)s to “%(thing)s”."), audience=both, names=parties)
    .step("lapse", sources=[*WAITING], target=Stage.DECLINED, who=rules.is_nobody, needs_reason=True,
          title=_("The response of %(group)s to “%(thing)s” is no longer needed."), audience=both, names=parties)
    .step("release", sources=[Stage.ACCEPTED], target=Stage.DECLINED, who=rules.answers_it, needs_reason=True,
          title=_("%(other)s gave up what it agreed with %(group)s about “%(thing)s”."), audience=both, names=parties)
    .step("withdraw", sources=[*WAITING], target=Stage.WITHDRAWN, who=rules.made_it,
          title=_("%(group)s withdrew its response to “%(thing)s”."), audience=both, names=parties)
    .step("step_back", sources=[Stage.ACCEPTED], target=Stage.WITHDRAWN, who=rules.made_it, needs_reason=True,
          title=_("%(group)s stepped back from what it agreed about “%(thing)s”."), audience=both, names=parties)
    .step("deliver", sources=[Stage.ACCEPTED], target=Stage.DELIVERED, who=rules.gives,
          title=_("What was agreed between %(group)s and %(other)s about “%(thing)s” is said to be delivered."),
          audience=both, names=parties)
    .step("confirm", sources=[Stage.DELIVERED], target=Stage.CONFIRMED, who=rules.receives,
          title=_("What was agreed between %(group)s and %(other)s about “%(thing)s” has arrived."),
          audience=both, names=parties)
    .step("dispute", sources=[Stage.DELIVERED], target=Stage.DISPUTED, who=rules.receives, needs_reason=True,
          title=_("%(group)s and %(other)s disagree on what was delivered for “%(thing)s”."),
          audience=both, names=parties)
    .step("uphold", sources=[Stage.DISPUTED], target=Stage.CONFIRMED, who=rules.may_mediate, needs_reason=True,
          title=_("The committee found that “%(thing)s” was delivered."), audience=both, names=parties)
    .step("deliver_again", sources=[Stage.DISPUTED], target=Stage.ACCEPTED, who=rules.may_mediate, needs_reason=True,
          title=_("The committee found that “%(thing)s” is still to be delivered."), audience=both, names=parties)
    .step("dissolve", sources=[Stage.DISPUTED], target=Stage.WITHDRAWN, who=rules.may_mediate, needs_reason=True,
          title=_("The committee ended what was agreed about “%(thing)s”."), audience=both, names=parties)
)  # fmt: skip
