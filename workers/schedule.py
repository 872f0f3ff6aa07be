"""Every job of the background work, one line each."""

from importlib import import_module

from django.conf import settings

from accounts.actions import forget_never_confirmed
from accounts.models import Answer, Limit, Notice
from coordination.committee.actions import closing as ballots
from coordination.committee.actions import scheduling
from coordination.exchange.actions import posting as exchange
from coordination.exchange.actions import suggesting
from coordination.standards.actions import deciding as standards
from coordination.standards.actions import reopening as accreditations
from coordination.standards.actions import reviewing
from deeds import journal
from deeds.models import Once
from directory import media
from directory.actions import consents, handing_over, membership
from directory.actions.visitors import clock
from directory.models import FoundBy, Miss
from workers import noticing, outbox, telling
from workers.digests import planning
from workers.loop import DAY, HOUR, Job
from workers.outbox import posting
from workers.readers import READERS


def clear_sessions():
    """Sessions that have ended leave the database."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def heartbeat():
    """Nothing to do: that it ran is the sign of life that /healthz reads."""


def _is_local(reader):
    return getattr(reader, "ON_EACH_HOST", False)


JOBS = [
    Job("heartbeat", heartbeat, every=5),
    Job("sessions", clear_sessions, every=DAY),
    Job("never confirmed", forget_never_confirmed, every=DAY),
    Job("limits", Limit.objects.prune, every=DAY),
    Job("old notices", Notice.objects.forget_old, every=DAY),
    Job("answers", Answer.objects.prune, every=HOUR),
    Job("posted forms", Once.objects.prune, every=DAY),
    Job("files", media.sweep, every=DAY),
    Job("misses", Miss.objects.forget_rare, every=DAY),
    Job("found words", FoundBy.objects.forget_rare, every=DAY),
    Job("urgent notices", telling.tell_urgent, every=20),
    Job("reminders", noticing.remind, every=HOUR),
    Job("settled notices", noticing.settle_all, every=HOUR),
    Job("silence", clock.mark_silence, every=HOUR),
    Job("visitors", clock.erase_old, every=DAY),
    Job("old invitations", membership.forget_outlived, every=DAY),
    Job("silent leaders", handing_over.watch_silence, every=DAY),
    Job("consents", consents.keep_time, every=HOUR),
    Job("scheduled ballots", scheduling.keep_time, every=10),
    Job("ballots", ballots.keep_time, every=10),
    Job("standards", standards.keep_time, every=HOUR),
    Job("exchange", exchange.keep_time, every=HOUR),
    Job("suggestions", suggesting.look, every=10),
    Job("reviews", reviewing.keep_time, every=HOUR),
    Job("accreditations", accreditations.keep_time, every=HOUR),
    Job("bodies", outbox.empty_bodies, every=HOUR),
    Job("old mails", outbox.forget_ended, every=DAY),
    Job("old posts", posting.forget_old, every=DAY),
    Job("plan digests", planning.plan, every=60),
    Job("digests", planning.write_due, every=30, lane="digests"),
    Job("seal", journal.seal, lane="journal"),
    *[
        Job(reader.NAME, reader.catch_up, lane="journal", on_each_host=_is_local(reader))
        for reader in READERS
    ],
    Job("outbox", outbox.drain, lane="mail"),
    Job("posts", posting.post_due, lane="posts"),
]

# --- for a broker: a queue cannot say on which host a job is to run, so it carries none of those

QUEUED = [job for job in JOBS if not job.on_each_host]
CLOCK = [job for job in QUEUED if not job.is_polled]
LANES = list(dict.fromkeys(job.lane for job in QUEUED))
RUNG_FOR = list(dict.fromkeys(job.lane for job in QUEUED if job.is_polled))


def named(name):
    return next(job for job in QUEUED if job.name == name)


def looked_for(lane):
    """The jobs of a lane that are run whenever something may wait for them."""
    return [job for job in QUEUED if job.lane == lane and job.is_polled]
