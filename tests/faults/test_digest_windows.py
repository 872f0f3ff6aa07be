"""TRUST 13 to 15 for digests: beat twice, clocks that jump, and a month away: nothing double, nothing skipped."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from django.utils import timezone

from accounts.models import Preference
from tests.cast import join, make_group, make_people
from tests.workers.digests import desk
from workers.digests import planning
from workers.models import OutgoingMessage, Window

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

READERS = 120
CHANGES = [
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
]


@pytest.fixture
def group():
    """A group with many members, all of whose windows are open."""
    group = make_group("large")
    for person in make_people([f"reader-{number}" for number in range(READERS)]).values():
        join(person, group)
    planning.plan()
    return group


def test_two_planners_at_once_write_each_digest_once(group):
    desk.told(group)
    later, gate = timezone.now() + timedelta(days=8), threading.Barrier(2)

    def run():
        try:
            gate.wait()
            planning.plan(later)
            planning.write_due(later)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _planner in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert OutgoingMessage.objects.filter(kind="digest").count() == READERS
    assert Window.objects.filter(state="written").count() == READERS
    assert Window.objects.open().count() == READERS


def test_after_thirty_days_away_everybody_gets_one_digest(group):
    Preference.objects.bulk_create(
        Preference(person_id=pk, cadence="daily") for pk in Window.objects.values_list("person", flat=True)
    )
    planning.plan()
    desk.told(group)
    planning.write_due(timezone.now() + timedelta(days=30))
    assert OutgoingMessage.objects.filter(kind="digest").count() == READERS


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize("hour", [0, 23])
def test_where_clocks_change_each_entry_is_told_once(zone, day, hour):
    """Three days before to three days after, an entry every six hours, the clock a day fast and a day slow between."""
    [person] = make_people(["reader"]).values()
    group, place = make_group("changing"), ZoneInfo(zone)
    join(person, group)
    Preference.objects.create(person=person, cadence="daily", zone=zone, hour=hour)
    begin = datetime.combine(day - timedelta(days=3), time(12), place).astimezone(UTC)
    with time_machine.travel(begin, tick=False):
        planning.plan()
    for number in range(24):
        wrong = {9: timedelta(days=1), 15: timedelta(days=-1)}.get(number, timedelta())
        with time_machine.travel(begin + timedelta(hours=6 * number) + wrong, tick=False):
            desk.told(group)
            planning.write_due()
    planning.write_due(begin + timedelta(days=9))
    rows = Window.objects.filter(person=person).exclude(state="open").order_by("start")
    places = list(rows.exclude(state="merged").values_list("seq_from", "seq_to"))
    spans = list(rows.values_list("start", "end"))
    assert [one[1] for one in spans[:-1]] == [one[0] for one in spans[1:]]
    assert [one[1] for one in places[:-1]] == [one[0] for one in places[1:]]
    assert (places[0][0], places[-1][1]) == (0, 24)
    ids = list(OutgoingMessage.objects.values_list("message_id", flat=True))
    assert len(ids) == len(set(ids)) >= 6
