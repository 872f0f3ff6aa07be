"""Puts what an entry asks of people into their inboxes, and takes out what it settled."""

from itertools import islice

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
    if rows := rows_of([seal.entry]):
        noticing.store(rows)
    noticing.settle(noticing.touched_by([seal.entry]))


def take(place, seals):
    """Lines are made first; then one transaction moves the cursor and inserts them, or they were made in vain."""
    entries = [seal.entry for seal in seals]
    rows = rows_of(entries)
    with transaction.atomic():
        if not Cursor.objects.move(place, seals[-1]):
            return 0
        if rows:
            noticing.store(rows)
        noticing.settle(noticing.touched_by(entries))
    return len(seals)


def rows_of(entries):
    """Whom all lines of these entries are for is asked of many at a time: one entry may speak to thousands."""
    crowd, rows = noticing.Crowd(), []
    told = (found for entry in entries for found in lines_of(entry))
    while some := list(islice(told, noticing.BATCH)):
        crowd.meet([line for _kind, line, _entry in some])
        rows += [row for kind, line, entry in some for row in rows_of_line(kind, line, entry, crowd)]
    return rows


def lines_of(entry):
    """(kind, line, entry); quiet ones tell nobody anything, news that are a month old only what still waits."""
    if entry.quiet:
        return
    is_old = entry.at < timezone.now() - noticing.NEWS_FOR
    for kind in hooks.notice_kinds:
        for line in kind.tell(entry) if entry.deed in kind.deeds else ():
            if line.needs or not is_old:
                yield kind, line, entry


def rows_of_line(kind, line, entry, crowd):
    key = line.key or f"{kind.name}:{entry.uuid}"
    return noticing.rows_of(kind, line, crowd.hearers(line, entry), key=key, at=entry.at)
