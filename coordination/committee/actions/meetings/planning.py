"""Making the agenda: matters of the docket, free points, their order and their minutes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination.committee import agenda, docket
from coordination.committee.actions.meetings.calling import held_open, remember
from coordination.committee.actions.meetings.carrying import next_place
from coordination.committee.actions.register import both
from coordination.committee.models.meeting import Item, Meeting

ARRANGED = _("%(by)s changed the agenda of “%(meeting)s”.")
OPEN = (Meeting.State.CALLED, Meeting.State.IN_SESSION)


@transaction.atomic
def add_matters(meeting, keys, *, by, seen):
    """Puts matters that wait or are being voted on at the end; what stands there already stays once."""
    meeting = held_open(meeting, by, seen, *OPEN)
    known = {item.key for item in meeting.items.exclude(kind="")}
    waiting, running = agenda.waiting(), agenda.running()
    place = next_place(meeting)
    for key in dict.fromkeys(keys):
        if key in known or not (key in waiting or key in running):
            continue
        arabic, english = titles(key, running.get(key))
        Item.objects.create(
            meeting=meeting,
            position=place,
            title_ar=arabic[:500],
            title_en=english[:500],
            kind=key[0],
            matter_uuid=key[1],
            minutes=meeting.minutes_each,
        )
        place += 1
    remember("meeting.agenda", meeting, ARRANGED, by)


def titles(key, ballot):
    """(Arabic, English) of a matter; a room may word it anew in each language."""
    if ballot is not None:
        return ballot.title_ar, ballot.title_en
    return both(Retold(key))


class Retold:
    """A matter's title, asked of its room each time it is said."""

    def __init__(self, key):
        self.key = key

    def __str__(self):
        found = docket.find(*self.key)
        return str(found.title) if found else "…"


@transaction.atomic
def add_point(meeting, columns, *, by, seen):
    """A free point: title_ar, title_en and minutes."""
    meeting = held_open(meeting, by, seen, *OPEN)
    Item.objects.create(meeting=meeting, position=next_place(meeting), **columns)
    remember("meeting.agenda", meeting, ARRANGED, by)


@transaction.atomic
def arrange(meeting, wanted, *, by, seen):
    """`wanted` is {item id: (place, minutes, stays)}; points that were discussed already are not removed."""
    meeting = held_open(meeting, by, seen, *OPEN)
    items = list(meeting.items.all())
    for item in items:
        place, item.minutes, stays = wanted.get(item.pk, (item.position + 1, item.minutes, True))
        item.position = place
        if not stays and item.state == Item.State.WAITING:
            item.delete()
    left = sorted((item for item in items if item.pk), key=lambda item: item.position)
    for place, item in enumerate(left):
        item.position = place
    Item.objects.bulk_update(left, ["position", "minutes"])
    remember("meeting.agenda", meeting, ARRANGED, by)
