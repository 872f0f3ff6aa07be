"""Sending: a mail is claimed, handed to the mail server, and marked at once; what failed is tried again or given up."""

import logging
import random
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections
from django.db.models import Q
from django.utils import timezone

from workers import transports
from workers.loop import stopping
from workers.models import TRIES, OutgoingMessage, alerts
from workers.outbox import bounces, claiming, marking, pace, restored
from workers.outbox.claiming import FRESH, Watch

State = OutgoingMessage.State
RETRY_MINUTES = [1, 5, 15, 60]
AT_A_TIME = 60.0  # seconds after which `drain` returns, so that a task or a lane has an end
MOST = 50  # mails claimed at once: what a killed sender had in hand waits for ten minutes
AWAY = 20  # seconds for which a sender that ends waits for a database that is away
PER_SENDER = 10  # mails that make another connection worth while
log = logging.getLogger("multaqa.outbox")


# --- draining


def drain(seconds=AT_A_TIME):
    """Sends until nothing is due, the work is to stop or no server answers; how many were taken up.

    Over as many connections as MAIL_CONNECTIONS allows; safe to be run by any number of processes at once.
    """
    restored.open_mailroom()
    many = connections_allowed()
    found = claiming.waiting(claiming.permitted())[: many * PER_SENDER].count()
    if not found:
        return 0
    until, watch = time.monotonic() + seconds, Watch(settings.EMAIL_TRANSPORT.get("host", ""))
    others = [Sender(until, watch) for _number in range(min(many, 1 + found // PER_SENDER) - 1)]
    threads = [threading.Thread(target=other.run_apart) for other in others]
    for thread in threads:
        thread.start()
    own = Sender(until, watch)
    own.run()
    for thread in threads:
        thread.join()
    return sum(sender.taken for sender in [own, *others])


def connections_allowed():
    """One where one writer keeps all others waiting, as on SQLite: a mark that waits is a mail that a kill doubles."""
    many_write = connection.features.has_select_for_update_skip_locked
    is_server = settings.EMAIL_TRANSPORT["kind"] == "smtp"
    return settings.MAIL_CONNECTIONS if many_write and is_server else 1


class Sender:
    """One connection's work: takes one handful of mails after the other until there is none, or the time is over."""

    def __init__(self, until, watch):
        self.until, self.watch, self.host = until, watch, watch.host
        self.marks, self.taken, self.most = marking.Marks(), 0, 1

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
        while self.goes_on() and (mails := self.next_though_cut()):
            if not self.hand_over(mails, transport):
                break

    def goes_on(self):
        return not stopping.is_set() and time.monotonic() < self.until

    def next_though_cut(self):
        """`next`, once more over a new connection when the one to the database was cut."""
        try:
            return self.next()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            return self.next()

    def next(self):
        """Mails that are now this sender's alone for ten minutes: where turns are counted, one whose turn has come."""
        self.watch.look()
        if not self.watch.paced:
            return claiming.claim(self.most, self.watch.allowed)
        first = claiming.waiting(claiming.permitted(self.host)).first()
        if first and pace.turn(self.host, self.until, though_full=is_urgent(first)):
            return claiming.claim(1, claiming.permitted() & Q(kind=first.kind))
        return []

    def hand_over(self, mails, transport):
        """Sends what it can before it has to look again at what comes first; false when no server answers."""
        begun, left = time.monotonic(), list(mails)
        try:
            while left and self.goes_on() and time.monotonic() - begun < FRESH:
                self.taken += 1
                if not send(left.pop(0), transport, self.marks):
                    self.watch.forget()
                    break
        except transports.Unreachable:
            return False
        finally:
            self.marks.settle()
            marking.persist(lambda: claiming.hand_back(left), AWAY)
            self.most = handful(len(mails) - len(left), time.monotonic() - begun)
        return True


def handful(sent, seconds):
    """How many mails to claim next, when so many took so long: what half the time of a look is enough for."""
    return max(1, min(MOST, int(sent * FRESH / 2 / seconds)))


def is_urgent(message):
    return message.kind == OutgoingMessage.Kind.ACCOUNT


# --- one attempt


def send(message, transport, marks):
    """One attempt at a claimed message; false when the server's pace is to be looked at before the next.

    transports.Unreachable: there is no server to talk to.
    """
    if message.expires_at and message.expires_at <= timezone.now():
        marks.settle()
        marking.finish(message, State.CANCELLED, "Expired before it could be sent.", body=b"")
    elif message.attempt > TRIES:
        marks.settle()
        _try_later(message, "Every sender that took it died on it.")
    else:
        return _attempt(message, transport, marks)
    return True


def _attempt(message, transport, marks):
    try:
        try:
            transport.send(message.sender, message.recipient, message.content, marks.settle)
        finally:
            marks.settle()
    except transports.Refused as refusal:
        _bounce(message, refusal)
    except transports.Delayed as refusal:
        return not _be_patient(message, refusal, transport.host)
    except transports.Unreachable as error:
        _put_back(message, error, transport.host)
        raise
    except Exception as error:
        log.warning("A message could not be sent: %s", message.message_id, exc_info=True)
        _try_later(message, f"{type(error).__name__}: {error}")
    else:
        marks.sent(message)
    return True


def _bounce(message, refusal):
    """The server will never take it (5xx); what that says of the address is remembered."""
    kind = bounces.kind_of(refusal.code, refusal.said, at_data=refusal.at_data)
    marking.finish(message, State.BOUNCED, refusal, bounce=kind)
    bounces.count(message.recipient, kind, refusal.said)


def _be_patient(message, refusal, host):
    """The server takes it later (4xx); true when it is the server that is busy: all mail to it goes slower."""
    one_mailbox = bounces.about_one_mailbox(refusal.said)
    busy = bool(host) and refusal.code in pace.PATIENCE and not one_mailbox
    if busy:
        pace.slow_down(host, refusal)
    if message.attempt >= TRIES and one_mailbox:
        bounces.count(message.recipient, OutgoingMessage.Bounce.SOFT, refusal.said)
    _try_later(message, refusal)
    return busy


def _put_back(message, error, host):
    """No server to talk to: no fault of this mail, so the try does not count; the server is left alone a while."""
    if host:
        pace.slow_down(host, error, at_least=pace.AWAY)
    later = timezone.now() + pause(1)
    marking.mark(
        message, state=State.RETRY, attempt=message.attempt - 1, next_at=later, error=str(error)[:300]
    )


def _try_later(message, error):
    if message.attempt >= TRIES:
        marking.finish(message, State.DEAD, error)
        alerts.error("The message %s was given up after %s tries: %s", message.message_id, TRIES, error)
    else:
        marking.mark(
            message,
            state=State.RETRY,
            next_at=timezone.now() + pause(message.attempt),
            error=str(error)[:300],
        )


def pause(attempt):
    """The time to wait after this attempt: 1, 5, 15, then every 60 minutes, each ± 20 %."""
    minutes = RETRY_MINUTES[min(attempt, len(RETRY_MINUTES)) - 1]
    return timedelta(minutes=minutes * random.uniform(0.8, 1.2))
