"""What Celery runs: the jobs of the schedule, in queues named after their lanes."""

from kombu import Queue

from workers import loop, schedule
from workers.app import app, caller
from workers.doorbell import Doorbell

SWEEP = 60  # seconds between two rings of the clock, for those that were lost
BEATS: dict[str, float] = {}  # of this process: job → when it next writes its sign of life


@app.task
def run_job(name):
    """One job of the clock, unless it is not due or another process has it."""
    loop.run_for(loop.SLICE, [schedule.named(name)], BEATS)


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


def told(task, name, lane, every):
    """A line of beat's schedule; what nobody took before the next one is due is thrown away."""
    options = {"queue": lane, "expires": every}
    return {"task": task.name, "args": [name], "schedule": every, "options": options}


app.conf.task_queues = [Queue(lane) for lane in schedule.LANES]
app.conf.task_default_queue = schedule.LANES[0]
app.conf.beat_schedule = {
    **{job.name: told(run_job, job.name, job.lane, job.looks_every) for job in schedule.CLOCK},
    **{f"lane {lane}": told(run_lane, lane, lane, SWEEP) for lane in schedule.RUNG_FOR},
}
