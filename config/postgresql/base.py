"""A connection that was kept is asked whether it is good only when its server has said something in between; and it
can prepare statements."""

import select

from django.db.backends.postgresql import base


class PreparedCursor(base.ServerBindingCursor):
    """The server parses and plans a statement once a connection, as long as its parameters are of the same types: a
    small and a large number are not."""

    def execute(self, query, params=()):
        return super().execute(query, params, prepare=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """Saves each request the question that Django asks first, a third of what a list of the API waits for."""

    def is_usable(self):
        """A server that goes away closes the socket, which then can be read; a quiet one has nothing to say."""
        return self.is_quiet() or super().is_usable()

    def prepared_cursor(self):
        """For a statement that is asked again and again."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))  # type: ignore[attr-defined,call-arg]

    def is_quiet(self):
        if self.connection.closed:
            return False
        heard = select.poll()
        heard.register(self.connection.fileno(), select.POLLIN)
        return not heard.poll(0)
