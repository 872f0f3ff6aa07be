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
SENT = f"UPDATE {TABLE} SET state = 'sent', finished_at = %s, error = '', body = %s WHERE id = %s AND attempt = %s"
BY_POSTGRESQL = (SENT % ("now()", "''", "$1", "$2")).encode()
OFF = b" AND set_config('synchronous_commit', 'off', true) = 'off'"  # for this one transaction
ANSWERS_WITHIN = 20  # seconds; a statement is given up by PostgreSQL before
OFF_DISK = 0.05  # seconds of marks that a crash of PostgreSQL may take back


class Marks:
    """What one sender marks as sent.

    To PostgreSQL a mark leaves at once, and `settle` waits for the answer. Until then the next mail may be announced
    to its server and not handed over, so of each sender at most one mail is sent and not marked; and nothing else may
    be asked of this thread's connection. Once answered a mark outlives the sender. Crashes of the database it outlives
    when one of the process's senders waited for the disk after it, as one does every so often for all of them.
    """

    waited_at = 0.0

    def __init__(self):
        self.under_way = None

    def sent(self, message):
        self.settle()
        if connection.vendor == "postgresql" and ask(message, on_disk=self.waits_for_disk()):
            self.under_way = message
        else:
            mark_sent(message)

    @staticmethod
    def waits_for_disk():
        """Whether it is time again."""
        now = time.monotonic()
        if now - Marks.waited_at < OFF_DISK:
            return False
        Marks.waited_at = now
        return True

    def settle(self):
        """Returns when the database has the last mark."""
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
        cursor.execute(SENT, [now, b"", pk, message.attempt])


# --- PostgreSQL, without waiting


def ask(message, *, on_disk):
    """Sends the mark to the database; false when there is no connection to send it over."""
    values = [str(message.pk).encode(), b"%d" % message.attempt]
    try:
        connection.ensure_connection()
        server = connection.connection.pgconn
        server.send_query_params(BY_POSTGRESQL + (b"" if on_disk else OFF), values)
        while server.flush():
            wait_for(server, select.POLLOUT)
    except (Error, OperationalError, InterfaceError):
        connection.close()
        return False
    return True


def is_done():
    """Whether the database did what it was asked."""
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
