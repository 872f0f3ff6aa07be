"""A restored dump has forgotten what was sent since it was made: what it would send again waits for an operator.

The mailroom counts how often it was opened, in the database and in a file beside it. A database that counts less
than the file is an old one. Without the file, one that slept longer than ten minutes may be.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from workers.lifecycle import BATCH
from workers.models import Batch, Mailroom, OutgoingMessage, alerts

EVERY = timedelta(minutes=1)
ASLEEP = timedelta(minutes=10)


def open_mailroom():
    """Notes that senders are at work; holds what was waiting when this database turns out to be an old one."""
    room = Mailroom.objects.the()
    if is_old(room):
        hold_waiting(room)
    elif (
        room.opened_at and timezone.now() - room.opened_at < EVERY and noted() == (room.birth, room.openings)
    ):
        return
    note(room)


def is_old(room):
    known = noted()
    if known and known[0] == room.birth:
        return known[1] > room.openings and room.opened_at is not None
    return bool(room.opened_at) and timezone.now() - room.opened_at > ASLEEP


def note(room):
    """Counts this opening in the database first, then in the file, which so never runs ahead by itself."""
    known = noted()
    least = known[1] if known and known[0] == room.birth else 0
    openings = max(room.openings, least) + 1
    Mailroom.objects.filter(pk=room.pk, openings__lt=openings).update(
        openings=openings, opened_at=timezone.now()
    )
    half = mark().with_suffix(f".{uuid.uuid4().hex}")  # another sender may be writing one
    half.write_text(f"{room.birth} {openings}\n")
    half.replace(mark())


def mark():
    return settings.VAR_DIR / "mailroom.mark"


def noted():
    """(birth, openings) as the file has it, None without a readable one."""
    try:
        birth, openings = mark().read_text().split()
        return birth, int(openings)
    except (OSError, ValueError):
        return None


@transaction.atomic
def hold_waiting(room):
    """Holds the live mails that this database knew when it was copied, in one batch for an operator to judge.

    What was written since, by pages that were up before the senders, goes out.
    """
    waiting = OutgoingMessage.objects.live().filter(created_at__lt=room.opened_at + 2 * EVERY)
    count = waiting.count()
    if not count:
        return
    batch = Batch.objects.create(
        kind=Batch.RESTORED, run=str(room.openings), on=timezone.localdate(), mails=count
    )
    BATCH.take(batch, "hold", by=None, seen=batch.version, data={"mails": count})
    waiting.update(batch=batch, state=OutgoingMessage.State.HELD)
    alerts.error("This database looks restored: %s mails wait until an operator releases them.", count)
