"""Runs jobs: once until nothing is left, or forever in lanes that do not wait for each other."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    connections,
)

from workers.models import Heartbeat

POLL, SLOWLY = (
    0.3,
    1.0,
)  # seconds from look to look: while there was something to do lately, and at other times
AWAKE = 60
BEAT = 10
AFTER_FAILURE = 2
SLICE = 10  # seconds for a job in a queue, before others have their turn
HOUR = 3600
DAY = 24 * HOUR
LONG = 200
LOOK = 300  # seconds after which it is asked again whether an hourly or daily job is due
FAILED = -1
stopping = threading.Event()
log = logging.getLogger("multaqa.work")


@dataclass(frozen=True)
class Job:
    """`run` answers how much it did (nothing: it rests `every` seconds); a lane runs its jobs in turn.

    Hourly and daily jobs run when they are due by the database, in one process of all; others may run in
    several at once and do nothing twice. What `on_each_host` writes lies on that host's own disk.
    """

    name: str
    run: Callable[[], int | None]
    every: float = POLL
    lane: str = "clock"
    on_each_host: bool = False

    @property
    def is_polled(self):
        return self.every <= POLL

    @property
    def takes_turns(self):
        return self.every >= HOUR

    @property
    def lasts(self):
        """Seconds after which a job that listens to `stopping` is asked to make room for others."""
        return LONG if self.takes_turns else SLICE

    @property
    def looks_every(self):
        return LOOK if self.takes_turns else self.every


def run_once(jobs, run_one=None):
    """Every job, due or not, again while anything was found to do; the names of the jobs that failed."""
    left, failed = list(jobs), []
    run_one = run_one or partial(run, beats={})
    while left and not stopping.is_set():
        done = [(job, run_one(job)) for job in left]
        failed += [job.name for job, count in done if count == FAILED]
        busy = any(count > 0 for _job, count in done)
        left = [job for job, count in done if busy and count != FAILED and job.is_polled]
    return failed


def run_for(seconds, jobs, beats):
    """Those that are due, again while anything was found to do; true when the time was over before that."""
    timer = threading.Timer(seconds, stopping.set)
    timer.start()
    try:
        run_once(jobs, partial(run, beats=beats, due=is_due))
        return stopping.is_set()
    finally:
        timer.cancel()
        stopping.clear()


def run_forever(jobs):
    """Until `stopping` is set; whatever is under way is finished first."""
    lanes = {job.lane: [other for other in jobs if other.lane == job.lane] for job in jobs}
    threads = [threading.Thread(target=_lane, args=[mine], name=name) for name, mine in lanes.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(timeout=1)


def _lane(jobs):
    due = dict.fromkeys(jobs, 0.0)
    beats: dict[str, float] = {}
    awake_until = time.monotonic() + AWAKE
    try:
        while not stopping.is_set():
            for job in jobs:
                if time.monotonic() >= due[job] and not stopping.is_set():
                    count = run(job, beats, is_due)
                    if count > 0:
                        awake_until = time.monotonic() + AWAKE
                    due[job] = time.monotonic() + _rest(job, count, is_awake=time.monotonic() < awake_until)
            stopping.wait(max(0.0, min(due.values()) - time.monotonic()))
    finally:
        connections.close_all()


def _rest(job, count, *, is_awake):
    if count == FAILED:
        return max(job.looks_every, AFTER_FAILURE)
    if job.is_polled:
        return 0 if count else job.looks_every if is_awake else SLOWLY
    return job.looks_every


def is_due(job):
    """Hourly and daily jobs take their turn in the database, of two processes one; the others are always due."""
    return not job.takes_turns or Heartbeat.objects.take_turn(job.name)


def run(job, beats, due=lambda _job: True):
    """How much the job did, or FAILED: logged, shown by its Heartbeat, and no matter to the other jobs."""
    try:
        _drop_dead_connections()
        if not _again_if_cut(due, job):
            return 0
        count = _again_if_cut(job.run) or 0
        _again_if_cut(_beat, job, beats)
    except Exception as error:
        log.exception("The job %s failed", job.name)
        beats.pop(job.name, None)
        _note_failure(job, error)
        return FAILED
    return count


def _again_if_cut(deed, *args):
    """What met a connection that was cut runs at once again over a new one: no job does anything twice."""
    try:
        return deed(*args)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return deed(*args)


def _drop_dead_connections():
    if not connection.in_atomic_block:
        close_old_connections()


def _beat(job, beats):
    """A sign of life every ten seconds and after each failure: a row a poll would be too many."""
    if time.monotonic() >= beats.get(job.name, 0):
        Heartbeat.objects.beat(job.name, rest=job.every)
        beats[job.name] = time.monotonic() + BEAT


def _note_failure(job, error):
    try:
        _drop_dead_connections()
        Heartbeat.objects.failed(job.name, error)
    except DatabaseError:
        log.warning("The failure of %s could not be written down: no database", job.name)
