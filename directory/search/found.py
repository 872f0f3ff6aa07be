"""What the search answers: one page of cards, why each is there, and what else could be chosen."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from directory.models import Area


@dataclass(frozen=True)
class FacetValue:
    """One choice of a facet and what it would show, the facet's own other choices left aside."""

    code: str
    label_ar: str
    label_en: str
    count: int
    chosen: bool
    parent: str = ""

    @property
    def label(self):
        return self.label_en if (get_language() or "ar").startswith("en") else self.label_ar


@dataclass(frozen=True)
class Hit:
    """A card, and why it is here; `near` when it matches some of the words only."""

    card: dict[str, Any]
    why: SafeString | None = None
    why_kind: str = ""
    near: bool = False


@dataclass(frozen=True)
class Results:
    """One page. `count` and `facets` are of what matches every word; `related_from` is an index into `hits`.

    `meant` is the query without its slips, "" when none was corrected; `words` are the query's, as folded.
    """

    count: int
    related_from: int | None
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    place: Area | None = None
    index_down: bool = False
    page: int = 1
    pages: int = 1
    has_next: bool = False
    has_previous: bool = False
    meant: str = ""
    words: tuple[str, ...] = ()
