"""How a gift from outside comes to the groups: the secretary passes it on, and from there it moves as theirs do."""

from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules, rules_of_givers
from coordination.exchange.lifecycle import NOT_WHOLE, both, concerned
from coordination.exchange.models import Stage, State
from deeds.lifecycle import Lifecycle

NOT_ASKED_FOR = _("As much is not asked for any more, or it is no longer open.")


def giver(thing):
    return {"giver": thing.outside}


def about(response):
    return {"giver": response.outside, "thing": response.post}


GIFT = (
    Lifecycle("exchange_gift")
    .step("ask", sources=[State.DRAFT], target=State.ASKED, who=rules_of_givers.gives_it,
          guard=rules.is_whole, why_not=NOT_WHOLE,
          title=_("%(giver)s, which is no group, offers “%(thing)s”; the secretary looks at it."),
          audience=concerned, names=giver)
    .step("pass_on", sources=[State.ASKED], target=State.OPEN, who=rules_of_givers.may_pass,
          guard=rules.is_whole, why_not=NOT_WHOLE,
          title=_("The secretary passed on “%(thing)s” from %(giver)s."), audience=concerned, names=giver)
    .step("turn_down", sources=[State.ASKED], target=State.DECLINED, who=rules_of_givers.may_pass,
          needs_reason=True,
          title=_("The secretary did not pass on “%(thing)s” from %(giver)s."), audience=concerned, names=giver)
    .step("take_back", sources=[State.ASKED, State.DECLINED], target=State.DRAFT, who=rules_of_givers.gives_it,
          title=_("%(giver)s took “%(thing)s” back to change it."), audience=concerned, names=giver)
    .step("take_down", sources=[State.OPEN], target=State.DECLINED, who=rules_of_givers.may_pass,
          needs_reason=True,
          title=_("The secretary took “%(thing)s” from %(giver)s out of the list."), audience=concerned, names=giver)
)  # fmt: skip

ANSWER = (
    Lifecycle("exchange_answer")
    .step("pass_on", sources=[Stage.ASKED], target=Stage.PROPOSED, who=rules_of_givers.may_pass,
          guard=rules_of_givers.still_asked_for, why_not=NOT_ASKED_FOR,
          title=_("The secretary passed on what %(giver)s answers to “%(thing)s”."), audience=both, names=about)
    .step("turn_down", sources=[Stage.ASKED], target=Stage.DECLINED, who=rules_of_givers.may_pass,
          needs_reason=True,
          title=_("The secretary did not pass on what %(giver)s answers to “%(thing)s”."), audience=both, names=about)
)  # fmt: skip
