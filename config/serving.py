"""Gunicorn's worker with threads, sharing connections evenly with the others.

Whichever worker wakes first takes a new connection, and a connection that stays open stays where it was taken: of
eight that a proxy keeps, one worker may have seven and the other one, and answers then wait in one while the other is
idle.
"""

import time

from gunicorn.workers.gthread import ThreadWorker

MOMENT, LONGEST = 0.0005, 0.005  # seconds for each connection, and together


class Worker(ThreadWorker):
    def accept(self, listener):
        """The more connections a worker has, the longer it leaves a new one to the others."""
        time.sleep(min(self.nr_conns * MOMENT, LONGEST))
        super().accept(listener)
