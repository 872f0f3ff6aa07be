"""A digest's windows: no gap, no overlap, by everybody's own clock, over every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.digests import windows
from workers.digests.windows import Rhythm, chain, end_after, moment

ZONES = [
    "Asia/Kuwait",
    "Africa/Cairo",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Europe/London",
    "America/New_York",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
THREE_YEARS = timedelta(days=3 * 365)
PERSON = 4711


def rhythms_in(*zones):
    return st.builds(
        Rhythm,
        cadence=st.sampled_from([windows.DAILY, windows.WEEKLY, windows.MONTHLY]),
        zone=st.sampled_from(zones),
        weekday=st.integers(0, 6),
        hour=st.integers(0, 23),
    )


rhythms = rhythms_in(*ZONES)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
persons = st.integers(1, 100_000)


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=10, deadline=None)
@given(data=st.data(), start=moments, person=persons)
def test_over_three_years_every_window_begins_where_the_last_one_ended(zone, data, start, person):
    """So every event falls into exactly one of them; and each is about as long as its cadence."""
    rhythm = data.draw(rhythms_in(zone))
    found = chain(start, rhythm, person, start + THREE_YEARS, first=True)
    assert found[0][0] == start
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert found[-2][1] <= start + THREE_YEARS < found[-1][1]
    longest = {windows.DAILY: 37, windows.WEEKLY: 252, windows.MONTHLY: 44 * 24}[rhythm.cadence]
    lengths = [end - begin for begin, end in found]
    assert all(timedelta() < length <= timedelta(hours=longest) for length in lengths)
    assert all(length >= windows.SHORTEST[rhythm.cadence] for length in lengths[1:])


@settings(max_examples=40, deadline=None)
@given(rhythms, moments, persons, st.lists(moments, min_size=1, max_size=30))
def test_every_event_falls_into_exactly_one_window(rhythm, start, person, events):
    found = chain(start, rhythm, person, start + THREE_YEARS, first=True)
    holding = [sum(begin <= event < end for begin, end in found) for event in events]
    assert holding == [int(event >= start) for event in events]


@settings(max_examples=40, deadline=None)
@given(st.lists(rhythms, min_size=2, max_size=6), moments, persons)
def test_whatever_zone_day_or_cadence_is_chosen_next_the_chain_goes_on(chosen, start, person):
    found, begin = [], start
    for rhythm in chosen:
        part = chain(begin, rhythm, person, begin + timedelta(days=60), first=not found)
        found, begin = found + part, part[-1][1]
    assert all(one[1] == other[0] for one, other in pairwise(found))


def test_who_moves_around_the_world_gets_no_two_mails_in_a_row():
    """From UTC+14 to UTC−11 the same Sunday comes again a day later: the next digest waits for another one."""
    ahead, behind = Rhythm(zone="Pacific/Kiritimati"), Rhythm(zone="Pacific/Pago_Pago")
    _begin, end = chain(at(2026, 3, 2), ahead, PERSON, at(2026, 3, 2), first=True)[0]
    assert end.astimezone(ZoneInfo(ahead.zone)).date() == date(2026, 3, 8)
    begin, later = chain(end, behind, PERSON, end)[0]
    assert begin == end
    assert later.astimezone(ZoneInfo(behind.zone)).date() == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Asia/Beirut", date(2026, 3, 29), "2026-03-28T22:00"),  # 00:00 does not exist: 01:00 there
        ("Africa/Cairo", date(2026, 4, 24), "2026-04-23T22:00"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00"),  # the whole day did not exist
    ],
)
def test_where_the_clock_jumps_over_the_hour_the_next_valid_minute_counts(zone, day, expected):
    assert f"{moment(day, 0, ZoneInfo(zone)):%Y-%m-%dT%H:%M}" == expected


def test_of_an_hour_that_comes_twice_the_first_counts():
    """Cairo repeats 23:00 on 29 October 2026."""
    assert moment(date(2026, 10, 29), 23, ZoneInfo("Africa/Cairo")) == at(2026, 10, 29, 20)


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Africa/Cairo", date(2026, 4, 20), date(2026, 4, 30)),
        ("Africa/Cairo", date(2026, 10, 25), date(2026, 11, 4)),
        ("Asia/Beirut", date(2026, 3, 25), date(2026, 4, 4)),
        ("Africa/Casablanca", date(2026, 2, 10), date(2026, 2, 20)),
        ("Africa/Casablanca", date(2026, 3, 18), date(2026, 3, 28)),
    ],
)
@pytest.mark.parametrize("hour", [0, 2, 8, 23])
def test_on_the_days_clocks_change_there_is_one_digest_a_day(zone, first, last, hour):
    rhythm, place = Rhythm(windows.DAILY, zone, hour=hour), ZoneInfo(zone)
    start = moment(first, hour, place) + windows.jitter(PERSON)
    ends = [end for _begin, end in chain(start, rhythm, PERSON, moment(last, hour, place))]
    days = [(end - windows.jitter(PERSON)).astimezone(place).date() for end in ends]
    assert days == [first + timedelta(days=number) for number in range(1, len(days) + 1)]
    assert days[-1] >= last


def test_a_monthly_digest_comes_on_the_first_such_weekday():
    found = chain(at(2026, 1, 15), Rhythm(windows.MONTHLY), PERSON, at(2026, 5, 1), first=True)
    assert [f"{end:%d %b}" for _begin, end in found] == ["01 Feb", "01 Mar", "05 Apr", "03 May"]


def test_somebody_always_gets_it_at_the_same_minute_and_not_all_at_once():
    rhythm, start = Rhythm(), at(2026, 11, 23)
    ends = [end_after(start, rhythm, person) for person in range(2000)]
    assert ends == [end_after(start, rhythm, person) for person in range(2000)]
    assert min(ends) >= at(2026, 11, 29, 5)
    assert max(ends) < at(2026, 11, 29, 5, 30)
    assert len(set(ends)) > 1000


def at(*parts):
    return datetime(*parts, tzinfo=UTC)
