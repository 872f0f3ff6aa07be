"""Marking: what became of a mail is written down at once, and again as long as the database is away."""

import select
import time

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from psycopg import Error
from psycopg.pq import ExecStatus

from workers.models import OutgoingMessage
from workers.outbox.claiming import LEASE

State = OutgoingMessage.State
TABLE = OutgoingMessage._meta.db_table
SENT = "UPDATE {} SET state = 'sent', finished_at = {}, error = '', body = {} WHERE id = {} AND attempt = {}"
ANSWERS_WITHIN = 20  # seconds; a statement is given up by PostgreSQL before


class Marks:
    """What one sender marks as sent.

    To PostgreSQL a mark leaves at once, and `settle` waits for the answer. Until then the next mail may be announced
    to its server and not handed over, so of each sender at most one mail is sent and not marked; and nothing else may
    be asked of this thread's connection.
    """

    def __init__(self):
        self.under_way = None

    def sent(self, message):
        self.settle()
        if connection.vendor == "postgresql" and ask(message):
            self.under_way = message
        else:
            mark_sent(message)

    def settle(self):
        """Returns when the last mark is on disk."""
        message, self.under_way = self.under_way, None
        if message and not is_done():
            connection.close()
            mark_sent(message)


def mark_sent(message):
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
        cursor.execute(SENT.format(TABLE, *["%s"] * 4), [now, b"", pk, message.attempt])


# --- PostgreSQL, without waiting


def ask(message):
    """Sends the mark to the database; false when there is no connection to send it over."""
    values = [timezone.now().isoformat(), "", str(message.pk), str(message.attempt)]
    statement = SENT.format(TABLE, "$1", "$2", "$3", "$4")
    try:
        connection.ensure_connection()
        server = connection.connection.pgconn
        server.send_query_params(statement.encode(), [value.encode() for value in values])
        while server.flush():
            wait_for(server, select.POLLOUT)
    except (Error, OperationalError, InterfaceError):
        connection.close()
        return False
    return True


def is_done():
    """Whether the database did what it was asked, and will remember it."""
    try:
        return {result.status for result in results(connection.connection.pgconn)} == {ExecStatus.COMMAND_OK}
    except (Error, OperationalError):
        return False


def wait_for(server, event):
    line = select.poll()
    line.register(server.socket, event)
    if not line.poll(ANSWERS_WITHIN * 1000):
        raise OperationalError("The database did not answer.")


def results(server):
    """Its answers up to the last one, which comes after the commit."""
    while True:
        while server.is_busy():
            wait_for(server, select.POLLIN)
            server.consume_input()
        result = server.get_result()
        if result is None:
            return
        yield result
