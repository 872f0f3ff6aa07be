"""How a partner institution comes to read through the API, and how that ends."""

from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.models import Partner
from deeds.lifecycle import Lifecycle

State = Partner.State


def keeper_and_committee(partner):
    return ["committee", "operator", *([f"person:{partner.keeper_id}"] if partner.keeper_id else [])]


PARTNER = (
    Lifecycle("partner")
    .step("grant", sources=[State.ASKED], target=State.GRANTED, who=rules.grants,
          title=_("The committee lets %(thing)s read through the API."), audience=keeper_and_committee)
    .step("renew", sources=[State.GRANTED], target=State.GRANTED, who=rules.grants,
          title=_("The committee decided anew what %(thing)s may do through the API."), audience=keeper_and_committee)
    .step("refuse", sources=[State.ASKED], target=State.REFUSED, who=rules.grants, needs_reason=True,
          title=_("The committee did not grant %(thing)s a key."), audience=keeper_and_committee)
    .step("withdraw", sources=[State.ASKED], target=State.WITHDRAWN, who=rules.keeps,
          title=_("%(by)s no longer asks for a key for %(thing)s."), audience=keeper_and_committee)
    .step("end", sources=[State.GRANTED], target=State.ENDED, who=rules.grants, needs_reason=True,
          title=_("The committee ended the access of %(thing)s to the API."), audience=keeper_and_committee)
)  # fmt: skip
