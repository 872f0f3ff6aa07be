"""The doorbell: what is written down is told to the workers at once, and no page waits for Redis.

A lane that was rung for is not rung for again before a worker heard it or a few seconds are over, so that a
thousand mails ring once, and a queue that nobody reads stays short. A ring that is lost is made up for by the
next one, and by the clock once a minute.
"""

import logging
import threading
import time

HUSH = 10  # seconds in which nobody tries again after Redis did not answer
HEARD_WITHIN = 5
log = logging.getLogger("multaqa.doorbell")


class Doorbell:
    """`caller()` opens a connection to the broker; `task` takes the name of a lane."""

    def __init__(self, caller, task):
        self.caller, self.task = caller, task
        self.connection = None
        self.hushed_until = 0.0
        self.lock = threading.Lock()

    def ring(self, lanes):
        """Never raises and, whatever Redis does, costs half a second once in ten seconds at most."""
        self._try(lambda: [self._knock(self.task, lane, lane) for lane in lanes])

    def again(self, task, name, lane):
        """A job that its time was too short for gets another turn, after those who wait already."""
        self._try(lambda: self._knock(task, name, lane))

    def heard(self, lane):
        """From now on the lane may be rung for again."""
        self._try(lambda: self._client().delete(_key(lane)))

    def close(self):
        if self.connection:
            self.connection.release()

    def _try(self, what):
        with self.lock:
            if time.monotonic() < self.hushed_until:
                return
            try:
                what()
            except Exception as error:
                self.hushed_until = time.monotonic() + HUSH
                log.warning("The workers could not be rung for, they look by themselves: %s", error)

    def _knock(self, task, name, lane):
        if self._client().set(_key(name), 1, nx=True, ex=HEARD_WITHIN):
            task.apply_async([name], queue=lane, connection=self.connection, retry=False)

    def _client(self):
        self.connection = self.connection or self.caller()
        return self.connection.default_channel.client


def _key(name):
    return f"multaqa:rung:{name}"
