"""How a reader with a row in the database moves its place: a batch at once, and entry by entry where one fails."""

from deeds import journal
from workers.models import Cursor, Stuck


def position(reader):
    return Cursor.objects.filter(reader=reader).values_list("seq", flat=True).first() or 0


def read_on(reader, batch, take):
    """Reads from its place to the end; how many entries it took in. Twice, or two at once, do nothing twice.

    `take(place, seals)` moves the cursor and does the work in one transaction; 0 when the cursor was moved meanwhile.
    A place that the journal does not know is an alarm: it raises.
    """
    total = 0
    while True:
        place = Cursor.objects.place(reader)
        if not journal.knows(place.seq, place.hash):
            raise LookupError(
                f"The journal does not know {place.seq}:{place.hash}, where {reader} were read to."
            )
        seals = list(journal.read_from(place.seq, batch))
        if not seals or not (read := take_in(place, seals, take)):
            return total
        total += read


def take_in(place, seals, take):
    """How many of these seals were taken in; 0 when another reader was quicker."""
    try:
        return take(place, seals)
    except Exception:
        return one_by_one(place, seals, take)


def one_by_one(place, seals, take):
    """Finds the entry that fails: it is tried again later, and after enough tries left behind."""
    for done, seal in enumerate(seals):
        try:
            moved = take(place, [seal])
        except Exception as error:
            if not Stuck.objects.failed(place.reader, seal.seq, error):
                raise
            moved = Cursor.objects.move(place, seal)
        else:
            Stuck.objects.recovered(place.reader, seal.seq)
        if not moved:
            return done
        place.seq = seal.seq
    return len(seals)
