"""Readers of the journal, one module each.

A reader module has a NAME, `catch_up() -> int` (reads on from its own place, answers how many entries it
took in, and called twice does nothing twice) and `position() -> int` (the seq it has reached). An entry it
fails on it hands to `Stuck.objects.failed`, which says when to leave that entry behind; `again(seal)` takes such
an entry in after all, when an operator asks for it. A reader that writes to
its host's own disk says so by ON_EACH_HOST.
"""

from workers.readers import notices, search, webhooks

READERS = [search, notices, webhooks]
