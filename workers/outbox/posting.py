"""Posting to partners: a message is claimed, sent, and marked at once; what failed is tried again for three days.

One thread speaks with the database, others with the partners' servers, a few at a time to one server: whoever is slow
costs the others nothing. A server that fails is left alone for a while, all its messages together.
"""

import logging
import random
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils import timezone

from workers import cipher, webhooks
from workers.loop import stopping
from workers.models import TEST, Delivery, Webhook
from workers.outbox import client, signing

State, Trouble = Delivery.State, Delivery.Trouble
LEASE = timedelta(minutes=1)
AT_A_TIME = 60.0  # seconds after which `post_due` takes up nothing new
AT_ONCE = 16  # requests under way in one process
PER_SERVER = 2  # requests under way to one server, from all processes
RETRY_MINUTES = [1, 5, 15, 60, 180, 360, 720]
PATIENCE = timedelta(days=3)
KEPT = timedelta(days=30)
GONE = 410
log = logging.getLogger("multaqa.outbox")


# --- draining


def post_due(seconds=AT_A_TIME):
    """Sends until nothing is due, the work is to stop or the time is over; how many were taken up."""
    until, taken, running = time.monotonic() + seconds, 0, {}
    if not Delivery.objects.due().exists():
        return 0
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while True:
            if not stopping.is_set() and time.monotonic() < until:
                for delivery in claimed_though_cut(AT_ONCE - len(running)):
                    running[threads.submit(attempt, request_of(delivery))] = delivery
                    taken += 1
            if not running:
                return taken
            for future in wait(running, timeout=1, return_when=FIRST_COMPLETED).done:
                settle(running.pop(future), *future.result())


def claimed_though_cut(most):
    """`claimed`; when the connection to the database was cut, what is under way still gets its mark over a new one."""
    try:
        yield from claimed(most)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()


def claimed(most):
    """Up to so many messages, now this process's for a minute, one a webhook; the least busy servers come first."""
    due = Delivery.objects.due()
    waiting = due.values_list("webhook", "webhook__host", "webhook__failures").annotate(first=Min("next_at"))
    busy = under_way()
    turns = sorted(waiting, key=lambda row: (busy[row[1]], row[3]))
    for webhook, host, failures, _first in turns:
        if most <= 0:
            return
        if busy[host] >= (1 if failures else PER_SERVER):
            continue
        delivery = due.filter(webhook=webhook).select_related("webhook").order_by("next_at", "seq").first()
        if delivery and claim(delivery):
            busy[host] += 1
            most -= 1
            yield delivery


def under_way():
    """{server: requests that some process has under way}."""
    sending = Delivery.objects.filter(state=State.SENDING, next_at__gt=timezone.now())
    return Counter(sending.values_list("webhook__host", flat=True))


def claim(delivery):
    """Compare and set: of two that saw the same attempt one wins."""
    now = timezone.now()
    seen = Delivery.objects.live().filter(pk=delivery.pk, attempt=delivery.attempt, next_at__lte=now)
    won = seen.update(state=State.SENDING, attempt=F("attempt") + 1, next_at=now + LEASE, tried_at=now)
    delivery.attempt += won
    return bool(won)


# --- one attempt


def request_of(delivery):
    """What goes out: (address, body, headers); None when the secret cannot be read under the site's keys."""
    body, moment = delivery.body, int(timezone.now().timestamp())
    try:
        signed = signing.headers(delivery.number, moment, body, delivery.webhook.secrets)
    except cipher.Unreadable:
        return None
    return delivery.webhook.url, body, {"Content-Type": "application/json", "User-Agent": "Multaqa", **signed}


def attempt(request):
    """(answer or None, what went wrong); in a thread of its own, without the database."""
    if request is None:
        return None, Trouble.SECRET
    try:
        answer = client.OUT.post(*request)
    except client.Failed as failure:
        return None, failure.code
    except Exception:
        log.exception("A webhook could not be posted to")
        return None, Trouble.BROKEN
    return answer, "" if 200 <= answer.status < 300 else Trouble.ANSWER


def settle(delivery, answer, trouble):
    """Marks it; again and again while the database is away and the claim is ours: a lost mark is a second message."""
    until, pause = time.monotonic() + LEASE.total_seconds(), 0.1
    while True:
        try:
            return note(delivery, answer, trouble)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            connection.close()
            time.sleep(pause)
            pause = min(pause * 2, 5)


@transaction.atomic
def note(delivery, answer, trouble):
    told = {"status": None, "said": "", "seconds": None, "trouble": trouble}
    if answer:
        told |= {"status": answer.status, "said": answer.said, "seconds": answer.seconds}
    if not trouble:
        mark(delivery, State.SENT, **told)
        recovered(delivery.webhook_id)
    elif delivery.type == TEST:
        mark(delivery, State.DEAD, **told)
    elif told["status"] == GONE or timezone.now() - delivery.since > PATIENCE:
        mark(delivery, State.DEAD, **told)
        missed(delivery)
        failed(delivery.webhook_id, gone=told["status"] == GONE)
    else:
        mark(delivery, State.RETRY, next_at=timezone.now() + rest(delivery.attempt), **told)
        failed(delivery.webhook_id)


def mark(delivery, state, **changes):
    """What was sent is sent; anything else counts only while nobody cancelled it meanwhile."""
    ours = Delivery.objects.filter(pk=delivery.pk, attempt=delivery.attempt)
    if state == State.RETRY:
        ours.filter(state=State.SENDING).update(state=state, **changes)
    else:
        ours.update(state=state, finished_at=timezone.now(), **changes)


def rest(attempt):
    """The time to wait after this attempt: 1, 5, 15 minutes, 1, 3, 6, then every 12 hours, each ± 20 %."""
    minutes = RETRY_MINUTES[min(attempt, len(RETRY_MINUTES)) - 1]
    return timedelta(minutes=minutes * random.uniform(0.8, 1.2))


def missed(delivery):
    Webhook.objects.filter(pk=delivery.webhook_id).missed(delivery.place_before)


# --- the webhook


def recovered(pk):
    failing = Webhook.objects.filter(pk=pk, failures__gt=0)
    failing.update(failures=0, failing_since=None, free_at=timezone.now())


def failed(pk, *, gone=False):
    """One more failure: all its messages wait. After three days of nothing else, or when it is gone, it is off."""
    now = timezone.now()
    Webhook.objects.filter(pk=pk).update(
        failures=F("failures") + 1, failing_since=Coalesce("failing_since", now)
    )
    webhook = Webhook.objects.get(pk=pk)
    Webhook.objects.filter(pk=pk).update(free_at=now + rest(webhook.failures))
    if gone:
        webhooks.stop(webhook, "go")
    elif webhook.failing_since and now - webhook.failing_since > PATIENCE:
        webhooks.stop(webhook, "fail")


def forget_old():
    """Finished messages are kept for thirty days, and webhooks that were removed as long as they have any."""
    old = timezone.now() - KEPT
    gone, _by_model = Delivery.objects.exclude(state__in=Delivery.LIVE).filter(finished_at__lt=old).delete()
    removed = Webhook.objects.filter(state=Webhook.State.REMOVED, updated_at__lt=old)
    removed.filter(deliveries=None).delete()
    return gone
