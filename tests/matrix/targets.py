"""What the `fixture` column of the matrix names: the parameters of an address, made for one cast."""

from directory.search import build
from workers.models import Heartbeat


def nothing(cast):
    return {}


def site_at_work(cast):
    """An index that can be read and a worker that is alive."""
    build.rebuild()
    Heartbeat.objects.beat("heartbeat")
    return {}


TARGETS = {
    "": nothing,
    "site at work": site_at_work,
}
