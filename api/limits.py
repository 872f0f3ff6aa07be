"""How often one may ask: by key, or without one by address; counted in the database, so that all processes agree."""

from dataclasses import dataclass
from math import ceil
from time import time
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import ngettext
from rest_framework.exceptions import Throttled

from accounts.addresses import client_address, neighbourhood
from accounts.models import Limit

WINDOW = 60


@dataclass(frozen=True)
class Tally:
    """Where a reader stands: how many requests are allowed a minute, how many are left, and until when."""

    allowed: int
    count: int
    seconds: int

    @property
    def left(self):
        return max(self.allowed - self.count, 0)

    def headers(self):
        """As draft-ietf-httpapi-ratelimit-headers words them."""
        return {
            "RateLimit-Policy": f'"default";q={self.allowed};w={WINDOW}',
            "RateLimit": f'"default";r={self.left};t={self.seconds}',
        }


class TooMany(Throttled):
    """Says in how many seconds to ask again."""

    def __init__(self, seconds):
        super().__init__()
        self.wait = seconds
        self.detail = ngettext("Ask again in %(n)s second.", "Ask again in %(n)s seconds.", seconds) % {
            "n": seconds
        }


def count(request):
    """Counts this request; TooMany when it was one too many. A `request.tally` then tells where the reader stands."""
    allowed = request.auth.per_minute if request.auth else settings.API_PER_MINUTE
    if not allowed:
        return
    request.tally = Tally(allowed, *counted(request))
    if request.tally.count > allowed:
        raise TooMany(request.tally.seconds)


def counted(request):
    """(which request of its window this is, seconds until the window closes)."""
    if request.auth:
        return Limit.objects.tally_of_key(request.auth, WINDOW)
    return ahead.next(f"api:{neighbourhood(client_address(request))}", settings.API_PER_MINUTE)


class Taken(NamedTuple):
    """Requests of a window that the database has counted already: `count` came last, `end` may still come."""

    count: int
    end: int
    closes: float

    def holds(self, now):
        return now < self.closes

    def share(self, allowed):
        """How many to take next: few enough that none is missed when another process could have had them."""
        return max((allowed - self.end) // SHARE, 1)


class Ahead:
    """Counts a few requests of an address ahead while many are left, for each count is a trip to the database.

    Nobody gets more than is allowed: what is taken is counted. A process that takes and is not asked again in that
    window wastes at most a SHARE of the limit. Keys are counted one by one, since partners read what they used.
    """

    def __init__(self):
        self.taken = {}

    def next(self, name, allowed):
        """(which request of its window this is, seconds until the window closes)."""
        now, taken = time(), self.taken.pop((name, allowed), NOTHING)
        if not (taken.holds(now) and taken.count < taken.end):
            tries = taken.share(allowed) if taken.holds(now) else 1
            end, seconds = Limit.objects.tally(name, WINDOW, tries)
            taken = Taken(end - tries, end, now + seconds)
        if len(self.taken) > MOST_NAMES:
            self.taken.clear()
        taken = self.taken[name, allowed] = taken._replace(count=taken.count + 1)
        return taken.count, max(ceil(taken.closes - now), 1)


NOTHING, SHARE, MOST_NAMES = Taken(0, 0, 0), 50, 10_000
ahead = Ahead()
