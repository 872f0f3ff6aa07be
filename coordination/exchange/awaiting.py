"""What of the exchange waits for a person: responses to answer, to deliver, to confirm, thanks, and reports."""

from datetime import datetime, time

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination.exchange.models import Message, Response, Side, Stage
from deeds.hooks import Waiting, audiences_of
from directory.models import Standing
from directory.models.group import group_ids

MOST = 20


def gives(groups):
    """Responses in which one of these groups is the giver."""
    return Q(post__side=Side.REQUEST, group__in=groups) | Q(post__side=Side.OFFER, post__group__in=groups)


def receives(groups):
    return Q(post__side=Side.REQUEST, post__group__in=groups) | Q(post__side=Side.OFFER, group__in=groups)


def of_groups(person):
    """Lines for editors and leaders; the oldest first."""
    edited = group_ids(audiences_of(person), "editor")
    if not edited:
        return
    listed = Q(post__group__standing=Standing.LISTED) | Q(post__outside__isnull=False)
    listed &= Q(group__standing=Standing.LISTED) | Q(outside__isnull=False)
    wanted = Q(listed, state=Stage.PROPOSED, post__group__in=edited, post__until__gte=timezone.localdate())
    wanted |= Q(gives(edited), listed, state=Stage.ACCEPTED)
    wanted |= Q(receives(edited), state=Stage.DELIVERED)
    wanted |= Q(gives(edited), offered_at__isnull=False, answered_at=None)
    for row in Response.objects.filter(wanted).with_all().order_by("state_since", "pk")[:MOST]:
        yield line(row, own=next(pk for pk in (row.post.group_id, row.group_id) if pk in edited))


def line(row, own):
    """What the group does next about this response."""
    names = {"title": f"\u2068{row.post.title}\u2069"}
    sentence, verb = words(row)
    group = row.post.group if row.post.group_id == own else row.group
    due = end_of(row.post.until) if row.state == Stage.PROPOSED else None
    capacity = _("for %(group)s") % {"group": f"\u2068{group.name}\u2069"}
    return Waiting(sentence % names, row.get_absolute_url(), due, capacity, verb=verb, since=row.state_since)


def words(row):
    if row.state == Stage.PROPOSED:
        return _("A group responded to %(title)s: accept it or decline kindly"), _("Read the response")
    if row.state == Stage.ACCEPTED:
        return _("Deliver what was agreed about %(title)s, then say so"), _("Go to the response")
    if row.state == Stage.DELIVERED:
        return _("Confirm that %(title)s arrived"), _("Confirm or dispute it")
    return _("You were thanked for %(title)s: show it on your page"), _("Look at the achievement")


def reports(person):
    """Messages that were reported, for the secretary."""
    if "committee:secretary" not in audiences_of(person):
        return
    rows = Message.objects.reported().select_related("response__post").order_by(F("reported_at"), "pk")
    for row in rows[:MOST]:
        sentence = _("A message about %(title)s was reported") % {
            "title": f"\u2068{row.response.post.title}\u2069"
        }
        url = f"{row.response.get_absolute_url()}#message-{row.uuid}"
        capacity = _("as a member of the committee")
        yield Waiting(sentence, url, None, capacity, verb=_("Look at the message"), since=row.reported_at)


def end_of(day):
    return timezone.make_aware(datetime.combine(day, time.max))
