"""Every job of the background work, one line each."""

from importlib import import_module

from django.conf import settings

from accounts.models import Limit
from deeds import journal
from directory.models import Miss
from workers import outbox
from workers.loop import Job
from workers.readers import READERS

HOUR = 3600
DAY = 24 * HOUR


def clear_sessions():
    """Sessions that have ended leave the database."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def heartbeat():
    """Nothing to do: that it ran is the sign of life that /healthz reads."""


JOBS = [
    Job("heartbeat", heartbeat, every=5),
    Job("sessions", clear_sessions, every=DAY),
    Job("limits", Limit.objects.prune, every=DAY),
    Job("misses", Miss.objects.forget_rare, every=DAY),
    Job("bodies", outbox.empty_bodies, every=HOUR),
    Job("seal", journal.seal, lane="journal"),
    *[Job(reader.NAME, reader.catch_up, lane="journal") for reader in READERS],
    Job("outbox", outbox.drain, lane="mail"),
]
