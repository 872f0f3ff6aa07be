"""What a partner does with its webhooks, and how one is switched off by itself. Every deed leaves an entry."""

import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.letters import isolated, send
from accounts.lifecycle import keeper_and_committee
from accounts.models import Limit
from deeds import journal
from deeds.lifecycle import Refused, called, claim, reload, version_of
from workers import cipher
from workers.lifecycle import NO_ACCESS, WEBHOOK, its_keeper
from workers.models import TEST, Cursor, Delivery, Webhook
from workers.models.webhook import OLD_SECRET_LASTS
from workers.outbox import signing

MOST = 10
BY_HAND = 60  # tests and repeats of one webhook within an hour
READER = "webhooks"
NOT_YOURS = _("Only whoever asked for this institution looks after its webhooks.")
MANY = _("Ten webhooks are enough for one institution. Remove one first.")
TWO_LIVE = _("Two secrets are live already. End the old one first.")
OFTEN = _("That was often within one hour. Wait a little.")
TESTING = _("A test is on its way already.")
NOT_OVER = _("This message is still on its way.")
OFF = _("This webhook is switched off. Switch it on first.")
State = Delivery.State


@transaction.atomic
def register(partner, *, url, host, kinds, by, seen):
    """(the webhook, its secret): the secret is shown once. Nothing older than this moment is told."""
    claim(partner, seen=version_of(seen))
    partner = reload(partner)
    if not rules.keeps(by, partner):
        raise Refused(NOT_YOURS, "role")
    if not partner.reads_now:
        raise Refused(NO_ACCESS, "state")
    if partner.webhooks.exclude(state=Webhook.State.REMOVED).count() >= MOST:
        raise Refused(MANY, "too_many")
    secret = signing.new_secret()
    webhook = Webhook.objects.create(
        partner=partner, url=url, host=host, kinds=kinds, sealed_secret=sealed(secret)
    )
    remember(webhook, "webhook.register", _("%(by)s registered a webhook of %(partner)s at %(thing)s."), by)
    return webhook, secret


def sealed(secret):
    return cipher.encrypt(secret.encode())


@transaction.atomic
def choose(webhook, *, kinds, by, seen):
    """Other kinds of news from now on."""
    webhook = owned(webhook, by, seen)
    keep(webhook, kinds=kinds)
    title = _("%(by)s chose what the webhook of %(partner)s at %(thing)s is told of.")
    remember(webhook, "webhook.choose", title, by, kinds=kinds)


@transaction.atomic
def rotate(webhook, *, by, seen):
    """The new secret, shown once; the old one signs too for a week, or until it is ended."""
    webhook = owned(webhook, by, seen)
    if webhook.has_old_secret:
        raise Refused(TWO_LIVE, "secrets")
    secret = signing.new_secret()
    keep(
        webhook,
        sealed_old=webhook.sealed_secret,
        old_until=timezone.now() + OLD_SECRET_LASTS,
        sealed_secret=sealed(secret),
    )
    title = _("%(by)s made a new secret for the webhook of %(partner)s at %(thing)s.")
    remember(webhook, "webhook.rotate", title, by)
    return secret


@transaction.atomic
def end_old(webhook, *, by, seen):
    """From now on only the new secret signs."""
    webhook = owned(webhook, by, seen)
    keep(webhook, sealed_old=b"", old_until=None)
    title = _("%(by)s ended the old secret of the webhook of %(partner)s at %(thing)s.")
    remember(webhook, "webhook.end_old", title, by)


@transaction.atomic
def switch_off(webhook, *, by, seen):
    settle(WEBHOOK.take(webhook, "switch_off", by=by, seen=seen))


@transaction.atomic
def switch_on(webhook, *, by, seen):
    """Its first message says from where on to read what it missed."""
    webhook = WEBHOOK.take(webhook, "switch_on", by=by, seen=seen)
    keep(webhook, failures=0, failing_since=None, free_at=timezone.now())
    journal.ring_on_commit()


@transaction.atomic
def remove(webhook, *, by, seen):
    """Its secrets go at once, its log after thirty days."""
    webhook = WEBHOOK.take(webhook, "remove", by=by, seen=seen)
    settle(webhook)
    keep(webhook, sealed_secret=b"", sealed_old=b"", old_until=None)


def stop(webhook, step):
    """`go` or `fail`, by the system; the keeper gets a mail. Nothing where somebody was quicker."""
    try:
        with transaction.atomic():
            webhook = WEBHOOK.take(webhook, step, by=None, seen=webhook.version)
            settle(webhook)
            tell(webhook)
    except Refused:
        return


def settle(webhook):
    """What waits is not sent any more; from where on it was not told is kept."""
    live = webhook.deliveries.live().exclude(type=TEST)
    places = [delivery.place_before for delivery in live.order_by("seq")[:1]]
    read_to = Cursor.objects.filter(reader=READER).values_list("seq", flat=True).first() or 0
    Webhook.objects.filter(pk=webhook.pk).missed(min([*places, read_to]))
    webhook.deliveries.live().update(state=State.CANCELLED, finished_at=timezone.now())


def tell(webhook):
    person = webhook.partner.keeper
    if person and person.email:
        words = {
            "partner": isolated(webhook.partner.name),
            "host": isolated(webhook.host),
            "gone": webhook.state == Webhook.State.GONE,
            "uuid": webhook.uuid,
        }
        key = f"webhook:{webhook.uuid}:{webhook.version}"
        send("mail/partners/webhook_off.txt", person.email, person.language, words, dedup_key=key)


# --- single messages


@transaction.atomic
def test(webhook, *, by, seen):
    """Sends a signed message of the kind `test`, also while the webhook is off; it is tried once."""
    webhook = owned(webhook, by, seen)
    if webhook.deliveries.live().filter(type=TEST).exists():
        raise Refused(TESTING, "testing")
    count(webhook)
    Delivery.objects.create(
        webhook=webhook,
        entry=uuid.uuid4(),
        type=TEST,
        seq=0,
        thing=webhook.uuid,
        url=settings.SITE_URL + reverse("api_changes"),
        at=timezone.now(),
    )
    journal.ring_on_commit()


@transaction.atomic
def send_again(webhook, delivery, *, by, seen):
    """A message that was sent or given up goes out once more, under the same number."""
    webhook = owned(webhook, by, seen)
    if webhook.state != Webhook.State.ON:
        raise Refused(OFF, "state")
    count(webhook)
    now = timezone.now()
    over = Delivery.objects.filter(pk=delivery.pk).exclude(state__in=Delivery.LIVE)
    if not over.update(state=State.PENDING, next_at=now, since=now, finished_at=None):
        raise Refused(NOT_OVER, "live")
    keep(webhook, free_at=now)
    journal.ring_on_commit()


def count(webhook):
    """Nobody's server is asked again and again by hand."""
    if Limit.objects.hit(f"webhook:{webhook.pk}", 3600) > BY_HAND:
        raise Refused(OFTEN, "limit")


# --- what they share


def owned(webhook, by, seen):
    claim(webhook, seen=version_of(seen))
    webhook = reload(webhook)
    if webhook.state == Webhook.State.REMOVED or not its_keeper(by, webhook):
        raise Refused(NOT_YOURS, "role")
    return webhook


def keep(webhook, **columns):
    Webhook.objects.filter(pk=webhook.pk).update(updated_at=timezone.now(), **columns)
    for name, value in columns.items():
        setattr(webhook, name, value)


def remember(webhook, deed, title, by, **data):
    names = {"by": called(by), "thing": webhook, "partner": webhook.partner}
    journal.record(
        deed,
        webhook,
        by=by,
        audience=keeper_and_committee(webhook.partner),
        title=title,
        names=names,
        data=data,
    )
