"""What groups lend, who asks for it, and what is suggested."""

from datetime import timedelta

from django.utils import timezone

from coordination.exchange.actions import suggesting
from coordination.exchange.models import LookedFor
from coordination.exchange.suggesting import shown
from directory.models import Capability, Group
from tests.coordination.exchange.world import fresh, opened


def lends(group, title="كراسي متحركة", kind="equipment", **columns):
    return Capability.objects.create(group=group, title_ar=title, kind=kind, **columns)


def asked(cast, **columns):
    """مجموعة بصيرة asks for five wheelchairs."""
    post = opened(cast, **columns)
    suggesting.look()
    return fresh(post)


def told(post, who=()):
    return shown.for_request(post, who)[0]


def again():
    """As if everything was last looked for long ago."""
    LookedFor.objects.update(at=timezone.now() - timedelta(hours=1))
    Group.objects.update(updated_at=timezone.now())
    suggesting.look()
