"""Claiming: the first mails that are due become one sender's own for ten minutes; what it leaves over goes back."""

import random
import threading
import time
from datetime import timedelta
from itertools import takewhile

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from workers.models import Mailroom, OutgoingMessage
from workers.outbox import batches, pace

State = OutgoingMessage.State
LEASE = timedelta(minutes=10)
FRESH = 1.0  # seconds for which a look at what may go out holds
LATE = timedelta(minutes=1)  # by which a mail may be seen later than it says that it was written
ALL = Q()


# --- what may go out


def permitted(host=""):
    """A Q of what may go out now, by the mailroom's switch and the hour's most."""
    state = Mailroom.objects.the().state
    if state == Mailroom.State.PAUSED:
        return Q(pk__in=[])
    if host and settings.MAIL_PER_HOUR and pace.is_full(pace.of(host), timezone.now()):
        return Q(kind=OutgoingMessage.Kind.ACCOUNT)
    return ~Q(kind__in=OutgoingMessage.BULK) if state == Mailroom.State.BULK_PAUSED else Q()


def waiting(allowed):
    """The mails that are due and that this Q lets through, in their order."""
    return OutgoingMessage.objects.due().filter(allowed).in_order()


class Watch:
    """What the senders of one process look at together, and again when a look is a second old.

    `allowed`: a Q of what may go out; `paced`: whether the server's turns are counted. Batches are weighed before,
    and again only after something was written: counting twenty thousand mails takes a twentieth of a second.
    """

    def __init__(self, host=""):
        self.host, self.lock, self.until = host, threading.Lock(), 0.0
        self.allowed, self.paced, self.weighed_at = Q(), False, None

    def look(self):
        with self.lock:
            if time.monotonic() >= self.until:
                self.weigh()
                self.allowed = permitted(self.host)
                self.paced = bool(self.host) and pace.is_paced(self.host)
                self.until = time.monotonic() + FRESH

    def weigh(self):
        now, before = timezone.now(), self.weighed_at
        lately = OutgoingMessage.objects.live()
        if before is None or lately.filter(created_at__gt=before - LATE).exists():
            batches.weigh()
            self.weighed_at = now

    def forget(self):
        """Something happened that the last look did not see."""
        self.until = 0.0


# --- taking and giving back


def claim(most, allowed=ALL):
    """At most so many of the waiting mails, the first ones; of several senders one gets each.

    The moment at which a claim ends is its own: when the connection was cut before the database's answer came, what
    was claimed is found by it.
    """
    until = timezone.now() + LEASE + timedelta(microseconds=random.randrange(1_000_000))
    try:
        return _claim(most, allowed, until)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return list(_claimed(until)) or _claim(most, allowed, until)


@transaction.atomic
def _claim(most, allowed, until):
    due = waiting(allowed)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(of=("self",), skip_locked=True)
    mails = together(list(due[:most]))
    taken = OutgoingMessage.objects.filter(pk__in=[mail.pk for mail in mails])
    taken.update(state=State.SENDING, attempt=F("attempt") + 1, next_at=until)
    for mail in mails:
        mail.state, mail.attempt, mail.next_at = State.SENDING, mail.attempt + 1, until
    return mails


def together(mails):
    """Of these, the first ones that nobody tried yet; one that was tried, or left behind by a dead sender, goes alone.

    So a mail that kills its senders spoils one try of the others, the first.
    """
    return list(takewhile(lambda mail: mail.state == State.PENDING, mails)) or mails[:1]


def _claimed(until):
    return OutgoingMessage.objects.filter(state=State.SENDING, next_at=until).in_order()


def hand_back(mails):
    """What was claimed together and not begun waits again at once; it cost no try."""
    if not mails:
        return
    waiting = Case(When(attempt=1, then=Value(State.PENDING)), default=Value(State.RETRY))
    _claimed(mails[0].next_at).filter(pk__in=[mail.pk for mail in mails]).update(
        state=waiting, attempt=F("attempt") - 1, next_at=timezone.now()
    )
