"""Sending: a mail is claimed, handed to the mail server, and marked at once; what failed is tried again or given up."""

import logging
import random
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections
from django.db.models import F
from django.utils import timezone

from workers import transports
from workers.loop import stopping
from workers.models import TRIES, Mailroom, OutgoingMessage, alerts
from workers.outbox import batches, bounces, pace, restored

State = OutgoingMessage.State
LEASE = timedelta(minutes=10)
RETRY_MINUTES = [1, 5, 15, 60]
AT_A_TIME = 60.0  # seconds after which `drain` returns, so that a task or a lane has an end
FRESH = 0.5  # seconds for which a look at what is due, and at the switches, holds
AT_A_LOOK = 30
PER_SENDER = 10  # mails that make another connection worth while
log = logging.getLogger("multaqa.outbox")


# --- draining


def drain(seconds=AT_A_TIME):
    """Sends until nothing is due, the work is to stop or no server answers; how many were taken up.

    Over as many connections as MAIL_CONNECTIONS allows; safe to be run by any number of processes at once.
    """
    restored.open_mailroom()
    waiting = allowed().count() if allowed().exists() else 0
    if not waiting:
        return 0
    until = time.monotonic() + seconds
    many = settings.MAIL_CONNECTIONS if settings.EMAIL_TRANSPORT["kind"] == "smtp" else 1
    others = [Sender(until) for _number in range(min(many, 1 + waiting // PER_SENDER) - 1)]
    threads = [threading.Thread(target=other.run_apart) for other in others]
    for thread in threads:
        thread.start()
    own = Sender(until)
    own.run()
    for thread in threads:
        thread.join()
    return sum(sender.taken for sender in [own, *others])


class Sender:
    """One connection's work: takes one mail after the other until there is none, or the time is over."""

    def __init__(self, until):
        self.until, self.taken = until, 0
        self.host = settings.EMAIL_TRANSPORT.get("host", "")
        self.seen, self.looked, self.paced = [], 0.0, False

    def run_apart(self):
        try:
            self.run()
        except Exception:
            log.exception("A sender broke off")
        finally:
            connections.close_all()

    def run(self):
        with transports.opened() as transport:
            if not self.host:
                return self.work(transport)
            with pace.line(self.host) as line:
                if line is not None:
                    self.work(transport)

    def work(self, transport):
        while not stopping.is_set() and time.monotonic() < self.until and (message := self.next_though_cut()):
            self.taken += 1
            if not send(message, transport):
                break

    def next_though_cut(self):
        """`next`, once more over a new connection when the one to the database was cut."""
        try:
            return self.next()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            self.seen = []
            return self.next()

    def next(self):
        """A mail that is now this sender's alone for ten minutes and whose turn with the server has come, or None."""
        while self.look():
            if self.paced and not pace.turn(self.host, self.until, though_full=is_urgent(self.seen[0])):
                return None
            while self.look():
                message = self.seen.pop(0)
                if claim(message):
                    return message
        return None

    def look(self):
        """What is due, at most half a second old; in an order of its own, so that senders seldom want the same."""
        if not self.seen or time.monotonic() - self.looked > FRESH:
            batches.weigh()
            self.paced = bool(self.host) and pace.is_paced(self.host)
            self.seen = list(allowed(self.host).in_order()[:AT_A_LOOK])
            self.looked = time.monotonic()
            if settings.MAIL_CONNECTIONS > 1:
                self.seen.sort(key=lambda message: (message.priority, random.random()))
        return self.seen


def allowed(host=""):
    """What is due and may go out now, by the mailroom's switch and the hour's most."""
    state = Mailroom.objects.the().state
    if state == Mailroom.State.PAUSED:
        return OutgoingMessage.objects.none()
    due = OutgoingMessage.objects.due()
    if host and pace.is_full(pace.of(host), timezone.now()):
        return due.filter(kind=OutgoingMessage.Kind.ACCOUNT)
    if state == Mailroom.State.BULK_PAUSED:
        return due.exclude(kind__in=OutgoingMessage.BULK)
    return due


def is_urgent(message):
    return message.kind == OutgoingMessage.Kind.ACCOUNT


def claim(message):
    """Compare and set: of two senders who saw the same attempt one wins, on both databases."""
    now = timezone.now()
    seen = OutgoingMessage.objects.due(now).filter(pk=message.pk, attempt=message.attempt)
    won = seen.update(state=State.SENDING, attempt=F("attempt") + 1, next_at=now + LEASE)
    message.attempt += won
    return bool(won)


# --- one attempt


def send(message, transport):
    """One attempt at a claimed message; false when no server answers."""
    if message.expires_at and message.expires_at <= timezone.now():
        _finish(message, State.CANCELLED, "Expired before it could be sent.", body=b"")
    elif message.attempt > TRIES:
        _try_later(message, "Every sender that took it died on it.")
    else:
        return _attempt(message, transport)
    return True


def _attempt(message, transport):
    try:
        transport.send(message.sender, message.recipient, message.content)
    except transports.Refused as refusal:
        _bounce(message, refusal)
    except transports.Delayed as refusal:
        _be_patient(message, refusal, transport.host)
    except transports.Unreachable as error:
        _hand_back(message, error, transport.host)
        return False
    except Exception as error:
        log.warning("A message could not be sent: %s", message.message_id, exc_info=True)
        _try_later(message, f"{type(error).__name__}: {error}")
    else:
        _finish(message, State.SENT, body=b"")
    return True


def _bounce(message, refusal):
    """The server will never take it (5xx); what that says of the address is remembered."""
    kind = bounces.kind_of(refusal.code, refusal.said, at_data=refusal.at_data)
    _finish(message, State.BOUNCED, refusal, bounce=kind)
    bounces.count(message.recipient, kind, refusal.said)


def _be_patient(message, refusal, host):
    """The server takes it later (4xx); when it is the server that is busy, all mail to it goes slower."""
    one_mailbox = bounces.about_one_mailbox(refusal.said)
    if host and refusal.code in pace.PATIENCE and not one_mailbox:
        pace.slow_down(host, refusal)
    if message.attempt >= TRIES and one_mailbox:
        bounces.count(message.recipient, OutgoingMessage.Bounce.SOFT, refusal.said)
    _try_later(message, refusal)


def _hand_back(message, error, host):
    """No server to talk to: no fault of this mail, so the try does not count; the server is left alone a while."""
    if host:
        pace.slow_down(host, error, at_least=pace.AWAY)
    later = timezone.now() + pause(1)
    _mark(message, state=State.RETRY, attempt=message.attempt - 1, next_at=later, error=str(error)[:300])


def _try_later(message, error):
    if message.attempt >= TRIES:
        _finish(message, State.DEAD, error)
        alerts.error("The message %s was given up after %s tries: %s", message.message_id, TRIES, error)
    else:
        _mark(
            message,
            state=State.RETRY,
            next_at=timezone.now() + pause(message.attempt),
            error=str(error)[:300],
        )


def pause(attempt):
    """The time to wait after this attempt: 1, 5, 15, then every 60 minutes, each ± 20 %."""
    minutes = RETRY_MINUTES[min(attempt, len(RETRY_MINUTES)) - 1]
    return timedelta(minutes=minutes * random.uniform(0.8, 1.2))


def _finish(message, state, error="", **changes):
    _mark(message, state=state, finished_at=timezone.now(), error=str(error)[:300], **changes)


def _mark(message, **changes):
    """Tried again while the database is away, as long as the claim is ours: a lost mark is a second mail."""
    until, wait = time.monotonic() + LEASE.total_seconds(), 0.1
    while True:
        try:
            return OutgoingMessage.objects.filter(pk=message.pk, attempt=message.attempt).update(**changes)
        except (OperationalError, InterfaceError):
            if time.monotonic() > until:
                raise
            connection.close()
            time.sleep(wait)
            wait = min(wait * 2, 5)
