"""What waits for a person, gathered for one page: the most urgent first, each with its state in words."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from deeds import hooks

FIRST, PER_PAGE = 5, 50
WEEK = timedelta(days=7)
HOUR = 3600
ISOLATED = re.compile("\u2068(.+?)\u2069")


@dataclass(frozen=True)
class Row:
    """One thing that waits: its urgency, and its state as tone, icon and words (none of them when nothing presses)."""

    waiting: hooks.Waiting
    urgency: str
    tone: str
    icon: str
    state: Any

    @property
    def group(self):
        """The name of the group that the person acts for here, "" when it is a seat or the person alone."""
        named = ISOLATED.search(str(self.waiting.capacity))
        return named[1] if named else ""


def of(person, audiences):
    """The context of My day: the nearest FIRST of what waits, people who asked, what rooms add, what comes next."""
    people, work = rows_of(person)
    parts = hooks.day_of(person, audiences)
    now = timezone.now()
    return {
        "today": timezone.localdate(),
        "banners": hooks.banners_of(person),
        "waiting": len(people) + len(work),
        "nearest": work[0] if work else None,
        "sections": sections(work[:FIRST]),
        "people": people[:FIRST],
        "oldest": min((row.waiting.since for row in people if row.waiting.since), default=None),
        "hidden": len(people[FIRST:]) + len(work[FIRST:]),
        "parts": {
            place: [part for part in parts if part.place == place]
            for place in ("first", "main", "side", "dock")
        },
        "coming": next((one for one in hooks.coming_of(person) if one.at > now), None),
    }


def all_of(person, page):
    """The context of the page that lists everything, PER_PAGE rows at a time."""
    people, work = rows_of(person)
    shown = Paginator([*work, *people], PER_PAGE).get_page(page)
    return {"waiting": len(people) + len(work), "page": shown, "sections": sections(shown.object_list)}


def rows_of(person):
    """(people outside who wait for an answer, everything else), each a list of Row."""
    now = timezone.now()
    rows = [row_of(waiting, now) for waiting in hooks.awaiting_of(person)]
    asking = [row for row in rows if row.waiting.kind == hooks.PEOPLE]
    asking.sort(key=lambda row: row.waiting.since or now)
    return asking, [row for row in rows if row.waiting.kind != hooks.PEOPLE]


def sections(rows):
    """[(heading, rows)] in the order that the rows have."""
    headings = {
        "overdue": pgettext("urgency", "Overdue"),
        "today": pgettext("urgency", "Today"),
        "week": pgettext("urgency", "Within a week"),
        "later": pgettext("urgency", "Later"),
        "undated": pgettext("urgency", "Without a date"),
    }
    return [(headings[urgency], list(found)) for urgency, found in groupby(rows, lambda row: row.urgency)]


def row_of(waiting, now):
    if waiting.kind == hooks.PEOPLE or waiting.due_at is None:
        return Row(waiting, "undated", *age_look(waiting.since, now))
    if waiting.due_at <= now:
        return Row(waiting, "overdue", "bad", "exclamation-circle-fill", pgettext("state", "overdue"))
    if timezone.localdate(waiting.due_at) == timezone.localdate(now):
        return Row(waiting, "today", "warn", "hourglass-split", left(waiting.due_at, now))
    if waiting.due_at - now <= WEEK:
        return Row(waiting, "week", "warn", "hourglass-split", left(waiting.due_at, now))
    return Row(waiting, "later", "info", "clock", left(waiting.due_at, now))


def left(until, now):
    """«خلال 5 ساعات», from two days on counted by the calendar."""
    hours = max(1, round((until - now).total_seconds() / HOUR))
    if hours < 48:
        return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    days = (timezone.localdate(until) - timezone.localdate(now)).days
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def age_look(since, now):
    """(tone, icon, words) of how long something waits without a deadline."""
    if since is None:
        return "", "", ""
    days = (now - since).days
    words = ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days} if days else _("since today")
    return ("warn" if days > 2 else "info"), "clock", words
