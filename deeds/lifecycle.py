"""How things move: first claim, then look, then judge, then do and remember, all in one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, models, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from deeds.journal import record

Rule = Callable[[Any, Any], bool]
NOT_NOW = _("This is not possible now.")
BUSY = {"55P03", "40P01"}  # PostgreSQL: lock not available, deadlock


class Refused(Exception):
    """A deed that a rule does not allow: a sentence for the person, a code for programs."""

    def __init__(self, sentence, code="refused"):
        super().__init__(sentence, code)
        self.sentence, self.code = sentence, code

    def __str__(self):
        return str(self.sentence)


@dataclass(frozen=True)
class Step:
    """One line of a lifecycle's table: who may take it, from where to where, and what is remembered of it."""

    name: str
    sources: tuple[str, ...]
    target: str
    who: Rule
    deed: str
    title: Any
    audience: Callable[[Any], Iterable[str]]
    guard: Callable[[Any], bool] | None = None
    why_not: Any = NOT_NOW
    needs_reason: bool = False
    names: Callable[[Any], dict[str, Any]] | None = None


class Lifecycle:
    """A table of steps over one kind of thing. `root(thing)` carries the version that each step claims."""

    def __init__(self, name, root=lambda thing: thing, state="state"):
        self.name, self.root, self.state = name, root, state
        self.steps: dict[str, Step] = {}

    def step(self, name, *, sources, target, who, title, audience, deed="", **more):
        """Adds a line. `title` is a whole sentence that may name %(by)s, %(thing)s and what `names` gives."""
        if name in self.steps:
            raise ValueError(f"{self.name} has two steps called {name}.")
        self.steps[name] = Step(
            name, tuple(sources), target, who, deed or f"{self.name}.{name}", title, audience, **more
        )
        return self

    def allowed(self, thing, by) -> list[Step]:
        """The steps that would be taken now, for the buttons of a page."""
        return [step for step in self.steps.values() if not self._objection(step, thing, by)]

    @transaction.atomic
    def take(self, thing, step, *, by, seen, reason_code="", reason="", data=None):
        """Takes a step and returns the thing anew; else raises Refused and leaves everything as it was.

        `seen` is the root's version on the page that was decided from; missing or no number, it is Refused.
        """
        step = self._step(step)
        if step.needs_reason and not (reason_code and reason.strip()):
            raise Refused(_("Give a reason in a sentence. It is kept with the decision."), "reason_missing")
        claim(self.root(thing), seen=version_of(seen))
        thing = reload(thing)
        if objection := self._objection(step, thing, by):
            raise objection
        was = getattr(thing, self.state)
        self._move(thing, step)
        record(
            step.deed,
            thing,
            by=by,
            audience=step.audience(thing),
            title=step.title,
            names={"by": called(by), "thing": thing, **(step.names(thing) if step.names else {})},
            data={"from": str(was), "to": str(step.target), **(data or {})},
            reason_code=reason_code,
            reason=reason,
        )
        return thing

    def _step(self, name):
        if name not in self.steps:
            raise Refused(_("There is no such step."), "unknown_step")
        return self.steps[name]

    def _objection(self, step, thing, by):
        if getattr(thing, self.state) not in step.sources:
            return Refused(self._state_sentence(thing), "state")
        if not step.who(by, thing):
            return Refused(_("Your role does not allow this."), "role")
        if step.guard and not step.guard(thing):
            return Refused(step.why_not, "guard")
        return None

    def _state_sentence(self, thing):
        states = dict(thing._meta.get_field(self.state).flatchoices)
        sentence = _("This is not possible in the present state: {state}.")
        return format_lazy(sentence, state=states[getattr(thing, self.state)])

    def _move(self, thing, step):
        changes = {self.state: step.target}
        if any(column.name == "updated_at" for column in thing._meta.concrete_fields):
            changes["updated_at"] = timezone.now()
        type(thing)._base_manager.filter(pk=thing.pk).update(**changes)
        for name, value in changes.items():
            setattr(thing, name, value)


def claim(root, seen=None):
    """Takes the root for the rest of this transaction by raising its version; who comes second waits.

    With `seen` it is Refused when the root has another version by now, and in any case when it is gone.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A root is claimed inside the transaction that changes it."
        )
    rows = type(root)._base_manager.filter(pk=root.pk)
    try:
        claimed = (rows if seen is None else rows.filter(version=seen)).update(
            version=models.F("version") + 1
        )
    except OperationalError as error:
        raise busy(error) from error
    version = rows.values_list("version", flat=True).first()
    if not claimed:
        raise _changed(gone=version is None)
    root.version = version


def busy(error):
    """Refused when the database could not wait for somebody else's save; any other error is itself."""
    if getattr(error.__cause__, "sqlstate", None) in BUSY or "locked" in str(error):
        return Refused(_("Someone else is saving this right now. Wait a moment and try again."), "busy")
    return error


def _changed(gone):
    if gone:
        return Refused(_("This is no longer here."), "gone")
    return Refused(_("Someone changed this after you opened it. Look at it again, then decide."), "changed")


def version_of(seen):
    """The version a form was opened with, as a number; anything else is Refused."""
    text = str(seen).strip()
    if isinstance(seen, bool) or not text.isdecimal() or len(text) > 18:
        raise Refused(
            _("We cannot tell which version you saw. Open the page again and repeat."), "seen_missing"
        )
    return int(text)


def reload(thing):
    """The thing as it is now, after the claim; Refused when it is gone."""
    fresh = type(thing)._base_manager.filter(pk=thing.pk).first()
    if fresh is None:
        raise _changed(gone=True)
    return fresh


def called(person):
    """What the journal's sentences call an actor; never an address."""
    if person is None:
        return _("the system")
    return person.name or _("someone without a display name")
