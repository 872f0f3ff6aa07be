"""How a claim moves: each step claims the group, so that of two claims one wins."""

from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import Lifecycle, called
from directory import rules
from directory.models import Claim

State = Claim.State
MANAGED = _("Somebody manages this page already.")


def claimant_and_committee(claim):
    return [f"person:{claim.person_id}", f"group:{claim.group_id}:leader", "committee"]


def names(claim):
    return {"claimant": called(claim.person), "group": claim.group}


CLAIM = (
    Lifecycle("claim", root=lambda claim: claim.group)
    .step("confirm", sources=[State.OPEN], target=State.APPROVED, who=rules.is_nobody,
          guard=rules.may_be_confirmed, why_not=_("The page is managed already, or this link was used or has expired."),
          title=_("The published address of %(group)s agreed that %(claimant)s manages its page."),
          audience=claimant_and_committee, names=names)
    .step("approve", sources=[State.OPEN], target=State.APPROVED, who=rules.decides_claim,
          guard=rules.is_unclaimed, why_not=MANAGED,
          title=_("%(by)s agreed that %(claimant)s manages the page of %(group)s."),
          audience=claimant_and_committee, names=names)
    .step("contest", sources=[State.APPROVED], target=State.APPROVED, who=rules.is_nobody,
          guard=rules.may_be_contested, why_not=_("This link was used or has expired."),
          title=_("The published address of %(group)s objects: %(claimant)s should not manage its page."),
          audience=claimant_and_committee, names=names)
    .step("uphold", sources=[State.APPROVED], target=State.APPROVED, who=rules.decides_claim,
          guard=rules.is_contested, why_not=_("This was settled already."), needs_reason=True,
          title=_("%(claimant)s goes on managing the page of %(group)s, after an objection."),
          audience=claimant_and_committee, names=names)
    .step("overturn", sources=[State.APPROVED], target=State.REFUSED, who=rules.decides_claim,
          guard=rules.is_contested, why_not=_("This was settled already."), needs_reason=True,
          title=_("%(claimant)s no longer manages the page of %(group)s, after an objection."),
          audience=claimant_and_committee, names=names)
    .step("refuse", sources=[State.OPEN], target=State.REFUSED, who=rules.decides_claim, needs_reason=True,
          title=_("The claim of %(claimant)s to the page of %(group)s was refused."),
          audience=claimant_and_committee, names=names)
    .step("lose", sources=[State.OPEN], target=State.REFUSED, who=rules.is_nobody, needs_reason=True,
          title=_("The claim of %(claimant)s to the page of %(group)s ended, because another was approved."),
          audience=claimant_and_committee, names=names)
    .step("withdraw", sources=[State.OPEN], target=State.WITHDRAWN, who=rules.claims_it,
          title=_("%(claimant)s withdrew the claim to the page of %(group)s."),
          audience=claimant_and_committee, names=names)
)  # fmt: skip
