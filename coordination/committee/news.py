"""What digests show of the committee's own work: ballots, meetings, and what it announces to everybody."""

from functools import partial
from typing import Any

from django.urls import reverse

from coordination.committee.models import Announcement, Ballot, Meeting
from deeds.hooks import PUBLIC, News

SEATED = frozenset({"committee"})


def of_entries(entries):
    """One query for each kind of thing that the entries are about."""
    found = {}
    for model, tell in TELL.items():
        about = {
            entry.pk: entry.subject_id for entry in entries if entry.subject_type == model._meta.label_lower
        }
        rows = {str(row.pk): row for row in model.objects.filter(pk__in=about.values())} if about else {}
        found |= {entry: tell(rows[pk]) for entry, pk in about.items() if pk in rows}
    return found


def ballot(row):
    return News(SEATED, partial(reverse, "matter", args=[row.kind, row.matter_uuid]))


def meeting(row):
    return News(PUBLIC if row.state == Meeting.State.PUBLISHED else SEATED, row.get_absolute_url)


def announcement(row):
    """A draft, or one that was withdrawn, is no news for anybody."""
    if row.state != Announcement.State.PUBLISHED:
        return News(frozenset(), row.get_absolute_url)
    return News(PUBLIC, row.get_absolute_url, everybody=True)


TELL: dict[Any, Any] = {Ballot: ballot, Meeting: meeting, Announcement: announcement}
