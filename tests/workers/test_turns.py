"""Hourly and daily jobs take turns in the database: of two processes, two beats or two hosts one runs them."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from workers.loop import DAY, Job, is_due, run
from workers.models import Heartbeat

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 1, 6, 12, tzinfo=UTC)


def daily(done):
    return Job("daily", lambda: done.append(1), every=DAY)


def test_a_daily_job_runs_once_a_day_however_often_it_is_asked_for(time_machine):
    done = []
    for hours, expected in [(0, 1), (1, 1), (23, 1), (25, 2), (26, 2)]:
        time_machine.move_to(NOON + timedelta(hours=hours), tick=False)
        run(daily(done), {}, is_due)
        run(daily(done), {}, is_due)
        assert len(done) == expected


def test_one_that_was_late_runs_as_soon_as_somebody_works_again(time_machine):
    done = []
    for day in [0, 30]:
        time_machine.move_to(NOON + timedelta(days=day), tick=False)
        run(daily(done), {}, is_due)
    assert len(done) == 2


def test_a_turn_whose_process_died_is_taken_by_another_after_five_minutes(time_machine):
    time_machine.move_to(NOON, tick=False)
    assert Heartbeat.objects.take_turn("daily") is True
    assert Heartbeat.objects.take_turn("daily") is False
    time_machine.shift(299)
    assert Heartbeat.objects.take_turn("daily") is False
    time_machine.shift(1)
    assert Heartbeat.objects.take_turn("daily") is True


def test_a_daily_job_that_broke_is_tried_again_after_five_minutes(time_machine):
    done = []

    def breaks_once():
        done.append(1)
        if len(done) == 1:
            raise RuntimeError("away")

    job = Job("daily", breaks_once, every=DAY)
    for seconds, tries, failures in [(0, 1, 1), (60, 1, 1), (301, 2, 0), (700, 2, 0)]:
        time_machine.move_to(NOON + timedelta(seconds=seconds), tick=False)
        run(job, {}, is_due)
        assert (len(done), Heartbeat.objects.get().failures) == (tries, failures)


def test_other_jobs_are_always_due():
    done = []
    job = Job("every ten seconds", lambda: done.append(1), every=10)
    run(job, {}, is_due)
    run(job, {}, is_due)
    assert len(done) == 2


@pytest.mark.django_db(transaction=True)
def test_of_eight_that_ask_at_once_one_has_the_turn():
    Heartbeat.objects.create(job="daily", next_at=timezone.now() - timedelta(hours=1))
    together, won = threading.Barrier(8), []

    def ask():
        together.wait()
        won.append(Heartbeat.objects.take_turn("daily"))
        connections.close_all()

    askers = [threading.Thread(target=ask) for _asker in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(won) == [False] * 7 + [True]
