"""How often one may ask: by key, or without one by address; counted in the database, so that all processes agree."""

from dataclasses import dataclass

from django.conf import settings
from rest_framework.exceptions import Throttled

from accounts.addresses import client_address, neighbourhood
from accounts.models import Limit, Usage

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


def count(request):
    """Counts this request; Throttled when it was one too many. A `request.tally` then tells where the reader stands."""
    whom, allowed = reader(request)
    if not allowed:
        return
    request.tally = Tally(allowed, *Limit.objects.tally(whom, WINDOW))
    refused = request.tally.count > allowed
    if request.auth:
        Usage.objects.note(request.auth, refused)
    if refused:
        raise Throttled(wait=request.tally.seconds)


def reader(request):
    """(whom the counter is of, how many requests a minute); of 0 nothing is counted."""
    if request.auth:
        return f"api-key:{request.auth.pk}", request.auth.per_minute
    return f"api:{neighbourhood(client_address(request))}", settings.API_PER_MINUTE
