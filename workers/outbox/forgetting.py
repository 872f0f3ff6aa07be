"""What the outbox forgets: texts hold live tokens, so they go when they are of no more use; later the rows go too."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from workers.loop import stopping
from workers.models import OutgoingMessage
from workers.outbox import bounces

KEEP_DEAD_BODIES = timedelta(days=7)
State = OutgoingMessage.State
KEEP_ROWS = {
    **dict.fromkeys([State.SENT, State.CANCELLED, State.SUPPRESSED], timedelta(days=90)),
    **dict.fromkeys([State.BOUNCED, State.DEAD], timedelta(days=180)),
}
KEEP_KEYS = timedelta(days=400)  # longer than anything that a mail tells of may be told of
LOOK_BACK = timedelta(days=60)
AT_ONCE = 1000


def empty_bodies():
    """Texts of what was sent are gone at once, of messages that ended unsent after seven days. How many went."""
    ended = OutgoingMessage.objects.filter(state__in=KEEP_ROWS).exclude(body=b"")
    bounces.forget_old()
    return ended.filter(finished_at__lt=timezone.now() - KEEP_DEAD_BODIES).update(body=b"")


def forget_ended():
    """Mails that ended long ago leave the database, a thousand at a time; how many did.

    Of one with a key against doubles the key stays, of which nobody can tell to whom it went, until 400 days are over:
    whatever is written again under it is still a double.
    """
    now, gone = timezone.now(), 0
    for state, kept in KEEP_ROWS.items():
        gone += _each(_delete, OutgoingMessage.objects.filter(state=state, created_at__lt=now - KEEP_KEYS))
        old = OutgoingMessage.objects.filter(
            state=state, created_at__range=(now - kept - LOOK_BACK, now - kept)
        ).exclude(recipient="")
        gone += _each(_delete, old.filter(dedup_key=F("message_id")))
        gone += _each(_thin, old)
    return gone


def _each(forget, rows):
    gone = 0
    while not stopping.is_set() and (pks := list(rows.values_list("pk", flat=True)[:AT_ONCE])):
        forget(OutgoingMessage.objects.filter(pk__in=pks))
        gone += len(pks)
    return gone


def _delete(rows):
    rows.delete()


def _thin(rows):
    rows.update(recipient="", sender="", message_id="", error="", body=b"")
