"""Jobs run in turn, lanes side by side, and a job that breaks is nobody else's trouble."""

import threading
import time

import pytest

from workers.loop import Job, run_forever, run_once, stopping
from workers.models import Heartbeat

pytestmark = pytest.mark.django_db


def countdown(steps):
    """A job that finds something to do so many times."""
    left = iter(range(steps, -1, -1))
    return lambda: next(left, 0)


def test_once_goes_round_until_nothing_is_left():
    done = []
    seal = countdown(2)
    jobs = [
        Job("seal", seal),
        Job("read", lambda: done.append("read")),
        Job("daily", lambda: done.append("day"), 9),
    ]
    assert run_once(jobs) == []
    assert done == ["read", "day", "read", "read"]


def test_a_job_that_breaks_stops_no_other_and_shows():
    done = []

    def broken():
        raise RuntimeError("disk full")

    assert run_once([Job("broken", broken), Job("sound", lambda: done.append(1))]) == ["broken"]
    assert run_once([Job("broken", broken)]) == ["broken"]
    beat = Heartbeat.objects.get(job="broken")
    assert (done, beat.at, beat.failures, beat.error) == ([1], None, 2, "RuntimeError: disk full")
    assert beat.failing_since is not None
    assert list(Heartbeat.objects.failing()) == [beat]


def test_a_job_that_recovers_is_well_again():
    Heartbeat.objects.failed("seal", RuntimeError("away"))
    run_once([Job("seal", lambda: 0)])
    beat = Heartbeat.objects.get()
    assert (beat.failures, beat.failing_since, beat.error) == (0, None, "")
    assert beat.at is not None


def test_once_asks_a_broken_job_a_single_time():
    tries = []

    def broken():
        tries.append(1)
        raise RuntimeError("away")

    assert run_once([Job("broken", broken), Job("busy", countdown(3))]) == ["broken"]
    assert tries == [1]


@pytest.mark.django_db(transaction=True)
def test_a_slow_lane_holds_up_no_other():
    release, rounds = threading.Event(), []

    def hangs():
        release.wait(5)

    def quick():
        rounds.append(time.monotonic())
        if len(rounds) == 3:
            stopping.set()
            release.set()

    begun = time.monotonic()
    run_forever([Job("mail", hangs, 0.05, "mail"), Job("search", quick, 0.05, "journal")])
    assert (len(rounds), release.is_set()) == (3, True)
    assert time.monotonic() - begun < 3
    assert sorted(Heartbeat.objects.values_list("job", flat=True)) == ["mail", "search"]


@pytest.mark.django_db(transaction=True)
def test_a_sign_of_life_is_not_written_at_every_round():
    written, rounds = [], []

    def quick():
        rounds.append(1)
        written.append(Heartbeat.objects.filter(job="quick").values_list("at", flat=True).first())
        if len(rounds) == 5:
            stopping.set()

    run_forever([Job("quick", quick, 0.01)])
    assert len(set(written[1:])) == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_that_found_something_is_asked_again_at_once():
    steps = countdown(50)

    def busy():
        left = steps()
        if not left:
            stopping.set()
        return left

    begun = time.monotonic()
    run_forever([Job("busy", busy)])
    assert time.monotonic() - begun < 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("awake", "least", "most"), [(0.0, 0.9, 5), (60, 0, 0.8)])
def test_a_lane_that_had_nothing_to_do_for_a_while_looks_less_often(monkeypatch, awake, least, most):
    monkeypatch.setattr("workers.loop.AWAKE", awake)
    monkeypatch.setattr("workers.loop.SLOWLY", 0.5)
    rounds = []

    def nothing():
        rounds.append(time.monotonic())
        if len(rounds) == 3:
            stopping.set()

    run_forever([Job("idle", nothing, 0.05)])
    assert least < rounds[-1] - rounds[0] < most
