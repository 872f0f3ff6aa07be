"""Puts what an entry asks of people into their inboxes, and takes out what it settled."""

from django.db import transaction
from django.utils import timezone

from deeds import hooks, journal
from workers import noticing
from workers.models import Cursor, Stuck

NAME = "notices"
BATCH = 100


def position():
    return Cursor.objects.filter(reader=NAME).values_list("seq", flat=True).first() or 0


def catch_up():
    """Reads on from its cursor; how many entries it took in. Twice, or two at once, do nothing twice.

    Lines are made first; then one transaction moves the cursor and inserts them. Whoever finds the cursor moved has
    made them in vain. A cursor that the journal does not know is an alarm: it raises.
    """
    total = 0
    while True:
        place = Cursor.objects.place(NAME)
        if not journal.knows(place.seq, place.hash):
            raise LookupError(
                f"The journal does not know {place.seq}:{place.hash}, where notices were read to."
            )
        seals = list(journal.read_from(place.seq, BATCH))
        if not seals or not (read := _take_in(place, seals)):
            return total
        total += read


@transaction.atomic
def again(seal):
    """Takes in one entry that was left behind."""
    if rows := rows_of(seal.entry, noticing.Crowd()):
        noticing.store(rows)
    noticing.settle(noticing.touched_by([seal.entry]))


def _take_in(place, seals):
    """How many of these seals were taken in; 0 when another reader was quicker."""
    try:
        return _all_at_once(place, seals)
    except Exception:
        return _one_by_one(place, seals)


def _all_at_once(place, seals):
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


def _one_by_one(place, seals):
    """Finds the entry that fails: it is tried again later, and after enough tries left behind."""
    for done, seal in enumerate(seals):
        try:
            moved = _all_at_once(place, [seal])
        except Exception as error:
            if not Stuck.objects.failed(NAME, seal.seq, error):
                raise
            moved = Cursor.objects.move(place, seal)
        else:
            Stuck.objects.recovered(NAME, seal.seq)
        if not moved:
            return done
        place.seq = seal.seq
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
