"""How a window ends: as what, told by which digest, and which window begins after it."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import Preference
from workers.digests.windows import Rhythm, chain
from workers.digests.wishes import preference_of, rhythm_by
from workers.models import Window

BATCH = 1000
State = Window.State


@dataclass
class Ended:
    """A window that is over, those of the downtime after it, and the next one, whose end lies ahead."""

    row: Window
    rhythm: Rhythm
    wish: Preference
    spans: list
    state: str
    items: int = 0

    @property
    def until(self):
        """When the last of them ended: the mail's date in the reader's calendar."""
        return self.spans[-2][1]

    @property
    def next_end(self):
        return self.spans[-1][1]

    @property
    def waits(self):
        """The next digest tells of it too."""
        return self.state in (State.PAUSED, State.DEAD)

    @property
    def told_to(self):
        """Up to which place in the journal it is done with."""
        return self.row.seq_from if self.waits else getattr(self.row, "last", self.row.seq_from)

    @property
    def is_silent(self):
        """Nothing was new, and no window was missed before it."""
        return self.state == State.SKIPPED_EMPTY and len(self.spans) == 2


def ended_by(row, now):
    """Of several windows that passed by, the last one tells for all."""
    wish = preference_of(row.person)
    rhythm = rhythm_by(wish, row.person)
    later = chain(row.end, rhythm, row.person_id, now)
    state = State.OPEN
    if wish.choice == Preference.Choice.NOTHING or not row.person.is_active or row.person.is_erased:
        state = State.SUPPRESSED
    elif wish.is_paused(now):
        state = State.PAUSED
    return Ended(row, rhythm, wish, [(row.start, row.end), *later], state)


def close(ended, now):
    """Closes what ended and opens what follows. Most windows pass in silence: those close by one UPDATE."""
    silent = defaultdict(list)
    for window in ended:
        if window.is_silent:
            silent[window.told_to].append(window.row.pk)
    for place, pks in silent.items():
        Window.objects.filter(pk__in=pks).update(state=State.SKIPPED_EMPTY, seq_to=place, closed_at=now)
    rows = [row for window in ended if not window.is_silent for row in _passed_rows(window, now)]
    rows += [_following(window, now) for window in ended if window.state != State.SUPPRESSED]
    Window.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["person", "cadence", "start"],
        update_fields=["state", "items", "seq_to", "closed_at", "covers_from", "tries", "error"],
    )


def _passed_rows(window, now):
    """The rows of what passed by, told by the last of them."""
    *passed, last, _following_span = window.spans
    row = window.row
    for number, span in enumerate([*passed, last]):
        told = span is last
        yield Window(
            person_id=row.person_id,
            cadence=row.cadence if number == 0 else window.rhythm.cadence,
            start=span[0],
            end=span[1],
            covers_from=row.covers_from if told else span[0],
            seq_from=row.seq_from,
            seq_to=window.told_to if told else row.seq_from,
            state=window.state if told or window.waits else State.MERGED,
            items=window.items if told else 0,
            tries=row.tries,
            error=row.error,
            closed_at=now,
            planned_at=row.planned_at,
            next_at=row.next_at,
        )


def _following(window, now):
    """The window that begins."""
    start, end = window.spans[-1]
    return Window(
        person_id=window.row.person_id,
        cadence=window.rhythm.cadence,
        start=start,
        end=end,
        covers_from=window.row.covers_from if window.waits else start,
        seq_from=window.told_to,
        planned_at=now,
        next_at=end,
    )
