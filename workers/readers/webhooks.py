"""Plans what partners are told by webhook: from what `changes/` shows of each entry to a message for each webhook."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from deeds import journal
from deeds.models import Seal
from workers.models import CATCH_UP, Cursor, Delivery, News, Webhook
from workers.public import BEGINNING, cursor_of, rows_of
from workers.readers import following

NAME = "webhooks"
BATCH = 200
FRESH = timedelta(days=3)  # older news are not told one by one
MOST_WAITING = 100  # messages that wait for one webhook; beyond that it is told to read on by itself
LISTING = {"admissions.list", "admissions.lift", "admissions.overturn"}


@dataclass(frozen=True)
class Told:
    """One thing to tell: its kind, its place in the chain, the entry's id, and what and where the thing is."""

    type: str
    seq: int
    entry: uuid.UUID
    thing: str
    url: str
    at: datetime


def position():
    return following.position(NAME)


def catch_up():
    """Reads on from its own place, then tells who missed something; how many entries and webhooks that were."""
    return following.read_on(NAME, BATCH, take) + point_onwards()


@transaction.atomic
def again(seal):
    """Takes in one entry that was left behind."""
    plan([seal])


@transaction.atomic
def take(place, seals):
    if not Cursor.objects.move(place, seals[-1]):
        return 0
    plan(seals)
    return len(seals)


# --- what is told


def news_of(seals):
    """What there is to tell of these seals, in order; of quiet entries nothing."""
    loud = {seal.entry.uuid: seal for seal in seals if not seal.entry.quiet}
    rows = rows_of([seal.entry for seal in loud.values()])
    return [told for row in rows if (told := told_of(row, loud[row["id"]]))]


def told_of(row, seal):
    kind = kind_of(row, seal.entry)
    if kind is None:
        return None
    url = row["url"]
    if kind == News.ACHIEVEMENTS:
        url = f"{settings.SITE_URL}{reverse('api_achievements')}?group={row['resource_id']}"
    return Told(kind, seal.seq, row["id"], row["resource_id"], url, row["at"])


def kind_of(row, entry):
    """Which of News a row of `changes/` is; None for the words of the taxonomies."""
    if row["resource"] == "decisions":
        return News.DECISION
    if row["resource"] == "initiatives":
        approved = row["deed"] == "initiatives.approve"
        return News.INITIATIVE_APPROVED if approved else News.INITIATIVE_CHANGED
    return kind_of_group(row, entry) if row["resource"] == "groups" else None


def kind_of_group(row, entry):
    if row["gone"]:
        return News.GROUP_GONE
    if row["deed"] in LISTING:
        return News.GROUP_LISTED
    shown = row["deed"] and entry.data.get("section") == "achievements"
    return News.ACHIEVEMENTS if shown else News.GROUP_CHANGED


# --- to whom


def plan(seals):
    """A message to each webhook for each of its kinds; where that is too much or too late, where to read on."""
    listening = list(Webhook.objects.listening())
    told = news_of(seals) if listening else []
    reading = set(
        Webhook.objects.reading().filter(pk__in=[one.pk for one in listening]).values_list("pk", flat=True)
    )
    for webhook in listening:
        mine = [one for one in told if one.type in webhook.kinds and one.at >= webhook.created_at]
        if mine:
            plan_for(webhook, mine, room(webhook) if webhook.pk in reading else 0)


def room(webhook):
    return max(0, MOST_WAITING - webhook.deliveries.live().count())


def plan_for(webhook, mine, most):
    fresh = [one for one in mine if one.at > timezone.now() - FRESH]
    planned, known = fresh[:most], {id(one) for one in fresh[:most]}
    Delivery.objects.bulk_create([delivery(webhook, one) for one in planned], ignore_conflicts=True)
    journal.ring_on_commit()
    left_out = [one.seq for one in mine if id(one) not in known]
    if left_out:
        Webhook.objects.filter(pk=webhook.pk).missed(min(left_out) - 1)


def delivery(webhook, told):
    """Planned twice it has the same number, so that a receiver knows it again."""
    return Delivery(
        id=uuid.uuid5(webhook.uuid, f"{told.entry} {told.type}"),
        webhook=webhook,
        entry=told.entry,
        type=told.type,
        seq=told.seq,
        thing=told.thing,
        url=told.url,
        at=told.at,
    )


def point_onwards():
    """To each webhook that missed something one message: where in `changes/` to read on. How many."""
    behind = Webhook.objects.listening().reading().exclude(missed_after=None)
    return sum(point_on(webhook) for webhook in behind if room(webhook))


@transaction.atomic
def point_on(webhook):
    after = webhook.missed_after
    seen = Webhook.objects.filter(pk=webhook.pk, missed_after=after)
    if not seen.update(missed_after=None):
        return 0
    seal = Seal.objects.filter(seq=after).first()
    cursor = cursor_of(seal.head if seal else BEGINNING)
    Delivery.objects.create(
        webhook=webhook,
        entry=uuid.uuid4(),
        type=CATCH_UP,
        seq=after,
        thing=webhook.uuid,
        url=f"{settings.SITE_URL}{reverse('api_changes')}?after={cursor}",
        at=timezone.now(),
    )
    journal.ring_on_commit()
    return 1
