"""What is asked, what is lent, and what is found when the two are laid side by side."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .times import ANY_TIME, When

Codes = frozenset[str]
NONE: Codes = frozenset()

# Kinds that may stand for each other, though not fully: who asks for a trainer may be served by trained volunteers.
AKIN = {
    "volunteers": ("skill",),
    "skill": ("volunteers", "knowledge"),
    "equipment": ("in_kind",),
    "in_kind": ("equipment",),
    "knowledge": ("ideas", "skill"),
    "ideas": ("knowledge",),
}
FROM_ANYWHERE = ("knowledge", "ideas")


@dataclass(frozen=True, eq=False)
class Need:
    """What somebody is short of. `kind` is a kind of the exchange, all codes are those of the taxonomies."""

    id: str
    kind: str
    text: str
    area: str = ""
    when: When = ANY_TIME
    quantity: int | None = None
    unit: str = ""
    access: Codes = NONE
    fields: Codes = NONE
    beneficiaries: Codes = NONE


@dataclass(frozen=True, eq=False)
class Lent:
    """What somebody can give. `travels` is None where nobody said; `helped` are titles of help given before.

    `access` has it, `no_access` says that it has not; what is in neither is unknown.
    """

    id: str
    kind: str
    text: str
    about: str = ""
    area: str = ""
    travels: bool | None = None
    when: When = ANY_TIME
    quantity: int | None = None
    unit: str = ""
    access: Codes = NONE
    no_access: Codes = NONE
    fields: Codes = NONE
    beneficiaries: Codes = NONE
    helped: tuple[str, ...] = ()


class Fact(NamedTuple):
    """One thing that holds between a need and what is lent: a code (see `sentences`) and what it is about."""

    code: str
    about: tuple = ()


@dataclass(frozen=True)
class Match:
    """`score` only orders; `missing` holds what is known to be missing and what nobody confirmed."""

    lent: Lent
    score: float
    reasons: tuple[Fact, ...] = ()
    missing: tuple[Fact, ...] = field(default=())

    @property
    def fits(self):
        """Whether nothing stands against it that asking could not settle."""
        return not any(fact.code in AGAINST for fact in self.missing)


AGAINST = frozenset({"no_access", "other_days", "other_hours", "other_months", "far", "kind"})
