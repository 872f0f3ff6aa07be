"""Bulk mail in batches: one that grows past what is usual is held until an operator looks."""

from datetime import timedelta
from statistics import median

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from deeds.lifecycle import Refused
from workers.lifecycle import BATCH
from workers.models import Batch, OutgoingMessage, alerts

TIMES = 3
EARLIER = 8
State = OutgoingMessage.State
WAITING = [State.PENDING, State.RETRY]


def weigh():
    """Counts today's batches and holds what is abnormal, and what is written into a held one."""
    lately = timezone.localdate() - timedelta(days=1)
    running = Batch.objects.filter(on__gte=lately, state=Batch.State.RUNNING)
    for batch in running.annotate(count=Count("messages")):
        if batch.count != batch.mails:
            Batch.objects.filter(pk=batch.pk).update(mails=batch.count)
        if settings.MAIL_BATCH_FLOOR and batch.count > usual(batch):
            hold(batch, usual(batch))
    if Batch.objects.held().exists():
        held = OutgoingMessage.objects.filter(batch__state=Batch.State.HELD, state__in=WAITING)
        held.update(state=State.HELD)


def usual(batch):
    """The most mails that raise no question: three times the median of its kind's earlier runs, and never few."""
    earlier = Batch.objects.filter(kind=batch.kind, run=batch.run, on__lt=batch.on, mails__gt=0)
    earlier = earlier.exclude(state=Batch.State.DROPPED).order_by("-on")[:EARLIER]
    counts = list(earlier.values_list("mails", flat=True))
    return max(settings.MAIL_BATCH_FLOOR, round(TIMES * median(counts)) if counts else 0)


def hold(batch, most):
    """Stops what was not sent yet of a batch; an operator looks."""
    try:
        with transaction.atomic():
            BATCH.take(batch, "hold", by=None, seen=batch.version, data={"mails": batch.count, "usual": most})
            Batch.objects.filter(pk=batch.pk).update(usual=most)
    except Refused:  # another sender was first
        return
    alerts.error("A batch of mails is held: %s has %s mails, usual are %s.", batch, batch.count, most)


@transaction.atomic
def release(batch, *, by, seen):
    """Lets the mails of a held batch go out after all."""
    batch = BATCH.take(batch, "release", by=by, seen=seen)
    batch.messages.filter(state=State.HELD).update(state=State.PENDING, next_at=timezone.now())
    return batch


@transaction.atomic
def drop(batch, *, by, seen):
    """Cancels the mails of a held batch, and their texts go."""
    batch = BATCH.take(batch, "drop", by=by, seen=seen)
    held = batch.messages.filter(state=State.HELD)
    held.update(state=State.CANCELLED, finished_at=timezone.now(), body=b"")
    return batch
