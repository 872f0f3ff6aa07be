"""What a lower floor must know of a higher one: registries that each app fills in `apps.py: ready()`."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

Hook = TypeVar("Hook")
Parts = dict[Any, dict[str, Any]]


class Registry(Generic[Hook]):
    """Keeps what was registered, each once, in order; `register` also serves as a decorator."""

    def __init__(self) -> None:
        self._hooks: list[Hook] = []

    def register(self, hook: Hook) -> Hook:
        if hook not in self._hooks:
            self._hooks.append(hook)
        return hook

    def __iter__(self) -> Iterator[Hook]:
        return iter(self._hooks)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: a sentence, where to go, by when, and in which capacity."""

    sentence: Any
    url: str
    due_at: datetime | None = None
    capacity: Any = ""


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


audiences: Registry[Callable[[Any], Iterable[str]]] = Registry()
awaiting: Registry[Callable[[Any], Iterable[Waiting]]] = Registry()
unsettled: Registry[Callable[[Any], Iterable[Waiting]]] = Registry()
own_data: Registry[OwnData] = Registry()
card_parts: Registry[Callable[[Collection[Any]], Parts]] = Registry()
holders: Registry[Callable[[str], Iterable[Any]]] = Registry()
workspace_parts: Registry[Callable[[Any, Collection[str]], Part | None]] = Registry()

PUBLIC = frozenset({"public"})


def audiences_of(who) -> frozenset[str]:
    """All audiences of a person; of None or a visitor only `public`; a set of audiences is itself.

    Compute it once a request and never store it longer.
    """
    if isinstance(who, (set, frozenset)):
        return frozenset(who)
    if who is None or not who.is_authenticated or not who.is_active:
        return PUBLIC
    return PUBLIC.union(*(hook(who) for hook in audiences))


def holders_of(*wanted: str) -> list[Any]:
    """The people who hold any of these audiences now, each once, in the order asked for: whom to write to."""
    found = [person for audience in wanted for hook in holders for person in hook(audience)]
    return list({person.pk: person for person in found}.values())


def awaiting_of(person) -> list[Waiting]:
    """What waits for this person in every room, the nearest deadline first, then what has none."""
    found = [waiting for hook in awaiting for waiting in hook(person)]
    return sorted(
        found, key=lambda waiting: (waiting.due_at is None, waiting.due_at and waiting.due_at.timestamp())
    )


def workspace_of(group, audiences: Collection[str]) -> list[Part]:
    """What rooms show in the workspace of a group to somebody who holds these audiences."""
    found = [hook(group, audiences) for hook in workspace_parts]
    return [part for part in found if part]


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
