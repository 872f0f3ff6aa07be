"""How the demo's past comes about: stories whose deeds are done by the site's own actions, each on its day."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from django.conf import settings
from django.utils import timezone

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def tell(stories):
    """Does the deeds of all stories in the order of their days, and sends nobody a letter.

    A story is a generator: it yields how many days ago its next deed happened, and then does it.
    """
    with without_letters():
        waiting = [(-next(story), place, story) for place, story in enumerate(stories)]
        heapify(waiting)
        while waiting:
            past, place, story = heappop(waiting)
            with clock_of(-past):
                following = next(story, None)
            if following is not None:
                heappush(waiting, (-following, place, story))


@contextmanager
def clock_of(days):
    """Sets Django's clock back, defaults of columns included; for a process that does nothing else meanwhile."""

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=days)

    with replaced(timezone, "datetime", Then):
        yield


def without_letters():
    return replaced(settings, "EMAIL_BACKEND", NO_MAIL)


@contextmanager
def replaced(owner, name, value):
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)
