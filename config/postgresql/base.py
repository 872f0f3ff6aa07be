"""A connection that was kept is asked whether it is good only when its server has said something in between."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Saves each request the question that Django asks first, a third of what a list of the API waits for."""

    def is_usable(self):
        """A server that goes away closes the socket, which then can be read; a quiet one has nothing to say."""
        return self.is_quiet() or super().is_usable()

    def is_quiet(self):
        if self.connection.closed:
            return False
        heard = select.poll()
        heard.register(self.connection.fileno(), select.POLLIN)
        return not heard.poll(0)
