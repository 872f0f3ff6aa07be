"""Runs jobs: once until nothing is left, or forever in lanes that do not wait for each other."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, close_old_connections, connection, connections

from workers.models import Heartbeat

POLL = 0.3
BEAT = 10
AFTER_FAILURE = 2
FAILED = -1
stopping = threading.Event()
log = logging.getLogger("multaqa.work")


@dataclass(frozen=True)
class Job:
    """`run` answers how much it did (nothing: it rests `every` seconds); a lane runs its jobs in turn."""

    name: str
    run: Callable[[], int | None]
    every: float = POLL
    lane: str = "clock"


def run_once(jobs):
    """Everything that is due, again while anything was found to do; the names of the jobs that failed."""
    left, failed = list(jobs), []
    beats: dict[str, float] = {}
    while left and not stopping.is_set():
        done = [(job, run(job, beats)) for job in left]
        failed += [job.name for job, count in done if count == FAILED]
        busy = any(count > 0 for _job, count in done)
        left = [job for job, count in done if busy and count != FAILED and job.every <= POLL]
    return failed


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
    try:
        while not stopping.is_set():
            for job in jobs:
                if time.monotonic() >= due[job] and not stopping.is_set():
                    due[job] = time.monotonic() + _rest(job, run(job, beats))
            stopping.wait(max(0.0, min(due.values()) - time.monotonic()))
    finally:
        connections.close_all()


def _rest(job, count):
    if count == FAILED:
        return max(job.every, AFTER_FAILURE)
    return 0 if count and job.every <= POLL else job.every


def run(job, beats):
    """How much the job did, or FAILED: logged, shown by its Heartbeat, and no matter to the other jobs."""
    try:
        _drop_dead_connections()
        count = job.run() or 0
        _beat(job, beats)
    except Exception as error:
        log.exception("The job %s failed", job.name)
        beats.pop(job.name, None)
        _note_failure(job, error)
        return FAILED
    return count


def _drop_dead_connections():
    if not connection.in_atomic_block:
        close_old_connections()


def _beat(job, beats):
    """A sign of life every ten seconds and after each failure: a row a poll would be too many."""
    if time.monotonic() >= beats.get(job.name, 0):
        Heartbeat.objects.beat(job.name)
        beats[job.name] = time.monotonic() + BEAT


def _note_failure(job, error):
    try:
        _drop_dead_connections()
        Heartbeat.objects.failed(job.name, error)
    except DatabaseError:
        log.warning("The failure of %s could not be written down: no database", job.name)
