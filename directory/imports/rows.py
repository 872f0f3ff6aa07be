"""What a file says about one group, whichever format it came in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from directory.imports.codes import folded


@dataclass(frozen=True)
class LicenceCells:
    authority_ar: str
    authority_en: str
    number: str
    expires_on: date | None


@dataclass
class Row:
    """`values` are columns of the group itself. A part that is None is not in the file and stays as it is."""

    line: int
    source: str
    external_id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    fields: frozenset[str] | None = None
    beneficiaries: frozenset[str] | None = None
    services: list[tuple[str, str]] | None = None
    contacts: dict[str, list[str]] = field(default_factory=dict)
    licence: LicenceCells | None = None

    @property
    def name(self):
        return self.values.get("name_ar") or self.values.get("name_en") or ""

    @property
    def names(self):
        """The folded names, by which a row without an id at its source is known again."""
        return {folded(name) for key in ("name_ar", "name_en") if (name := self.values.get(key))} - {""}
