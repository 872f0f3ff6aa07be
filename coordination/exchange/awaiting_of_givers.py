"""What waits for givers from outside, and gifts that wait for the secretary."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.exchange import awaiting, rules_of_givers
from coordination.exchange.models import Giver, Response, Stage
from deeds.hooks import Waiting, audiences_of

MOST = 20


def of_givers(person):
    """Responses to their offers, and what was agreed and is to be delivered."""
    wanted = Q(post__outside__person=person, state=Stage.PROPOSED, post__until__gte=timezone.localdate())
    wanted |= Q(Q(post__outside__person=person) | Q(outside__person=person), state=Stage.ACCEPTED)
    for row in Response.objects.filter(wanted).with_all().order_by("state_since", "pk")[:MOST]:
        sentence, verb = awaiting.words(row)
        due = awaiting.end_of(row.post.until) if row.state == Stage.PROPOSED else None
        names = {"title": f"\u2068{row.post.title}\u2069"}
        capacity = _("for %(group)s") % {"group": f"\u2068{row.from_outside.name}\u2069"}
        yield Waiting(
            sentence % names, row.get_absolute_url(), due, capacity, verb=verb, since=row.state_since
        )


def of_secretary(person):
    """One line for all gifts that nobody has looked at."""
    if not audiences_of(person).intersection(rules_of_givers.SECRETARIAT):
        return
    rows = Giver.objects.waiting().exclude(person=person).order_by("created_at")
    if found := list(rows.values_list("created_at", flat=True)):
        sentence = ngettext(
            "%(n)d gift from outside waits to be passed on",
            "%(n)d gifts from outside wait to be passed on",
            len(found),
        )
        capacity = _("as a member of the committee")
        yield Waiting(
            sentence % {"n": len(found)},
            reverse("gifts"),
            None,
            capacity,
            verb=_("Look at the gifts"),
            since=found[0],
        )
