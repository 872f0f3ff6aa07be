"""What Celery runs: the jobs of the schedule, in queues named after their lanes."""

from contextlib import closing
from datetime import UTC, datetime

from celery import bootsteps
from kombu import Queue

from workers import loop, schedule
from workers.app import app, caller
from workers.doorbell import Doorbell

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
SWEEP = 60  # seconds between two rings of the clock, for those that were lost
BEATS: dict[str, float] = {}  # of this process: job → when it next writes its sign of life


@app.task
def run_job(name):
    """One job of the clock, unless it is not due or another process has it."""
    job = schedule.named(name)
    if loop.run_for(job.lasts, [job], BEATS):
        bell.again(run_job, name, job.lane)


@app.task
def run_lane(lane):
    """Everything that waits in a lane; when there is more than a slice of it, others come between."""
    bell.heard(lane)
    if loop.run_for(loop.SLICE, schedule.looked_for(lane), BEATS):
        bell.ring([lane])


bell = Doorbell(caller, run_lane)


def ring():
    """Tells the workers that something was written down (settings.DOORBELL)."""
    bell.ring(schedule.RUNG_FOR)


class LookAgain(bootsteps.StartStopStep):
    """Whenever a worker is connected, anew or again, it looks for what nobody could ring for meanwhile."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def start(self, _consumer):
        with closing(Doorbell(caller, run_lane)) as bell:  # the worker forks, and connections do not go along
            for lane in schedule.RUNG_FOR:
                bell.heard(lane)  # what was rung before may be lost
                bell.ring([lane])


app.steps["consumer"].add(LookAgain)


def told(task, name, lane, every):
    """A line of beat's schedule, sent at once when beat starts; what nobody took before the next one is thrown away."""
    options = {"queue": lane, "expires": every}
    return {"task": task.name, "args": [name], "schedule": every, "options": options, "last_run_at": LONG_AGO}


app.conf.task_queues = [Queue(lane) for lane in schedule.LANES]
app.conf.task_default_queue = schedule.LANES[0]
app.conf.beat_schedule = {
    **{job.name: told(run_job, job.name, job.lane, job.looks_every) for job in schedule.CLOCK},
    **{f"lane {lane}": told(run_lane, lane, lane, SWEEP) for lane in schedule.RUNG_FOR},
}
