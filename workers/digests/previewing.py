"""Looking at a digest before anybody gets it: nothing is written and nothing is sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncHour
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from deeds.journal import record
from deeds.lifecycle import called
from deeds.models import Seal
from workers.digests import content, planning, render, windows
from workers.digests.edition import Edition, newest_entry
from workers.digests.wishes import preference_of, rhythm_of
from workers.models import Window

LENGTH = {
    windows.DAILY: timedelta(days=1),
    windows.WEEKLY: timedelta(days=7),
    windows.MONTHLY: timedelta(days=31),
}
A_DAY = timedelta(days=1)
MOST = 5_000
LOOKED = _("%(by)s looked at the digest of %(person)s.")


@dataclass(frozen=True)
class Preview:
    """What somebody would get: `message` is None when nothing is new to them."""

    person: Person
    since: datetime
    until: datetime
    message: Any

    @property
    def headers(self):
        return [(name, str(value)) for name, value in self.message.message().items()]

    @property
    def html(self):
        return self.message.alternatives[0][0]


def people_for(operator):
    """Oneself, and where a demo is tried out its people; nobody else's digest is anybody's to read."""
    demo = Q(email__endswith="@demo.test") if settings.DEBUG else Q()
    return Person.objects.filter(
        Q(pk=operator.pk) | demo if demo else Q(pk=operator.pk), is_active=True
    ).order_by("pk")


@transaction.atomic
def preview(person: Person, day: date, language: str, *, by: Person) -> Preview:
    """The digest that this person would get on that day, or by now, in that language; the look leaves an entry."""
    names = {"by": called(by), "person": called(person)}
    audience = ["operator", f"person:{person.pk}"]
    record("digest.preview", person, by=by, audience=audience, title=LOOKED, names=names, quiet=True)
    person.language = language
    rhythm = rhythm_of(person)
    now, zone = timezone.now(), ZoneInfo(rhythm.zone)
    past = day < now.astimezone(zone).date()
    until = windows.moment(day, rhythm.hour, zone) if past else now
    return _as_of(person, rhythm.cadence, until - LENGTH[rhythm.cadence], until)


def _as_of(person, cadence, since, until):
    first, last = place_before(since), place_before(until)
    edition = Edition(first, last, since)
    edition.refresh(newest_entry())
    reader = content.Reader(
        person, preference_of(person), since, until + LENGTH[cadence], first, operators_day=True
    )
    content.learn([reader], edition)
    reader.notices = [notice for notice in reader.notices if notice.at < until]
    digest = content.digest_of(reader, edition)
    period = render.Period(since, until, cadence, since)
    return Preview(person, since, until, digest and render.mail(reader, digest, edition, period, until))


def place_before(moment):
    """The journal's place at that moment."""
    earlier = Seal.objects.filter(entry__at__lt=moment).order_by("-seq")
    return earlier.values_list("seq", flat=True).first() or 0


def count(now=None):
    """{(cadence, "mail" or "nothing new"): people} of the windows that end within a day, as if they ended now."""
    now = now or timezone.now()
    found: Counter[tuple[str, bool]] = Counter()
    open_ones = Window.objects.open().filter(end__lte=now + A_DAY).order_by("end", "pk")
    pks = list(open_ones.values_list("pk", flat=True)[:MOST])
    for start in range(0, len(pks), planning.BATCH):
        rows = list(
            Window.objects.filter(pk__in=pks[start : start + planning.BATCH]).select_related(
                "person__preference"
            )
        )
        found.update(planning.would_write(rows, now))
    return found


def forecast(now=None):
    """[(hour, windows that end in it)] of the next 24 hours."""
    now = now or timezone.now()
    rows = Window.objects.open().filter(end__lte=now + A_DAY).annotate(hour=TruncHour("end"))
    return list(rows.values_list("hour").annotate(n=Count("pk")).order_by("hour"))
