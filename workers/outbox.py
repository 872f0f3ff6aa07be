"""The only door to SMTP: mails are written down in the caller's transaction and sent afterwards.

Promise: 0 lost; a message is sent twice at most once a kill, and both times with the same Message-ID.
"""

import copy
import logging
import random
import time
import uuid
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils import timezone

from deeds import journal
from workers import cipher, transports
from workers.loop import stopping
from workers.models import TRIES, OutgoingMessage, alerts

State = OutgoingMessage.State
LEASE = timedelta(minutes=10)
RETRY_MINUTES = [1, 5, 15, 60]
KEEP_DEAD_BODIES = timedelta(days=7)
SET_HERE = {"Message-Id", "To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"}
log = logging.getLogger("multaqa.outbox")


# --- writing down


class Backend(BaseEmailBackend):
    """Django's mail backend: one row a recipient, part of the caller's transaction.

    A message may carry `dedup_key` (the same key is written down once, ever), `priority`
    (OutgoingMessage.SIGN_IN goes first) and `expires_at` (a live message is cancelled then).
    """

    def send_messages(self, email_messages):
        """How many of the messages were written down; an address that is not exactly one is refused."""
        written = 0
        for message in email_messages:
            try:
                written += bool(write_down(message))
            except ValidationError:
                if not self.fail_silently:
                    raise
        return written


def write_down(message):
    """The OutgoingMessages of one EmailMessage, one a recipient; all or none."""
    recipients = list(dict.fromkeys(address.strip() for address in message.recipients()))
    for address in recipients:
        OutgoingMessage._meta.get_field("recipient").run_validators(address)
    rows = [_row(message, address, shared=len(recipients) > 1) for address in recipients]
    written = OutgoingMessage.objects.bulk_create(rows, ignore_conflicts=True)
    journal.ring_on_commit()
    return written


def _row(message, address, *, shared):
    frozen = _addressed_to(message, address, shared)
    content = frozen.message().as_bytes(linesep="\r\n")
    message_id = frozen.extra_headers["Message-ID"]
    key = getattr(message, "dedup_key", "")
    return OutgoingMessage(
        dedup_key=f"{key}:{address.lower()}" if key else message_id,
        message_id=message_id,
        recipient=address,
        sender=transports.bare(frozen.from_email),
        body=cipher.encrypt(content),
        priority=getattr(message, "priority", OutgoingMessage.ORDINARY),
        expires_at=getattr(message, "expires_at", None),
    )


def _addressed_to(message, address, shared):
    """A copy for this one reader, who learns of no other one."""
    frozen = copy.copy(message)
    frozen.to, frozen.cc, frozen.bcc = [address], [], []
    given = {name.title(): value for name, value in message.extra_headers.items()}
    own_id = "" if shared else given.pop("Message-Id", "")
    frozen.extra_headers = {name: value for name, value in given.items() if name not in SET_HERE}
    frozen.extra_headers["Message-ID"] = own_id or _message_id()
    return frozen


def _message_id():
    return f"<{uuid.uuid4()}@{urlsplit(settings.SITE_URL).hostname}>"


# --- sending


def drain():
    """Send until nothing is due, the work is to stop or no server answers; how many were taken up."""
    taken = 0
    with transports.opened() as transport:
        while not stopping.is_set() and (message := claim_one()):
            taken += 1
            if not send(message, transport):
                break
    return taken


def claim_one():
    """A message that is now this sender's alone for ten minutes, or None when nothing is due."""
    while candidates := list(OutgoingMessage.objects.due().in_order()[:10]):
        for message in candidates:
            if _claim(message):
                return message
    return None


def _claim(message):
    """Compare and set: of two senders who saw the same attempt one wins, on both databases."""
    now = timezone.now()
    seen = OutgoingMessage.objects.due(now).filter(pk=message.pk, attempt=message.attempt)
    won = seen.update(state=State.SENDING, attempt=F("attempt") + 1, next_at=now + LEASE)
    message.attempt += won
    return bool(won)


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
        _finish(message, State.BOUNCED, refusal)
    except transports.Unreachable as error:
        _try_later(message, error)
        return False
    except Exception as error:
        log.warning("A message could not be sent: %s", message.message_id, exc_info=True)
        _try_later(message, f"{type(error).__name__}: {error}")
    else:
        _finish(message, State.SENT, body=b"")
    return True


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


# --- forgetting


def empty_bodies():
    """Bodies hold live tokens: those of messages that ended unsent go after seven days. How many went."""
    ended = OutgoingMessage.objects.exclude(state__in=OutgoingMessage.LIVE).exclude(body=b"")
    return ended.filter(finished_at__lt=timezone.now() - KEEP_DEAD_BODIES).update(body=b"")
