"""The docket: what awaits a decision of the committee. Rooms register their kinds of matter; the hall knows no room."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.bilingual import pick

CARRIED, LOST, INQUORATE, CANCELLED = "carried", "lost", "inquorate", "cancelled"
OUTCOMES = (CARRIED, LOST, INQUORATE, CANCELLED)


@dataclass(frozen=True)
class Matter:
    """One thing to be decided, as its room tells it now.

    Members of `groups` and the persons of `people` (ids) are parties: they neither vote nor decide on it. Of one that
    is not public the register and the public journal tell neither title nor summary.
    """

    kind: str
    uuid: UUID
    title: Any
    url: str
    groups: frozenset[int]
    version: int
    since: datetime
    due_at: datetime | None = None
    summary: Any = ""
    people: frozenset[int] = field(default=frozenset())
    is_public: bool = True

    @property
    def key(self):
        return self.kind, self.uuid


@dataclass(frozen=True)
class Line:
    """A matter as a list shows it."""

    kind: str
    uuid: UUID
    title: Any
    url: str
    since: datetime
    due_at: datetime | None


class Kind:
    """What a room says of one kind of matter; register one instance of a subclass in `apps.py: ready()`.

    `lock`, `opened` and `decided` run inside the ballot's transaction, in this order; each may raise Refused.
    """

    name: str
    label: Any
    needs_ballot = True
    is_public = True  # whether the register shows these decisions to everybody
    appealable: tuple[str, ...] = ()  # outcomes of a ballot that can be appealed against
    brief_template = ""

    def awaiting(self) -> list[Matter]:
        """What waits for the committee now, the oldest first, in a fixed number of queries."""
        raise NotImplementedError

    def queue(self) -> QuerySet | None:
        """What `awaiting` tells, as rows made by `columns`: kinds that have one share a query. None: there is none."""
        return None

    def line(self, uuid, name) -> tuple[Any, str]:
        """(title, address) of a row of the queue."""
        raise NotImplementedError

    def find(self, uuid) -> Matter | None:
        raise NotImplementedError

    def lock(self, uuid) -> None:
        """Claims the room's own roots, group before initiative."""
        raise NotImplementedError

    def opened(self, uuid, ballot) -> None:
        """Takes the room's step into voting."""
        raise NotImplementedError

    def decided(self, uuid, outcome, ballot) -> None:
        """Takes the room's step that follows from one of OUTCOMES."""
        raise NotImplementedError

    def brief(self, uuid, by) -> dict[str, Any]:
        """What `brief_template` shows in the decision brief beside the matter itself."""
        return {}

    def entries(self, uuid):
        """The journal's entries about this matter, for "what changed since you last looked"."""
        return Entry.objects.none()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    if kind.name in _kinds and type(_kinds[kind.name]) is not type(kind):
        raise ImproperlyConfigured(f"Two kinds of matter are called {kind.name}.")
    _kinds[kind.name] = kind
    return kind


def forget(name: str) -> None:
    """Takes a kind off the docket; for tests that bring a room of their own."""
    _kinds.pop(name, None)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind(name: str) -> Kind:
    """The kind of this name; Refused when no room answers for it (any more)."""
    if name not in _kinds:
        raise Refused(_("No part of this site decides matters of this kind."), "unknown_kind")
    return _kinds[name]


def awaiting() -> list[Matter]:
    """What waits in every room, the nearest deadline first, then the longest waiting."""
    found = [matter for one in kinds() for matter in one.awaiting()]
    return sorted(found, key=lambda matter: (matter.due_at or matter.since, matter.since))


def lines() -> list[Line]:
    """What waits in every room, as lists show it, in the order of `awaiting`."""
    queues = [queue for one in kinds() if (queue := one.queue()) is not None]
    found = [line_of(row) for row in (queues[0].union(*queues[1:], all=True) if queues else ())]
    for one in kinds():
        if one.queue() is None:
            found += [
                Line(one.name, matter.uuid, matter.title, matter.url, matter.since, matter.due_at)
                for matter in one.awaiting()
            ]
    return sorted(found, key=lambda line: (line.due_at or line.since, line.since))


def columns(rows, kind, names, since, due=None, uuid="uuid"):
    """Rows that `lines` unites: kind, id, both names, since when, until when; columns are named by their paths."""
    due = F(due) if isinstance(due, str) else due or Cast(Value(None), DateTimeField())
    return rows.order_by().values_list(Value(kind), F(uuid), *map(F, names), F(since), due)


def line_of(row):
    kind, uuid, arabic, english, since, due = row
    return Line(kind, uuid, *_kinds[kind].line(uuid, pick(arabic, english)), since, due)


def find(name: str, uuid) -> Matter | None:
    """The matter as it stands now; None when its room no longer knows it."""
    return _kinds[name].find(uuid) if name in _kinds else None
