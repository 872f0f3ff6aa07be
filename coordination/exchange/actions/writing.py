"""The thread of a response: messages with files, limits against spam, and reports to the secretary."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Limit
from coordination.exchange import rules
from coordination.exchange.actions.stepping import remember
from coordination.exchange.models import Message
from deeds.lifecycle import Refused, claim, reload
from directory import media

WROTE = _("Somebody wrote about “%(thing)s”.")
REPORTED = _("A message about “%(thing)s” was reported.")
HIDDEN = _("A reported message about “%(thing)s” was hidden.")
LEFT = _("A reported message about “%(thing)s” was left as it is.")
NOT_YOURS = _("Editors and leaders of the two groups write here.")
OVER = _("This response is over, so nothing more is written here.")
SLOWER = _("Many messages were written here within an hour. Go on later.")
TOO_MANY = _("That is many messages for one day. Go on tomorrow.")
ONLY_SECRETARY = _("The committee’s secretary looks at reported messages.")
NOT_REPORTED = _("Nobody reported it, or it was looked at already.")
OWN = _("This message is your own group’s.")
AN_HOUR, A_DAY = 3600, 24 * 3600
IN_AN_HOUR, IN_A_DAY = 20, 100


@transaction.atomic
def write(response, *, text, by, scan=None):
    """In the voice of the person's group; two who write at once do not meet."""
    row = reload(response)
    voice = rules.voice_of(by, row)
    if voice is None:
        raise Refused(NOT_YOURS, "role")
    if not rules.is_talked_about(row):
        raise Refused(OVER, "state")
    group = None if voice == row.from_outside else voice
    limit(row, group, by)
    with media.kept_scan(scan, media.EVIDENCE) as name:
        message = Message.objects.create(response=row, group=group, by=by, text=text.strip(), file=name)
        remember("write", row, WROTE, by=by, names={"thing": row.post}, data={"message": str(message.uuid)})
    return message


def limit(row, group, by):
    if Limit.hit(f"exchange-thread:{row.pk}:{group and group.pk}", AN_HOUR) > IN_AN_HOUR:
        raise Refused(SLOWER, "too_many")
    if Limit.hit(f"exchange-write:{by.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")


@transaction.atomic
def report(message, *, by):
    """To the secretary; one report is enough."""
    response = message.response
    claim(response)
    message = reload(message)
    voice = rules.voice_of(by, response)
    if voice is None:
        raise Refused(NOT_YOURS, "role")
    if voice == message.voice:
        raise Refused(OWN, "own")
    if message.reported_at is None:
        Message.objects.filter(pk=message.pk).update(reported_at=timezone.now(), reported_by=by)
        names, audience = {"thing": response.post}, ["committee"]
        remember("report", response, REPORTED, by=by, names=names, audience=audience)
    return reload(message)


@transaction.atomic
def settle(message, *, hide, by):
    """The secretary hides it, or leaves it as it is."""
    response = message.response
    claim(response)
    message = reload(message)
    if not rules.keeps_order(by, response):
        raise Refused(ONLY_SECRETARY, "role")
    if message.reported_at is None or message.settled_at:
        raise Refused(NOT_REPORTED, "state")
    now = timezone.now()
    Message.objects.filter(pk=message.pk).update(settled_at=now, hidden_at=now if hide else None)
    remember("settle_report", response, HIDDEN if hide else LEFT, by=by, names={"thing": response.post})
    return reload(message)
