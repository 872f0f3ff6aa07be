"""Marking: what became of a mail is written down at once, and again as long as the database is away."""

import time

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from workers.models import OutgoingMessage
from workers.outbox.claiming import LEASE

State = OutgoingMessage.State
TABLE = OutgoingMessage._meta.db_table
SENT = (
    f"UPDATE {TABLE} SET state = %s, finished_at = %s, error = '', body = %s WHERE id = %s AND attempt = %s"
)


def mark_sent(message):
    """`finish` as sent, in as little time as can be: whoever is killed before this is through sends a mail twice."""
    persist(lambda: _write_sent(message), LEASE.total_seconds())


def finish(message, state, error="", **changes):
    mark(message, state=state, finished_at=timezone.now(), error=str(error)[:300], **changes)


def mark(message, **changes):
    """As long as the claim is ours: of somebody else's mail nothing is changed."""
    ours = OutgoingMessage.objects.filter(pk=message.pk, attempt=message.attempt)
    persist(lambda: ours.update(**changes), LEASE.total_seconds())


def persist(deed, seconds):
    """Does it, again and again for so long while the database is away."""
    until, wait = time.monotonic() + seconds, 0.1
    while True:
        try:
            return deed()
        except (OperationalError, InterfaceError):
            if time.monotonic() > until:
                raise
            connection.close()
            time.sleep(wait)
            wait = min(wait * 2, 5)


def _write_sent(message):
    """Plain SQL: the ORM takes longer to word this statement than the database to execute it."""
    pk = OutgoingMessage._meta.pk.get_db_prep_value(message.pk, connection)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(SENT, [State.SENT.value, now, b"", pk, message.attempt])
