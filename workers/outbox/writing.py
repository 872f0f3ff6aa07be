"""Writing down: a mail becomes rows in the caller's transaction, one a reader, and nothing else happens yet."""

import copy
import re
import uuid
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from deeds import journal
from workers import cipher, transports
from workers.models import Batch, OutgoingMessage, Suppression, disguises

Kind, State = OutgoingMessage.Kind, OutgoingMessage.State
SET_HERE = {"Message-Id", "To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"}
AT_ONCE = 500


class Backend(BaseEmailBackend):
    """Django's mail backend: one row a recipient, part of the caller's transaction; many messages, one statement.

    A message may carry `kind` (of OutgoingMessage.Kind; without one it is a letter), `run` (names the run of a
    planner; runs of one name are compared with each other), `dedup_key` (the same key is written down once, ever),
    `priority` and `expires_at` (a live message is cancelled then).
    """

    def send_messages(self, email_messages):
        """How many of the messages were taken; an address that is not exactly one is refused."""
        taken, rows = 0, []
        for message in email_messages:
            try:
                rows += rows_of(message)
                taken += 1
            except ValidationError:
                if not self.fail_silently:
                    raise
        write_down(rows)
        return taken


def write_down(rows):
    """Writes the rows, all or none; bulk mail to an address that is suppressed is written as not sent."""
    bulk = [row for row in rows if row.kind in OutgoingMessage.BULK]
    if bulk:
        _suppress(bulk)
        _gather(bulk)
    written = OutgoingMessage.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    journal.ring_on_commit()
    return written


def rows_of(message):
    """The OutgoingMessages of one EmailMessage, one a recipient, not yet written."""
    recipients = list(dict.fromkeys(address.strip() for address in message.recipients()))
    for address in recipients:
        OutgoingMessage._meta.get_field("recipient").run_validators(address)
    return [_row(message, address, shared=len(recipients) > 1) for address in recipients]


def _row(message, address, *, shared):
    frozen = _addressed_to(message, address, shared)
    content = parted(frozen.message()).as_bytes(linesep="\r\n")
    message_id = frozen.extra_headers["Message-ID"]
    key, kind = getattr(message, "dedup_key", ""), Kind(getattr(message, "kind", Kind.LETTER))
    row = OutgoingMessage(
        id=id_of(message_id),
        dedup_key=_lasting(key, address) if key else message_id,
        message_id=message_id,
        recipient=address,
        sender=transports.bare(frozen.from_email),
        body=cipher.encrypt(content),
        kind=kind,
        priority=getattr(message, "priority", OutgoingMessage.PRIORITIES[kind]),
        expires_at=getattr(message, "expires_at", None),
    )
    row.run = getattr(message, "run", "")
    return row


def id_of(message_id):
    """The row's id: the Message-ID's own 128 bits where it has as many, so that a returned mail finds its row."""
    own = re.search("[0-9a-f]{32}", message_id.partition("@")[0].replace("-", ""))
    return uuid.UUID(own[0]) if own else uuid.uuid4()


def _lasting(key, address):
    """A key against doubles that outlives the row's other columns, so it holds no address."""
    return sha256(f"{key}:{address.lower()}".encode()).hexdigest()


def parted(letter):
    """With a boundary that stands in no mail; to find one of its own, Python looks through all parts each time."""
    if letter.is_multipart():
        letter.set_boundary(f"=={uuid.uuid4().hex}==")
    return letter


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


def _suppress(rows):
    """Marks those whose address is suppressed, with one query for all."""
    disguised = {row: disguises(row.recipient) for row in rows}
    wanted = {key for keys in disguised.values() for key in keys}
    listed = set(Suppression.objects.in_force().filter(address__in=wanted).values_list("address", flat=True))
    for row, keys in disguised.items():
        if listed & set(keys):
            row.state, row.body, row.finished_at = State.SUPPRESSED, b"", timezone.now()


def _gather(rows):
    """Puts bulk mails into today's batch of their kind and run."""
    today, batches = timezone.localdate(), {}
    for row in rows:
        named = str(row.kind), row.run
        if named not in batches:
            batches[named] = Batch.objects.get_or_create(kind=named[0], run=named[1], on=today)[0]
        row.batch = batches[named]
