"""A volunteer raises a hand at a public request for volunteers; its group's leaders answer in their inbox."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Limit
from coordination.exchange import rules_of_givers
from coordination.exchange.models import Hand
from deeds.lifecycle import Refused, claim, reload
from directory.actions.visitors import helping

NOT_HERE = _("Hands are raised at open public requests for volunteers of a group that is not your own.")
ONCE = _("You raised your hand here already. Withdraw that offer first, or wait for the answer.")
TOO_MANY = _("That is many hands for one day. Go on tomorrow.")
A_DAY, IN_A_DAY = 24 * 3600, 10


@transaction.atomic
def raise_hand(post, *, said, once, by, lang="ar", limits=None):
    """(the hand, the token of its link): an offer to volunteer with the request's title above the person's words."""
    claim(post)
    post = reload(post)
    if not rules_of_givers.may_raise_hand(by, post):
        raise Refused(NOT_HERE, "closed")
    if post.hands.standing().filter(helper__person=by).exists():
        raise Refused(ONCE, "already")
    if Limit.hit(f"exchange-hand:{by.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")
    said = {**said, "what": f"{post.title}\n{said['what']}"}
    helper, token = helping.send(
        post.group, said=said, once=once, person=by, lang=lang, limits=limits, asked_for=True
    )
    hand, _made = Hand.objects.get_or_create(helper=helper, defaults={"post": post})
    return hand, token
