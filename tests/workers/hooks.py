"""A partner of the volunteer with a webhook, and what the tests of webhooks do again and again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Partner
from deeds import journal
from tests.workers import hook_sink
from workers import webhooks
from workers.models import Delivery, News, Webhook
from workers.outbox import posting
from workers.readers import webhooks as reader

URL = f"https://{hook_sink.NAME}/hook"


def make_partner(keeper, name="Library"):
    return Partner.objects.create(name=name, contact_email="l@cast.test", keeper=keeper, state="granted")


def make_webhook(partner, *, kinds=News.values, host=hook_sink.NAME):
    """(the webhook, its secret)"""
    partner.refresh_from_db()
    where = {"url": f"https://{host}/hook", "host": host}
    return webhooks.register(partner, **where, kinds=list(kinds), by=partner.keeper, seen=partner.version)


def note(subject, audience=("public",), deed="directory.edit", **more):
    with transaction.atomic():
        return journal.record(deed, subject, by=None, audience=audience, title="A title", **more)


def told(group, times=1, **more):
    """So many changes of a group, sealed and planned."""
    for _time in range(times):
        note(group, **more)
    read()


def read():
    while journal.seal():
        pass
    reader.catch_up()


def deed(step, webhook, **more):
    webhook.refresh_from_db()
    return getattr(webhooks, step)(webhook, by=webhook.partner.keeper, seen=webhook.version, **more)


def later(webhook, **time):
    """As if so much time had passed for a webhook and all that waits for it."""
    gone = timedelta(**time)
    webhook.refresh_from_db()
    for delivery in webhook.deliveries.all():
        moments = {"next_at": delivery.next_at - gone, "since": delivery.since - gone}
        Delivery.objects.filter(pk=delivery.pk).update(**moments)
    since = webhook.failing_since and webhook.failing_since - gone
    Webhook.objects.filter(pk=webhook.pk).update(free_at=webhook.free_at - gone, failing_since=since)


def post_for_days(webhook, days, hours=1):
    """Sends hour by hour."""
    for _hour in range(0, days * 24, hours):
        posting.post_due()
        later(webhook, hours=hours)
        reader.catch_up()


def states(webhook):
    return [(one.type, one.state) for one in webhook.deliveries.order_by("created_at", "seq")]


def age_entries(**time):
    """How old what is planned from now on looks."""
    return timezone.now() - timedelta(**time)
