"""How often one may ask: by key, or without one by address; counted in the database, so that all processes agree."""

from dataclasses import dataclass

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
    return Limit.objects.tally(f"api:{neighbourhood(client_address(request))}", WINDOW)
