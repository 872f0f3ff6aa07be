"""When a digest is due: windows by a person's own clock, half-open and chained. Nothing here knows the database."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import count, islice, pairwise
from zoneinfo import ZoneInfo

DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"
SUNDAY = 6
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SPREAD = timedelta(minutes=30)
SHORTEST = {DAILY: timedelta(hours=12), WEEKLY: timedelta(days=3, hours=12), MONTHLY: timedelta(days=14)}


@dataclass(frozen=True)
class Rhythm:
    """How often a person wants the digest: daily, weekly on a weekday, or monthly on the first such weekday.

    `weekday` counts from Monday, 0, to Sunday, 6; `hour` is that of the wall clock in `zone`.
    """

    cadence: str = WEEKLY
    zone: str = "Asia/Kuwait"
    weekday: int = SUNDAY
    hour: int = 8


def chain(
    start: datetime, rhythm: Rhythm, person: int, now: datetime, *, first=False
) -> list[tuple[datetime, datetime]]:
    """The windows [start, end) from `start` on, each beginning where the one before ended; the last is open at `now`.

    A window is never shorter than half its cadence, so that a changed zone or weekday brings no two mails in a
    row; only somebody's first one may be.
    """
    ends = [start, end_after(start, rhythm, person, timedelta() if first else SHORTEST[rhythm.cadence])]
    while ends[-1] <= now:
        ends.append(end_after(ends[-1], rhythm, person, SHORTEST[rhythm.cadence]))
    return list(pairwise(ends))


def end_after(start: datetime, rhythm: Rhythm, person: int, shortest: timedelta = timedelta()) -> datetime:
    """The first moment after `start`, and not before `shortest` has passed, at which this person's digest is due."""
    least, late = start + shortest, jitter(person)
    day = least.astimezone(ZoneInfo(rhythm.zone)).date() - DAY
    ends = (moment + late for moment in moments_from(day, rhythm))
    return next(end for end in ends if end > start and end >= least)


@lru_cache(maxsize=1024)
def moments_from(day: date, rhythm: Rhythm) -> tuple[datetime, ...]:
    """The first moments of this rhythm from that day on: more than lie in the three days that a zone can shift."""
    zone = ZoneInfo(rhythm.zone)
    return tuple(moment(day, rhythm.hour, zone) for day in islice(days_from(day, rhythm), 4))


def days_from(day: date, rhythm: Rhythm) -> Iterator[date]:
    """The days of this rhythm, from that one on."""
    days = (day + DAY * number for number in count())
    if rhythm.cadence == DAILY:
        return days
    weekly = (day for day in days if day.weekday() == rhythm.weekday)
    return weekly if rhythm.cadence == WEEKLY else (day for day in weekly if day.day <= 7)


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """That hour of the wall clock, in UTC: of two the first; where the clock jumps over it, the next valid minute."""
    wall = datetime.combine(day, time(hour), zone)
    found, before = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if before >= found:
        return found
    offset = before.astimezone(zone).utcoffset()
    minutes = (before + MINUTE * number for number in count())
    return next(minute for minute in minutes if minute.astimezone(zone).utcoffset() != offset)


def jitter(person: int) -> timedelta:
    """Up to half an hour, always the same for one person, so that not everybody's mail leaves in one minute."""
    number = int.from_bytes(hashlib.sha256(str(person).encode()).digest()[:4])
    return timedelta(seconds=number % int(SPREAD.total_seconds()))
