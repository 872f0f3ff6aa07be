"""A figure beside its goal, as a line and as JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime


class Unmeasured(Exception):
    """The bench cannot measure here; says why in a sentence."""


@dataclass(frozen=True)
class Figure:
    """`op` is ">=" or "<="; a figure without a goal is a reference or a fact."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    op: str = ">="

    @property
    def met(self):
        if self.goal is None:
            return None
        return self.value >= self.goal if self.op == ">=" else self.value <= self.goal


def show(figures):
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        beside = (
            ""
            if figure.goal is None
            else f"goal {figure.op} {figure.goal:g}: {'met' if figure.met else 'NOT MET'}"
        )
        print(f"{figure.name:{width}}  {figure.value:>10.4g} {figure.unit:6} {beside}".rstrip())


def write(figures, path):
    """{"figures": [{"name", "value", "unit", "goal", "op", "met"}], "machine", "date"}"""
    report = {
        "figures": [asdict(figure) | {"met": figure.met} for figure in figures],
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
