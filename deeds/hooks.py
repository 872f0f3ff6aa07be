"""What a lower floor must know of a higher one: registries that each app fills in `apps.py: ready()`."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deeds.registry import Registry

Parts = dict[Any, dict[str, Any]]


PEOPLE = "people"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: a sentence, where to go, by when, and in which capacity.

    `verb` stands on its button («الرد على السؤال»), `note` beneath the sentence, `since` says how long it waits. The
    kind PEOPLE marks that somebody outside waits for an answer.
    """

    sentence: Any
    url: str
    due_at: datetime | None = None
    capacity: Any = ""
    verb: Any = ""
    kind: str = ""
    note: Any = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Coming:
    """A day that will need a person, though nothing waits now: what, when, and where it is said."""

    what: Any
    at: datetime
    url: str


@dataclass(frozen=True)
class Subject:
    """What lines are about where it is no row that has a name: its kind and id, and a lazy name."""

    place: tuple[str, str]
    name: Any

    def __str__(self) -> str:
        return str(self.name)


@dataclass(frozen=True)
class NoticeLine:
    """What whoever holds the audience `whom` now is told: a lazy sentence that names things and groups, never people.

    `about` is the subject that lines are grouped by and muted as, `page` an address's name and its arguments,
    `thing` what `NoticeKind.still` looks up. Of several lines of one kind about one thing the last one counts. A line
    is told once for each `key`; without one, once for each entry. `people` (ids) keeps it to some of the holders;
    `letter` says that a mail of its own goes out.
    """

    whom: str
    sentence: Any
    about: Any
    page: tuple[Any, ...]
    names: Mapping[str, Any] = field(default_factory=dict)
    thing: Any = ""
    key: str = ""
    needs: bool = True
    urgent: bool = False
    letter: bool = False
    due_at: datetime | None = None
    why: str = "role"
    people: Collection[Any] | None = None


@dataclass(frozen=True)
class NoticeKind:
    """One kind of line in people's inboxes; a room registers its own.

    `tell` makes the lines of an entry whose deed is in `deeds`, `remind` those that the clock brings at a moment.
    `still` answers the ids of those notices (rows with thing, person_id, group) that still wait; without it a notice
    ends when it is read. `things` is the model of `thing`, as the journal calls it: an entry about it asks `still`.
    What `suggests` stands in a section of its own in digests: what a group may like to do, and need not.
    `several`, a lazy plural with n and about, says in one line of a mail that several wait on one page.
    """

    name: str
    deeds: Collection[str] = ()
    tell: Callable[[Any], Iterable[NoticeLine]] | None = None
    still: Callable[[Collection[Any]], Collection[Any]] | None = None
    remind: Callable[[datetime], Iterable[NoticeLine]] | None = None
    things: str = ""
    several: Any = None
    suggests: bool = False


@dataclass(frozen=True)
class News:
    """What a room says of the thing that an entry is about, as it is now; a digest shows it by the entry's own words.

    `audience` is who may know of the thing now, in agreement with its `visible_to`; `url` answers its page in the
    active language. `groups`, `fields` and `areas` (ids) say whose and where it is, `since` from when on the public
    may know of it, `everybody` that it is meant for all.
    """

    audience: frozenset[str]
    url: Callable[[], str]
    groups: frozenset[Any] = frozenset()
    fields: frozenset[Any] = frozenset()
    areas: frozenset[Any] = frozenset()
    since: datetime | None = None
    everybody: bool = False


@dataclass(frozen=True)
class OwnData:
    """How one app hands a person's data out and forgets the person; `label` is the app's label."""

    label: str
    export: Callable[[Any], dict[str, Any]]
    erase: Callable[[Any], None]


@dataclass(frozen=True)
class Part:
    """What a room shows on a page of a lower floor: a template, and what it shows as `part`."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class DayPart(Part):
    """What a room shows on My day: "first" above all that waits, in the "main" column or at the "side"; by `order`.

    The page's one filled button belongs to what stands "first".
    """

    place: str = "side"
    order: int = 50


@dataclass(frozen=True)
class Room:
    """One item of the main navigation: the name of its address, its label, a short one for phones, its icon.

    `places` says who sees it and as which item: a reader of READERS to a number. `inside` is a pattern of the
    addresses (after the language) that belong to it besides those below its own.
    """

    name: str
    label: Any
    short: Any
    icon: str
    places: Mapping[str, int]
    inside: str = ""


audiences: Registry[Callable[[Any], Iterable[str]]] = Registry()
crowds: Registry[Callable[[Collection[Any]], Mapping[Any, Iterable[str]]]] = Registry()
awaiting: Registry[Callable[[Any], Iterable[Waiting]]] = Registry()
unsettled: Registry[Callable[[Any], Iterable[Waiting]]] = Registry()
own_data: Registry[OwnData] = Registry()
card_parts: Registry[Callable[[Collection[Any]], Parts]] = Registry()
holders: Registry[Callable[[Collection[str]], Mapping[str, Iterable[Any]]]] = Registry()
home_parts: Registry[Callable[[], Part | None]] = Registry()
workspace_parts: Registry[Callable[[Any, Collection[str]], Part | None]] = Registry()
profile_parts: Registry[Callable[[Any], Part | None]] = Registry()
partner_parts: Registry[Callable[[Any], Part | None]] = Registry()
coming: Registry[Callable[[Any], Iterable[Coming]]] = Registry()
day_parts: Registry[Callable[[Any, Collection[str]], Iterable[DayPart]]] = Registry()
banners: Registry[Callable[[Any], Part | None]] = Registry()
rooms: Registry[Room] = Registry()
notice_kinds: Registry[NoticeKind] = Registry()
capacities: Registry[Callable[[Collection[str]], Mapping[str, Any]]] = Registry()
news: Registry[Callable[[Collection[Any]], Mapping[Any, News]]] = Registry()
figures: Registry[Callable[[datetime], Mapping[str, Iterable[Waiting]]]] = Registry()
group_names: Registry[Callable[[Collection[Any]], Mapping[Any, Any]]] = Registry()
evidence: Registry[Callable[[], Collection[str]]] = Registry()
ties: Registry[Callable[[Any], Iterable[Any]]] = Registry()
next_digests: Registry[Callable[[Any], datetime | None]] = Registry()

PUBLIC = frozenset({"public"})
_known: ContextVar[dict[Any, frozenset[str]]] = ContextVar("audiences asked once")
READERS = ("committee:secretary", "committee", "operator", "editor", "person", "public")


def audiences_of(who) -> frozenset[str]:
    """All audiences of a person; of None or a visitor only `public`; a set of audiences is itself.

    Compute it once a request and never store it longer.
    """
    if isinstance(who, (set, frozenset)):
        return frozenset(who)
    if who is None or not who.is_authenticated or not who.is_active:
        return PUBLIC
    known = _known.get({})
    if who.pk not in known:
        known[who.pk] = PUBLIC.union(*(hook(who) for hook in audiences))
    return known[who.pk]


@contextmanager
def audiences_asked_once():
    """While all rooms are asked about somebody and nothing is done: a person's audiences are asked for once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def audiences_of_each(people: Collection[Any]) -> dict[Any, frozenset[str]]:
    """{id: audiences} of many active people, in as many queries as there are rooms that give any."""
    found: dict[Any, set[str]] = {person.pk: set(PUBLIC) for person in people}
    for hook in crowds:
        for pk, audiences in hook(people).items():
            found[pk].update(audiences)
    return {pk: frozenset(audiences) for pk, audiences in found.items()}


def holders_of(*wanted: str) -> list[Any]:
    """The people who hold any of these audiences now, each once, in the order asked for: whom to write to."""
    each = holders_of_each(wanted)
    return list({person.pk: person for audience in wanted for person in each[audience]}.values())


def holders_of_each(wanted: Collection[str]) -> dict[str, list[Any]]:
    """{audience: its holders} of many audiences, in as many queries as there are rooms that give any."""
    found: dict[str, dict[Any, Any]] = {audience: {} for audience in wanted}
    for hook in holders:
        for audience, people in hook(wanted).items():
            found[audience].update({person.pk: person for person in people})
    return {audience: list(people.values()) for audience, people in found.items()}


def capacities_of(audiences: Collection[str]) -> dict[str, Any]:
    """How somebody is called as whom each of these audiences is held: «بصفتكم عضوًا في اللجنة»."""
    return {audience: words for hook in capacities for audience, words in hook(audiences).items()}


def names_of_groups(group_ids: Collection[Any]) -> dict[Any, Any]:
    """{id: name} of these groups."""
    return {group: name for hook in group_names for group, name in hook(group_ids).items()}


def tied_to(group) -> set[Any]:
    """Ids of the groups that this one (its id) works with now: whoever belongs to one does not judge it."""
    return {other for hook in ties for other in hook(group)} - {group}


def next_digest(preference) -> datetime | None:
    """When the next summary comes to whoever wishes this; None where nobody plans any."""
    return next((hook(preference) for hook in next_digests), None)


def reader_of(audiences: Collection[str]) -> str:
    """The first of READERS that these audiences hold: itself, an account, or a role in some group."""
    held = {
        part for audience in audiences for part in (audience, audience.split(":")[0], audience.split(":")[-1])
    }
    return next(reader for reader in READERS if reader in held | PUBLIC)


def rooms_of(audiences: Collection[str]) -> list[Room]:
    """The items of the main navigation for whoever holds these audiences, in their order."""
    reader = reader_of(audiences)
    return sorted((room for room in rooms if reader in room.places), key=lambda room: room.places[reader])


def awaiting_of(person) -> list[Waiting]:
    """What waits for this person in every room, the nearest deadline first, then what has none."""
    with audiences_asked_once():
        found = [waiting for hook in awaiting for waiting in hook(person)]
    return sorted(
        found, key=lambda waiting: (waiting.due_at is None, waiting.due_at and waiting.due_at.timestamp())
    )


def unsettled_of(person) -> list[Waiting]:
    """What this person must settle before the account can be erased, in every room."""
    return [waiting for hook in unsettled for waiting in hook(person)]


def parts_of(group_ids: Collection[Any]) -> Parts:
    """What rooms add to the cards of these groups: {group: {part: value}}, one call a room for all."""
    parts: Parts = {group: {} for group in group_ids}
    for hook in card_parts:
        for group, part in hook(group_ids).items():
            parts[group].update(part)
    return parts


def workspace_of(group, audiences: Collection[str]) -> list[Part]:
    """What rooms show in the workspace of a group to somebody who holds these audiences."""
    found = [hook(group, audiences) for hook in workspace_parts]
    return [part for part in found if part]


def profile_of(group) -> list[Part]:
    """What rooms show everybody on the page of a group; each has an `anchor` and a `title`."""
    return [part for part in (hook(group) for hook in profile_parts) if part]


def of_partner(partner) -> list[Part]:
    """What rooms show on the page of a partner institution, which its keeper and the committee read."""
    return [part for part in (hook(partner) for hook in partner_parts) if part]


def banners_of(person) -> list[Part]:
    """What a person should know before anything else on their own pages, like an address that mail comes back from."""
    return [part for part in (hook(person) for hook in banners) if part]


def home_of() -> list[Part]:
    """What rooms show everybody on the first page of the site."""
    return [part for part in (hook() for hook in home_parts) if part]


def coming_of(person) -> list[Coming]:
    """What will need this person some day, in every room, the nearest first."""
    with audiences_asked_once():
        return sorted((one for hook in coming for one in hook(person)), key=lambda one: one.at)


def day_of(person, audiences: Collection[str]) -> list[DayPart]:
    """What rooms show on this person's day, in order."""
    return sorted(
        (part for hook in day_parts for part in hook(person, audiences)), key=lambda part: part.order
    )


def news_of(entries: Collection[Any]) -> dict[Any, News]:
    """{id of the entry: its news} of these entries; about what is gone, or what no room speaks of, there is none."""
    return {pk: one for hook in news for pk, one in hook(entries).items()}


def figures_of(since: datetime) -> dict[str, list[Waiting]]:
    """What everybody is told who holds an audience: {audience: lines}, in the active language."""
    found: dict[str, list[Waiting]] = {}
    for hook in figures:
        for audience, lines in hook(since).items():
            found.setdefault(audience, []).extend(lines)
    return found
