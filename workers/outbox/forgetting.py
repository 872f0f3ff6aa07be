"""What the outbox forgets: texts hold live tokens, so they go when they are of no more use."""

from datetime import timedelta

from django.utils import timezone

from workers.models import OutgoingMessage
from workers.outbox import bounces

KEEP_DEAD_BODIES = timedelta(days=7)
ENDED = [
    state
    for state in OutgoingMessage.State
    if state not in [*OutgoingMessage.LIVE, OutgoingMessage.State.HELD]
]


def empty_bodies():
    """Texts of what was sent are gone at once, of messages that ended unsent after seven days. How many went."""
    ended = OutgoingMessage.objects.filter(state__in=ENDED).exclude(body=b"")
    bounces.forget_old()
    return ended.filter(finished_at__lt=timezone.now() - KEEP_DEAD_BODIES).update(body=b"")
