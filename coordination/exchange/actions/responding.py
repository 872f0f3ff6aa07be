"""A group answers a request or an offer, and both groups go on from there until what was agreed has arrived."""

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Limit
from coordination.exchange import rules
from coordination.exchange.actions.stepping import answer, claim_both, claim_groups, keep, recount, remember
from coordination.exchange.lifecycle import RESPONSE
from coordination.exchange.models import Response, Stage
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.actions import within

RESPONDED = _("%(group)s responded to “%(post)s”.")
NOT_LISTED = _("Editors and leaders of a listed group answer for it.")
OWN = _("This is your own group’s. Others answer it.")
CLOSED = _("It takes no responses any more.")
NOT_WHOLE_NUMBER = _("Write a whole number from 1 on.")
OPEN_ALREADY = _("Your group has answered this already. Go on with that response, or withdraw it first.")
TOO_MANY = _("That is many responses for one day. Go on tomorrow.")
NOT_AS_MUCH = _("Write a number from 1 to what was agreed.")
A_DAY, IN_A_DAY = 24 * 3600, 40


@transaction.atomic
def respond(post, group, *, quantity, words="", by):
    """Proposes so much of it; where responses are accepted at once, takes it while as much is left.

    No version is asked for: others answer meanwhile, and what an opened post says does not change. Who comes second to
    the last place reads what is left.
    """
    claim_groups(group.pk, post.group_id)
    claim(post)
    post, group = reload(post), reload(group)
    check(post, group, quantity, by)
    if Limit.hit(f"exchange-respond:{by.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")
    try:
        with transaction.atomic():
            row = Response.objects.create(
                post=post, group=group, quantity=quantity, words=words.strip(), by=by
            )
    except IntegrityError:
        raise Refused(OPEN_ALREADY, "open") from None
    remember(
        "respond", row, RESPONDED, by=by, names={"group": group, "post": post}, data={"quantity": quantity}
    )
    if post.first_come:
        row = within.take(RESPONSE, row, "grant", by=None)
        recount(post)
    return row


def check(post, group, quantity, by):
    if not rules.acts_for(by, group.pk):
        raise Refused(NOT_LISTED, "role")
    if group.pk == post.group_id:
        raise Refused(OWN, "own")
    if not rules.takes_responses(post):
        raise Refused(CLOSED, "closed")
    check_amount(post, quantity)


def check_amount(post, quantity):
    if isinstance(quantity, bool) or not isinstance(quantity, int) or quantity < 1:
        raise Refused(NOT_WHOLE_NUMBER, "quantity")
    if quantity > post.left:
        sentence = ngettext(
            "Only %(n)d is left. Write a smaller number.",
            "Only %(n)d are left. Write a smaller number.",
            post.left,
        )
        raise Refused(sentence % {"n": post.left}, "too_much")


def accept(response, *, by, seen):
    return answer(response, "accept", by=by, seen=seen)


def deliver(response, *, by, seen):
    return answer(response, "deliver", by=by, seen=seen)


def withdraw(response, *, by, seen):
    return answer(response, "withdraw", by=by, seen=seen)


@transaction.atomic
def confirm(response, *, received, by, seen):
    """How much arrived; what did not is free again."""
    if not 1 <= received <= response.quantity:
        raise Refused(NOT_AS_MUCH, "quantity")
    return answer(response, "confirm", by=by, seen=seen, before={"received": received})


@transaction.atomic
def refuse(response, step, *, code, reason, by, seen):
    """One of the steps that end or question what was proposed or agreed: decline, release, step_back, dispute."""
    return answer(response, step, by=by, seen=seen, reason_code=code, reason=reason)


# --- thanks


THANKED = _("%(receiver)s thanked %(giver)s for “%(post)s”.")
ONLY_RECEIVER = _("Editors and leaders of the group that received it say thank you.")
NOT_CONFIRMED = _("Confirm first that it arrived.")
ONCE = _("You thanked already.")


@transaction.atomic
def thank(response, *, words, by, seen):
    """Words of the receiver, from which on a group that gave may show it as an achievement."""
    claim_both(response, seen=version_of(seen))
    row = reload(response)
    if not rules.receives(by, row):
        raise Refused(ONLY_RECEIVER, "role")
    if row.state != Stage.CONFIRMED:
        raise Refused(NOT_CONFIRMED, "state")
    if row.thanked_at:
        raise Refused(ONCE, "already")
    names = {"receiver": row.receiver, "giver": row.giver, "post": row.post}
    remember("thank", row, THANKED, by=by, names=names)
    offered = None if row.from_outside else now()
    return keep(row, thanks=words.strip(), thanked_at=now(), offered_at=offered)
