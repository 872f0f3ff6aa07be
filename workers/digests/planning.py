"""Opens everybody's windows, and writes the digests of those that are over. Run twice, or by two at once: once."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Person, Preference
from deeds import journal
from deeds.models import Entry, Seal
from workers.digests import content, render, windows
from workers.digests.edition import Edition, newest_entry
from workers.digests.windows import SHORTEST, Rhythm, chain, end_after
from workers.loop import stopping
from workers.models import TRIES, Window, alerts

BATCH = 500
OTHERS_WAIT = 50  # at a time where one writer keeps all others waiting, as on SQLite
PUT_OFF = timedelta(minutes=10)
MONDAY = 0
State = Window.State
log = logging.getLogger("multaqa.digests")


# --- opening windows


def plan(now=None):
    """A first window for everybody who has none and wants one, and later ends by changed wishes; how many of both."""
    now = now or timezone.now()
    return _open_first(now) + _follow_wishes(now)


def readers():
    """Those who have an address that was confirmed, and did not choose to get nothing."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), primary=True, verified=True)
    silent = Preference.objects.filter(person=OuterRef("pk"), choice=Preference.Choice.NOTHING)
    return Person.objects.filter(Exists(confirmed), ~Exists(silent), is_active=True, email__isnull=False)


def _open_first(now):
    without = readers().filter(~Exists(Window.objects.open().filter(person=OuterRef("pk"))))
    opened, last = 0, 0
    place = head_seq()
    while people := list(without.filter(pk__gt=last).select_related("preference").order_by("pk")[:BATCH]):
        rows = [first_window(person, now, place) for person in people]
        Window.objects.bulk_create(rows, ignore_conflicts=True)
        opened, last = opened + len(rows), people[-1].pk
    return opened


def head_seq():
    last = journal.head()
    return last.seq if last else 0


def first_window(person, now, place):
    """From now on: what happened before somebody had a window is no news to them."""
    rhythm = rhythm_of(person)
    end = end_after(now, rhythm, person.pk)
    return Window(
        person=person,
        cadence=rhythm.cadence,
        start=now,
        end=end,
        covers_from=now,
        seq_from=place,
        planned_at=now,
        next_at=end,
    )


def rhythm_of(person):
    """What the person chose; else weekly on Sunday, for whoever runs the site on Monday, at 8:00 of the site."""
    chosen = preference_of(person)
    weekday = MONDAY if chosen.pk is None and person.is_operator else chosen.weekday
    return Rhythm(chosen.cadence, chosen.zone or settings.TIME_ZONE, weekday, chosen.hour)


def preference_of(person):
    return getattr(person, "preference", None) or Preference(person=person)


def _follow_wishes(now):
    """Windows that are open while their reader chose another zone, day or cadence end by that."""
    changed = Window.objects.open().filter(person__preference__changed_at__gt=F("planned_at"), end__gt=now)
    rows = list(changed.select_related("person__preference")[:BATCH])
    for row in rows:
        rhythm = rhythm_of(row.person)
        shortest = max(
            SHORTEST[rhythm.cadence] if row.covers_from != row.start else timedelta(), now - row.start
        )
        row.cadence, row.planned_at = rhythm.cadence, now
        row.end = row.next_at = end_after(row.start, rhythm, row.person_id, shortest)
    Window.objects.bulk_update(rows, ["cadence", "end", "next_at", "planned_at"], batch_size=BATCH)
    return len(rows)


# --- writing digests


@dataclass
class Press:
    """One run: what is the same for all batches."""

    now: object
    edition: Edition | None = None

    def edition_for(self, rows, last, newest):
        """The journal's part that these windows tell of; read anew only where the one at hand begins too late.

        It ends where it ended for the run's first batch: what comes later is told in the next window.
        """
        first = min(row.seq_from for row in rows)
        since = min(row.covers_from for row in rows)
        if self.edition is None or not self.edition.begins_before(first, since):
            self.edition = Edition(first, last, since)
        self.edition.refresh(newest)
        return self.edition


def write_due(now=None):
    """The digest of every window that is over, batch after batch; how many windows were closed."""
    press, closed = Press(now or timezone.now()), 0
    while not stopping.is_set():
        taken = _take_batch(press)
        closed += taken
        if not taken:
            break
    return closed


def batch_size():
    return BATCH if connection.features.has_select_for_update_skip_locked else OTHERS_WAIT


def _take_batch(press):
    """How many windows were dealt with; when one of a batch fails, each is tried alone."""
    try:
        with transaction.atomic():
            return _write(_locked(press.now, batch_size()), press)
    except Exception:
        log.exception("A batch of digests failed; its windows are tried one by one")
        pks = Window.objects.due(press.now).order_by("end", "pk").values_list("pk", flat=True)[: batch_size()]
        return sum(_alone(pk, press) for pk in list(pks))


def _locked(now, limit, **only):
    """Due windows that no other process holds, each with its person, and the journal's place and newest entry."""
    rows = Window.objects.due(now).filter(**only).select_related("person__preference").order_by("end", "pk")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    places = {
        "last": Coalesce(Subquery(Seal.objects.order_by("-seq").values("seq")[:1]), 0),
        "newest": Coalesce(Subquery(Entry.objects.order_by("-pk").values("pk")[:1]), 0),
    }
    return list(rows.annotate(**places)[:limit])


def _alone(pk, press):
    try:
        with transaction.atomic():
            return _write(_locked(press.now, 1, pk=pk), press)
    except Exception as error:
        log.exception("A digest could not be written")
        return _put_off(pk, press.now, error)


def _put_off(pk, now, error):
    """Tried again later, and after eight tries left behind with an alert; what it would have told comes next time."""
    row = Window.objects.open().filter(pk=pk).select_related("person__preference").first()
    if row is None:
        return 0
    row.tries, row.error = row.tries + 1, f"{type(error).__name__}: {error}"[:300]
    row.next_at = now + PUT_OFF
    with transaction.atomic():
        if row.tries >= TRIES:
            alerts.error(
                "The digest of person %s was given up after %s tries: %s", row.person_id, TRIES, error
            )
            _close([_passed(row, State.DEAD, now)], now)
        else:
            row.save(update_fields=["tries", "error", "next_at"])
    return 1


def _write(rows, press):
    """Closes these windows, opens the next ones and puts the mails into the outbox, in the caller's transaction."""
    if not rows:
        return 0
    ended = [_ended(row, press.now) for row in rows]
    live = [window for window in ended if window.state == State.OPEN]
    if live:
        edition = press.edition_for([window.row for window in live], rows[0].last, rows[0].newest)
        _fill(live, edition, press.now)
        for window in live:
            window.row.last = max(edition.last, window.row.seq_from)
    _close(ended, press.now)
    return len(rows)


@dataclass
class Ended:
    """A window that is over, those of the downtime after it, and the next one, whose end lies ahead."""

    row: Window
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


def _ended(row, now):
    """Of several windows that passed by, the last one tells for all."""
    rhythm = rhythm_of(row.person)
    later = chain(row.end, rhythm, row.person_id, now)
    wish = preference_of(row.person)
    state = State.OPEN
    if wish.choice == Preference.Choice.NOTHING or not row.person.is_active or row.person.is_erased:
        state = State.SUPPRESSED
    elif wish.is_paused(now):
        state = State.PAUSED
    return Ended(row, [(row.start, row.end), *later], state)


def _passed(row, state, now):
    ended = _ended(row, now)
    ended.state = state
    return ended


def _fill(ended, edition, now):
    """Writes the mails of those windows for which there is something new."""
    readers = [_reader(window) for window in ended]
    content.learn(readers, edition)
    mails = []
    for window, reader in zip(ended, readers, strict=True):
        digest = content.digest_of(reader, edition)
        window.state = State.WRITTEN if digest else State.SKIPPED_EMPTY
        if digest:
            window.items = len(digest.items)
            mails.append(render.mail(reader, digest, edition, period_of(window), now))
    if mails:
        mail.get_connection().send_messages(mails)


def would_write(rows, now):
    """(cadence, whether a mail would be written) of each of these windows, if they ended now; writes nothing."""
    ended = [_ended(row, max(row.end, now)) for row in rows]
    live = [window for window in ended if window.state == State.OPEN]
    if not live:
        return
    edition = Edition(min(row.seq_from for row in rows), head_seq(), min(row.covers_from for row in rows))
    edition.refresh(newest_entry())
    readers = [_reader(window) for window in live]
    content.learn(readers, edition)
    for window, reader in zip(live, readers, strict=True):
        yield window.row.cadence, content.digest_of(reader, edition) is not None


def _reader(ended):
    row = ended.row
    rhythm = rhythm_of(row.person)
    return content.Reader(
        row.person,
        preference_of(row.person),
        since=row.covers_from,
        until=ended.next_end,
        after=row.seq_from,
        operators_day=rhythm.cadence != windows.DAILY or ended.until.weekday() == MONDAY,
    )


def period_of(ended):
    cadence = rhythm_of(ended.row.person).cadence
    return render.Period(ended.row.covers_from, ended.until, cadence, ended.spans[-2][0])


def _close(ended, now):
    """Closes what ended and opens what follows, all in one statement."""
    rows = [row for window in ended for row in _rows(window, now)]
    Window.objects.bulk_create(
        rows,
        batch_size=BATCH * 2,
        update_conflicts=True,
        unique_fields=["person", "cadence", "start"],
        update_fields=["state", "items", "seq_to", "closed_at", "covers_from", "tries", "error"],
    )


def _rows(window, now):
    """The rows of what passed by, told by the last of them, and the row of what begins."""
    *passed, last, following = window.spans
    row = window.row
    place = getattr(row, "last", row.seq_from)
    waits = window.state in (State.PAUSED, State.DEAD)  # the next digest tells of it too
    seq_to = row.seq_from if waits else place
    for number, span in enumerate([*passed, last]):
        told = span is last
        yield Window(
            person_id=row.person_id,
            cadence=row.cadence if number == 0 else rhythm_of(row.person).cadence,
            start=span[0],
            end=span[1],
            covers_from=row.covers_from if told else span[0],
            seq_from=row.seq_from,
            seq_to=seq_to if told else row.seq_from,
            state=window.state if told or waits else State.MERGED,
            items=window.items if told else 0,
            tries=row.tries,
            error=row.error,
            closed_at=now,
            planned_at=row.planned_at,
            next_at=row.next_at,
        )
    if window.state != State.SUPPRESSED:
        yield Window(
            person_id=row.person_id,
            cadence=rhythm_of(row.person).cadence,
            start=following[0],
            end=following[1],
            covers_from=row.covers_from if waits else following[0],
            seq_from=seq_to,
            planned_at=now,
            next_at=following[1],
        )
