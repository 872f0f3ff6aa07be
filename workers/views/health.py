"""/healthz: is the site alive, and does what happens without being asked happen?"""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deeds.models import Entry, Seal, Unsealed
from directory.search import index
from workers.models import Heartbeat, OutgoingMessage, Stuck
from workers.readers import READERS
from workers.schedule import JOBS

HEARTBEAT_WITHIN = 60  # seconds
SILENT_AFTER = 3 * 60
MAIL_WITHIN = 15 * 60
READ_WITHIN = 2 * 60


@require_safe
@never_cache
def healthz(request):
    """Figures for machines, nothing about people; 503 when a part fails."""
    parts = {name: _checked(check) for name, check in CHECKS.items()}
    well = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": well, **parts}, status=200 if well else 503)


def _checked(check):
    try:
        return check()
    except DatabaseError:
        return {"ok": False, "why": "no database"}


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True}


def search():
    try:
        documents = index.searcher().num_docs
        return {"ok": True, "generation": index.current().name, "documents": documents}
    except (index.IndexDown, OSError):
        return {"ok": False, "why": "no index that can be read"}


def worker():
    """The age of the last sign of life; which jobs broke off when they last ran, which have not run for minutes."""
    beats = {beat.job: beat for beat in Heartbeat.objects.all()}
    age = _seconds_since(beats["heartbeat"].at) if "heartbeat" in beats else None
    failing = sorted(job for job, beat in beats.items() if beat.failures)
    silent = [job.name for job in JOBS if job.name in beats and _is_silent(job, beats[job.name])]
    well = age is not None and age <= HEARTBEAT_WITHIN and not silent
    return {"ok": well, "heartbeat_age": age, "failing": failing, "silent": silent}


def _is_silent(job, beat):
    """A worker that lost its broker may live and hear nothing; jobs that break say so by failing."""
    return not job.takes_turns and not beat.failures and (_seconds_since(beat.at) or 0) > SILENT_AFTER


def outbox():
    """How long the oldest unsent message exists, and how long the one most overdue waits for its turn."""
    live = OutgoingMessage.objects.live()
    oldest = live.order_by("created_at").values_list("created_at", flat=True).first()
    turn = OutgoingMessage.objects.due().order_by("next_at").values_list("next_at", flat=True).first()
    overdue = _seconds_since(turn) or 0
    return {"ok": overdue <= MAIL_WITHIN, "oldest_unsent": _seconds_since(oldest), "overdue": overdue}


def readers():
    """Each reader's lag: entries it has not taken in, and since when the first of them waits."""
    waiting = Unsealed.objects.order_by("pk").values_list("entry__at", flat=True).first()
    head = Seal.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    lags = {"seal": {"entries": Unsealed.objects.count(), "seconds": _seconds_since(waiting) or 0}}
    lags |= {reader.NAME: _lag(reader.position(), head) for reader in READERS}
    well = all(lag["seconds"] <= READ_WITHIN for lag in lags.values())
    return {"ok": well, "lag": lags, "stuck": Stuck.objects.given_up().count()}


def _lag(position, head):
    first = Entry.objects.filter(seal__seq=position + 1).values_list("at", flat=True).first()
    return {"entries": max(0, head - position), "seconds": _seconds_since(first) or 0}


def _seconds_since(moment):
    return None if moment is None else max(0, round((timezone.now() - moment).total_seconds()))


CHECKS = {"database": database, "search": search, "worker": worker, "outbox": outbox, "readers": readers}
