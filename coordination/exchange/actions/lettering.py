"""A handover letter for whoever gave: issued once something was confirmed, anew when more was."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Limit
from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions.stepping import remember
from coordination.exchange.models import Giver, Letter
from coordination.exchange.models.letter import lines_of
from deeds.lifecycle import Refused, claim, reload

ISSUED = _("A handover letter was issued for %(giver)s about “%(thing)s”.")
ONLY_GIVER = _("The letter is for whoever gave it.")
NOTHING = _("Nothing was confirmed yet. The letter tells of what arrived.")
TOO_MANY = _("That is many letters for one day. Go on tomorrow.")
A_DAY, IN_A_DAY = 24 * 3600, 30


@transaction.atomic
def issue(post, response=None, *, by):
    """The letter about all that arrived of an offer, or of one answer to a request; the same as long as it holds."""
    claim(post)
    post, response = reload(post), response and reload(response)
    if not rules_of_givers.may_have_letter(by, post, response):
        raise Refused(ONLY_GIVER, "role")
    last = Letter.objects.filter(post=post, response=response).first()
    if last and not last.is_corrected():
        return last
    lines = lines_of(post, response)
    if not lines:
        raise Refused(NOTHING, "nothing")
    if Limit.hit(f"exchange-letter:{by.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")
    giver = response.giver if response else post.owner
    titles = {"title_ar": post.title_ar, "title_en": post.title_en}
    letter = Letter.objects.create(
        post=post, response=response, lines=lines, unit=post.unit, by=by, **titles, **named(giver)
    )
    whom = giver.audience if isinstance(giver, Giver) else f"group:{giver.pk}:member"
    names, audience = {"giver": giver, "thing": post}, [whom, "committee"]
    remember("letter", response or post, ISSUED, by=by, names=names, audience=audience)
    return letter


def named(giver):
    """An organisation has one name, in the letters that it is written in."""
    if not isinstance(giver, Giver):
        return {"to_ar": giver.name_ar, "to_en": giver.name_en}
    name = str(giver.name)
    return {"to_ar" if rules.is_arabic(name) else "to_en": name}
