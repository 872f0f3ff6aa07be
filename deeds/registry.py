"""What several apps add to, and one goes through."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Hook = TypeVar("Hook")


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
