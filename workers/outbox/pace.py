"""How fast a mail server is given mails: one after the other at an even pace, slower when it asks for patience.

The pace is kept in the database, so that all senders on all machines share it.
"""

import fcntl
import random
import time
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from workers.loop import stopping
from workers.models import Host

PATIENCE = {421, 432, 451, 452}
MOST_SLOWED = 3
HOUR = timedelta(hours=1)
LEVEL_LASTS = timedelta(minutes=1)
SLACK = 1.02  # a mail may leave a moment after its turn
UNHURRIED = 0.05  # seconds between mails to a server that asked for patience, where no rate is set
LONGEST_WAIT = 15.0  # seconds a sender waits for its turn before it looks again for what else to do
AWAY = 5.0  # seconds before a server that did not answer is tried again, doubled by each level


# --- turns


def turn(name, until, *, though_full=False):
    """Waits for the server's next turn and takes it; False when none comes before `until` (time.monotonic).

    An hour that has had its most gives no turn, unless `though_full`.
    """
    while not stopping.is_set():
        wait = _try_turn(name, though_full)
        if wait <= 0:
            return True
        if wait > LONGEST_WAIT or time.monotonic() + wait > until:
            return False
        stopping.wait(min(wait, 1.0))
    return False


def _try_turn(name, though_full=False):
    """Takes the turn and answers 0; else the seconds until there may be one."""
    host, now = of(name), timezone.now()
    if host.free_at > now:
        return (host.free_at - now).total_seconds()
    if not though_full and is_full(host, now):
        return (this_hour(now) + HOUR - now).total_seconds()
    apart = timedelta(seconds=seconds_apart(host, now))
    if not apart and not settings.MAIL_PER_HOUR:
        return 0
    seen = Host.objects.filter(pk=host.pk, free_at=host.free_at, in_hour=host.in_hour)
    return 0 if seen.update(free_at=now + apart, **_counted(host, now)) else 0.001


def is_paced(name):
    """Whether its turns are counted now: there is a rate, or it asked for patience."""
    host, now = of(name), timezone.now()
    limited = settings.MAIL_PER_MINUTE or settings.MAIL_PER_HOUR
    return bool(limited or host.free_at > now or level_of(host, now))


def _counted(host, now):
    if host.hour == this_hour(now):
        return {"in_hour": F("in_hour") + 1}
    return {"hour": this_hour(now), "in_hour": 1}


def this_hour(now):
    return now.replace(minute=0, second=0, microsecond=0)


def is_full(host, now):
    """Whether this clock hour has had its most; sign-in mails go all the same."""
    most = settings.MAIL_PER_HOUR
    return bool(most) and host.hour == this_hour(now) and host.in_hour >= most


def of(name):
    return Host.objects.filter(name=name).first() or Host.objects.get_or_create(name=name)[0]


def seconds_apart(host, now):
    """Between two mails: the setting's pace, halved for each level of slowness; at most N + 1 in any minute."""
    base = SLACK * 60 / settings.MAIL_PER_MINUTE if settings.MAIL_PER_MINUTE else 0
    level = level_of(host, now)
    return max(base, UNHURRIED) * 2**level if level else base


def level_of(host, now):
    """How much the server is slowed now: one level goes each minute in which it does not complain."""
    if not host.level or host.slowed_at is None:
        return 0
    return max(0, host.level - int((now - host.slowed_at) / LEVEL_LASTS))


def slow_down(name, said, *, at_least=0.0):
    """The server asked for patience (or did not answer): everything to it goes slower, and not all at once again."""
    host, now = of(name), timezone.now()
    if at_least and host.slowed_at and now - host.slowed_at < timedelta(seconds=1):
        return  # another sender has just met the same silence
    host.level = min(level_of(host, now) + 1, MOST_SLOWED)
    host.slowed_at = now
    wait = max(seconds_apart(host, now), at_least * 2 ** (host.level - 1)) * random.uniform(0.5, 1.5)
    Host.objects.filter(pk=host.pk).update(
        level=host.level,
        slowed_at=now,
        said=str(said)[:300],
        free_at=max(host.free_at, now) + timedelta(seconds=wait),
    )


# --- connections


@contextmanager
def line(name):
    """One of this machine's MAIL_CONNECTIONS lines to a server, or None when all are busy; a dead sender's is free."""
    folder = settings.VAR_DIR / "lines"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(settings.MAIL_CONNECTIONS):
        with (folder / f"{name}.{number}").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield number
            return
    yield None
