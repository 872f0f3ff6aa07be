"""The tables of steps, drawn: as Mermaid for docs/lifecycles.md, and as a list for people."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from deeds.lifecycle import Lifecycle

OPENING = """# How things move

Drawn from the tables in the code by `manage.py draw_lifecycles`; change the table, then draw anew.
"""


@dataclass(frozen=True)
class Table:
    title: Any
    steps: Lifecycle
    model: Any

    def states(self):
        """{value: label in the reader's language} of the state that the steps move."""
        return dict(self.model._meta.get_field(self.steps.state).flatchoices)


_tables: list[Table] = []


def register(title, steps, model):
    """A table to be drawn: a lazy title, the Lifecycle, and the model whose state it moves."""
    if all(table.steps is not steps for table in _tables):
        _tables.append(Table(title, steps, model))


def mermaid(table):
    """One state diagram; its words are the codes of states and steps."""
    lines = [
        f"    {source} --> {step.target}: {name}"
        for name, step in table.steps.steps.items()
        for source in step.sources
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def document():
    """The whole of docs/lifecycles.md, in English."""
    drawn = [
        f"## {table.title}\n\n{mermaid(table)}\n" for table in sorted(_tables, key=lambda t: str(t.title))
    ]
    return "\n".join([OPENING, *drawn])


def as_lists():
    """[(title, [(states before, state after, what is written down)])] in the reader's language."""
    return [(table.title, [line(table, step) for step in table.steps.steps.values()]) for table in _tables]


def line(table, step):
    states = table.states()
    sentence = str(step.title) % defaultdict(lambda: "…")
    return [states[source] for source in step.sources], states[step.target], sentence
