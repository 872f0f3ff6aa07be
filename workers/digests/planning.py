"""Opens everybody's windows, and writes the digests of those that are over. Run twice, or by two at once: once."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Person, Preference
from deeds import journal
from deeds.models import Entry, Seal
from workers.digests import content, render, windows
from workers.digests.closing import close, ended_by
from workers.digests.edition import Edition, newest_entry
from workers.digests.windows import SHORTEST, end_after
from workers.digests.wishes import MONDAY, rhythm_of
from workers.loop import stopping
from workers.models import TRIES, Window, alerts

BATCH = 500
OTHERS_WAIT = 50  # at a time where one writer keeps all others waiting, as on SQLite
PUT_OFF = timedelta(minutes=10)
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
    """The digest of every window that is over, batch after batch; how many windows were closed.

    What is over is asked once: sorting all of them again for each batch would take longer than closing them.
    """
    press = Press(now or timezone.now())
    due = list(Window.objects.due(press.now).order_by("end", "pk").values_list("pk", flat=True))
    size = batch_size()
    batches = [due[first : first + size] for first in range(0, len(due), size)]
    return sum(_take(pks, press) for pks in batches if not stopping.is_set())


def batch_size():
    return BATCH if connection.features.has_select_for_update_skip_locked else OTHERS_WAIT


def _take(pks, press):
    """How many of these windows were dealt with; when one fails, each is tried alone."""
    try:
        return _write(pks, press)
    except Exception:
        log.exception("A batch of digests failed; its windows are tried one by one")
        return sum(_alone(pk, press) for pk in pks)


def _alone(pk, press):
    try:
        return _write([pk], press)
    except Exception as error:
        log.exception("A digest could not be written")
        return _put_off(pk, press.now, error)


def _locked(pks, now):
    """Those still due that no other process holds, each with its person, and the journal's place and newest entry."""
    rows = (
        Window.objects.due(now).filter(pk__in=pks).select_related("person__preference").order_by("end", "pk")
    )
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    places = {
        "last": Coalesce(Subquery(Seal.objects.order_by("-seq").values("seq")[:1]), 0),
        "newest": Coalesce(Subquery(Entry.objects.order_by("-pk").values("pk")[:1]), 0),
    }
    return list(rows.annotate(**places))


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
            close([_passed(row, State.DEAD, now)], now)
        else:
            row.save(update_fields=["tries", "error", "next_at"])
    return 1


@transaction.atomic
def _write(pks, press):
    """Closes these windows, opens the next ones and puts the mails into the outbox; all of it or nothing."""
    rows = _locked(pks, press.now)
    if not rows:
        return 0
    ended = [ended_by(row, press.now) for row in rows]
    live = [window for window in ended if window.state == State.OPEN]
    if live:
        edition = press.edition_for([window.row for window in live], rows[0].last, rows[0].newest)
        _fill(live, edition, press.now)
        for window in live:
            window.row.last = max(edition.last, window.row.seq_from)
    close(ended, press.now)
    return len(rows)


def _passed(row, state, now):
    ended = ended_by(row, now)
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
    ended = [ended_by(row, max(row.end, now)) for row in rows]
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
    return content.Reader(
        row.person,
        ended.wish,
        since=row.covers_from,
        until=ended.next_end,
        after=row.seq_from,
        operators_day=ended.rhythm.cadence != windows.DAILY or ended.until.weekday() == MONDAY,
    )


def period_of(ended):
    return render.Period(ended.row.covers_from, ended.until, ended.rhythm.cadence, ended.spans[-2][0])
