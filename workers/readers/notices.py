"""Puts what an entry asks of people into their inboxes, and takes out what it settled."""

from django.db import transaction
from django.utils import timezone

from deeds import hooks
from workers import noticing
from workers.models import Cursor
from workers.readers import following

NAME = "notices"
BATCH = 100


def position():
    return following.position(NAME)


def catch_up():
    """Reads on from its own place; how many entries it took in."""
    return following.read_on(NAME, BATCH, take)


@transaction.atomic
def again(seal):
    """Takes in one entry that was left behind."""
    if rows := rows_of(seal.entry, noticing.Crowd()):
        noticing.store(rows)
    noticing.settle(noticing.touched_by([seal.entry]))


def take(place, seals):
    """Lines are made first; then one transaction moves the cursor and inserts them, or they were made in vain."""
    crowd = noticing.Crowd()
    entries = [seal.entry for seal in seals]
    rows = [row for entry in entries for row in rows_of(entry, crowd)]
    with transaction.atomic():
        if not Cursor.objects.move(place, seals[-1]):
            return 0
        if rows:
            noticing.store(rows)
        noticing.settle(noticing.touched_by(entries))
    return len(seals)


def rows_of(entry, crowd):
    """Quiet entries tell nobody anything; news that are a month old tell only what still waits."""
    if entry.quiet:
        return []
    found = [kind for kind in hooks.notice_kinds if entry.deed in kind.deeds]
    return [row for kind in found for line in kind.tell(entry) for row in _rows(kind, line, entry, crowd)]


def _rows(kind, line, entry, crowd):
    if not line.needs and entry.at < timezone.now() - noticing.NEWS_FOR:
        return []
    key = line.key or f"{kind.name}:{entry.uuid}"
    return noticing.rows_of(kind, line, crowd.hearers(line, entry), key=key, at=entry.at)
