"""What the search answers: one page of cards, why each is there, and what else could be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import get_language

from directory.models import Area, Ready
from directory.search.why import Why


class FacetValue(NamedTuple):
    """One choice of a facet and what it would show, the facet's own other choices left aside."""

    code: str
    label_ar: str
    label_en: str
    count: int  # type: ignore[assignment]
    chosen: bool
    parent: str = ""

    @property
    def label(self):
        return self.label_en if (get_language() or "ar").startswith("en") else self.label_ar


class Facets(Mapping[str, list[FacetValue]]):
    """What can be chosen in each facet, made when somebody looks at it.

    `counts` is {facet: {code: how many}}, `chosen(facet)` the codes that were chosen. What is made of nothing else,
    like its JSON, may be kept in `made`.
    """

    def __init__(
        self, vocabulary: Any, counts: dict[str, dict[str, int]], chosen: Callable[[str], Any]
    ) -> None:
        self.vocabulary, self.counts, self.chosen = vocabulary, counts, chosen
        self.made: dict[Any, Any] = {}

    def words(self, facet):
        """In the order of the taxonomy: every governorate, else what has groups or is chosen."""
        tops = self.vocabulary.governorates if facet == "area" else ()
        shown = {*self.counts[facet], *self.chosen(facet), *tops}
        return [word for code, word in self.vocabulary.words(facet).items() if code in shown]

    def __getitem__(self, facet):
        if facet not in self.made:
            counts, chosen = self.counts[facet], self.chosen(facet)
            self.made[facet] = [
                FacetValue(
                    word.code,
                    word.label_ar,
                    word.label_en,
                    counts.get(word.code, 0),
                    word.code in chosen,
                    word.parent,
                )
                for word in self.words(facet)
            ]
        return self.made[facet]

    def __iter__(self):
        return iter(self.counts)

    def __len__(self):
        return len(self.counts)


@dataclass(frozen=True)
class Hit:
    """What is shown, and why it is here, read when somebody asks; `near` when it matches some of the words only.

    `shown` is a Ready, or what `card` then is; `address` is its place in the index.
    """

    shown: Any
    near: bool = False
    reason: Callable[[], Why] = Why
    address: Any = None

    @cached_property
    def card(self):
        return self.shown.data if isinstance(self.shown, Ready) else self.shown

    @cached_property
    def _why(self):
        return self.reason()

    @property
    def why(self):
        return self._why.text

    @property
    def why_kind(self):
        return self._why.kind


@dataclass(frozen=True)
class Results:
    """One page. `count` and `facets` are of what matches every word; `related_from` is an index into `hits`.

    `meant` is the query without its slips, "" when none was corrected; `words` are the query's, and `unheard`
    those that nothing has and that were left aside, both as typed.
    """

    count: int
    related_from: int | None
    hits: list[Hit]
    facets: Facets
    place: Area | None = None
    index_down: bool = False
    page: int = 1
    pages: int = 1
    has_next: bool = False
    has_previous: bool = False
    meant: str = ""
    words: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
