"""Every window is answered for once, whatever stops, comes back late, or breaks."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Preference
from tests.cast import join, make_group, make_people
from tests.workers.digests import desk
from workers.digests import planning, render
from workers.models import OutgoingMessage, Window

MONTH = timedelta(days=30)


@pytest.fixture
def windows(cast):
    planning.plan()
    return cast


def test_planned_and_written_twice_nothing_happens_twice(windows):
    assert planning.plan() == 0
    desk.told(windows.group)
    first = desk.write_digests()
    assert len(first) == 6
    assert len(desk.write_digests()) == 6
    assert desk.states(windows.leader) == ["written", "open"]
    assert OutgoingMessage.objects.filter(kind="digest").count() == 6


def test_after_thirty_days_away_there_is_one_mail_and_nothing_was_skipped(windows):
    Preference.objects.create(person=windows.leader, cadence="daily")
    planning.plan()
    desk.told(windows.group)
    mails = desk.write_digests(after=MONTH)
    assert OutgoingMessage.objects.filter(recipient=windows.leader.email).count() == 1
    assert "offers a new service" in desk.text(mails[windows.leader.email])
    states = desk.states(windows.leader)
    assert states == ["merged"] * (len(states) - 2) + ["written", "open"]
    assert len(states) in (30, 31, 32)
    assert chained(windows.leader)


def test_what_happened_before_somebody_came_is_no_news_to_them(cast):
    desk.told(cast.group)
    planning.plan()
    assert cast.leader.email not in desk.write_digests()


def test_a_digest_tells_what_came_after_the_last_one_and_nothing_again(windows):
    desk.told(windows.group)
    week = timedelta(days=7, hours=1)
    desk.write_digests(week)
    assert len(desk.write_digests(2 * week)) == 6
    assert OutgoingMessage.objects.filter(recipient=windows.leader.email).count() == 1
    desk.told(windows.group)
    desk.write_digests(3 * week)
    assert OutgoingMessage.objects.filter(recipient=windows.leader.email).count() == 2
    assert desk.states(windows.leader) == ["written", "skipped_empty", "written", "open"]


def test_while_somebody_pauses_nothing_is_sent_and_afterwards_it_is_told(windows):
    until = timezone.now() + timedelta(days=10)
    wish = Preference.objects.create(person=windows.leader, paused_until=until)
    planning.plan()
    desk.told(windows.group)
    assert windows.leader.email not in desk.write_digests()
    assert desk.states(windows.leader) == ["paused", "open"]
    wish.paused_until = None
    wish.save()
    assert windows.leader.email in desk.write_digests(after=timedelta(days=14, hours=1))
    assert desk.states(windows.leader) == ["paused", "written", "open"]


def test_whoever_wants_nothing_gets_nothing_and_may_come_back(windows):
    desk.told(windows.group)
    Preference.objects.create(person=windows.leader, choice="nothing")
    assert windows.leader.email not in desk.write_digests()
    assert desk.states(windows.leader) == ["suppressed"]
    Preference.objects.filter(person=windows.leader).update(choice="weekly")
    planning.plan()
    assert desk.states(windows.leader) == ["suppressed", "open"]


def test_a_changed_wish_changes_when_the_open_window_ends(windows):
    before = Window.objects.open().get(person=windows.leader)
    Preference.objects.create(person=windows.leader, weekday=2, hour=17, zone="Africa/Cairo")
    assert planning.plan() == 1
    after = Window.objects.open().get(person=windows.leader)
    assert (after.pk, after.start) == (before.pk, before.start)
    local = after.end.astimezone(Preference.objects.get(person=windows.leader).tz)
    assert (local.weekday(), local.hour) == (2, 17)
    assert planning.plan() == 0


def test_one_digest_that_fails_keeps_nobody_else_from_theirs(windows, monkeypatch, caplog):
    desk.told(windows.group)
    whole = render.mail

    def breaks(reader, *args):
        if reader.person == windows.editor:
            raise ValueError("poison")
        return whole(reader, *args)

    monkeypatch.setattr(render, "mail", breaks)
    mails = desk.write_digests()
    assert windows.leader.email in mails
    assert windows.editor.email not in mails
    for attempt in range(1, 8):
        planning.write_due(timezone.now() + timedelta(days=7, hours=1 + attempt))
    assert desk.states(windows.editor) == ["dead", "open"]
    assert sum(record.name == "multaqa.alerts" for record in caplog.records) == 1
    monkeypatch.setattr(render, "mail", whole)
    assert windows.editor.email in desk.write_digests(after=timedelta(days=15))


def test_a_clock_that_is_wrong_by_a_day_and_right_again_loses_and_doubles_nothing(windows):
    Preference.objects.create(person=windows.leader, cadence="daily")
    planning.plan()
    now = timezone.now()
    for day, shift in enumerate((1, 1, 2, 0, 1, 0, 1, 1)):
        with time_machine.travel(now + timedelta(days=day + shift, hours=2), tick=False):
            desk.told(windows.group)
            planning.write_due()
    planning.write_due(now + timedelta(days=14))
    assert chained(windows.leader)
    places = list(
        Window.objects.filter(person=windows.leader)
        .exclude(state="open")
        .order_by("start")
        .values_list("seq_from", "seq_to")
    )
    assert [one[1] for one in places[:-1]] == [one[0] for one in places[1:]]
    assert places[-1][1] == 8
    ids = list(
        OutgoingMessage.objects.filter(recipient=windows.leader.email).values_list("message_id", flat=True)
    )
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("number", [3, 12])
def test_a_run_takes_as_many_queries_however_many_readers_it_has(db, number):
    people = [*make_people([f"reader-{n}" for n in range(number)]).values()]
    group = make_group("large")
    for person in people:
        join(person, group)
    planning.plan()
    desk.told(group)
    with CaptureQueriesContext(connection) as queries:
        desk.write_digests()
    words = ("SELECT", "INSERT", "UPDATE", "DELETE")
    asked = [query["sql"] for query in queries if query["sql"].startswith(words)]
    assert OutgoingMessage.objects.filter(kind="digest").count() == number
    assert len(asked) == 17, [sql[:90] for sql in asked]


def chained(person):
    """Every window of this person begins where the one before ended."""
    spans = list(Window.objects.filter(person=person).order_by("start").values_list("start", "end"))
    return all(one[1] == other[0] for one, other in pairwise(spans))
