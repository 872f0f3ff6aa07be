"""Finding groups and services: the one door for pages, the API and the benches.

A search that names a place («توحد السالمية») is not narrowed to it: the place is one of the words, and a group
matches it by being there as well as by writing its name. What lies in the same governorate follows as related.
`Results.place` lets a page offer the narrowing as a chip.
"""

import logging
import math
from functools import cached_property, lru_cache, partial
from typing import Any

import orjson
from tantivy import Order

from directory.models import Card
from directory.search import listing, ranking
from directory.search.analyzer import analyze
from directory.search.asked import LONGEST_QUERY, SearchRequest
from directory.search.counts import counted, how_many, of_every_facet
from directory.search.found import Facets, Hit, Results
from directory.search.grams import ENOUGH, LOOKED_AT, alike, grams
from directory.search.index import FACETS, IndexDown, searcher_and_kept
from directory.search.lexicon import Lexicon
from directory.search.meant import did_you_mean
from directory.search.order import best, merged
from directory.search.reading import read
from directory.search.suggest import Suggestion, suggest
from directory.search.vocabulary import Vocabulary
from directory.search.why import Why, why

__all__ = [
    "Hit",
    "Results",
    "SearchRequest",
    "Suggestion",
    "ids_among",
    "search_groups",
    "search_services",
    "suggest",
]

MOST_WORDS = 32
MOST_RELATED = 100
MOST_OF_GROUPS = 10_000
ROUNDS = 3
FEW = 3
MOST_KEPT = 200

logger = logging.getLogger("multaqa.search")


def search_groups(request, audiences):
    """Listed groups that `audiences` may see. Never raises for what was typed; `index_down` when only listed."""
    return _search("group", request, audiences)


def search_services(request, audiences):
    """Services of listed groups; `age` asks for services that take that age."""
    return _search("service", request, audiences)


def ids_among(asked, groups):
    """For each (what, request) the ids of all that it finds exactly and that belongs to these groups (ids), in order.

    Whoever shows them asks whether they may be seen. Raises IndexDown, OSError or ValueError without an index.
    """
    vocabulary = Vocabulary.load()
    view, kept = searcher_and_kept()
    return [
        Search(view, kept, what, request.known_to(vocabulary), vocabulary).ids_among(groups)
        for what, request in asked
    ]


def _search(what, request, audiences):
    vocabulary = Vocabulary.load()
    request = request.known_to(vocabulary)
    try:
        return _kept(what, request, vocabulary).results(audiences)
    except (IndexDown, OSError, ValueError) as error:
        logger.warning("search is answered from the database: %s", error)
    count, page, cards = listing.page(what, request, audiences)
    pages = max(1, math.ceil(count / request.page_size))
    return Results(
        count=count,
        related_from=None,
        hits=[Hit(card) for card in cards],
        facets=_facets(vocabulary, request, lambda facet: {}),
        index_down=True,
        page=page,
        pages=pages,
        has_next=page < pages,
        has_previous=page > 1,
    )


def _kept(what, request, vocabulary):
    """What the newest commit answers; it is not asked again what is among the last MOST_KEPT questions."""
    view, kept = searcher_and_kept()
    if "search" not in kept:
        kept["search"] = lru_cache(MOST_KEPT)(partial(Search, view, kept))
    return kept["search"](what, request, vocabulary)


class Search:
    """One request over one view of an index. What may be seen is asked anew for each reader: nothing of it stays.

    `cards` answers {id: what is shown} of those ids that a reader may see.
    """

    def __init__(self, view, kept, what, request, vocabulary, cards=None):
        self.view, self.kept = view, kept
        self.cards = cards or partial(Card.objects.ready, kept=kept["cards"])
        self.what, self.request, self.vocabulary = what, request, vocabulary
        self.q = request.q[:LONGEST_QUERY]
        self.tokens = _distinct(analyze(self.q))[:MOST_WORDS]
        self.pages: dict[int, Any] = {}
        self.reading = read(self.tokens, _lexicon(view, kept), vocabulary)
        self.filters = ranking.filters(what, request)
        self.kind = ranking.kind(what)
        self.unheard: tuple[str, ...] = ()
        self._ask_for(self.reading)
        self.count = self._count or self._count_of_rest()
        self.total = self.count + self._count_of_related()

    def _ask_for(self, reading):
        self.asked = reading
        self.unscored = ranking.every_word_unscored(self.what, reading)
        self.matching = ranking.only(self.unscored, self.filters)
        self.__dict__.pop("_count", None)

    def results(self, audiences):
        count, pages = self.count, max(1, math.ceil(self.total / self.request.page_size))
        page = min(self.request.page, pages)
        hits = self._hits((page - 1) * self.request.page_size, self.total, audiences)
        return Results(
            count=count,
            related_from=next((place for place, hit in enumerate(hits) if hit.near), None),
            hits=hits,
            facets=self.facets,
            place=self.reading.place,
            page=page,
            pages=pages,
            has_next=page < pages,
            has_previous=page > 1,
            meant=self._meant(hits) if count or self._alike else "",
            unheard=self.unheard,
            words=self._typed(word.token for word in self.reading.words),
        )

    def ids_among(self, groups):
        query = ranking.only(self.matching, [ranking.belongs_to(groups)])
        found = self.view.search(query, limit=MOST_OF_GROUPS, count=False, order_by_field="newest")
        return self.view.fast_field_values("pk", [address for _, address in found.hits])

    def ids(self, most):
        """Ids of what matches all words, the best first: for whoever asks the database which of them may be seen."""
        return [pk for pk, _address, _near in self._rows(0, min(self.count, most))]

    @cached_property
    def _count(self):
        return how_many(self.view, self.matching)

    def _count_of_rest(self):
        """Leaves aside words that the index has never heard, unless a name looks like the query; then those that say
        for whom one asks («ولدي»).
        """
        unheard = self.reading.unheard
        if unheard and self._alike:
            return 0
        self.unheard = self._typed(unheard)
        heard = self.reading.heard() if unheard else self.reading
        for rest in (heard, heard.without_relatives()):
            if rest is not self.reading:
                self._ask_for(rest)
                if count := self._count:
                    return count
        return 0

    def _typed(self, tokens):
        return tuple(self.q[token.start : token.end] for token in tokens)

    def _meant(self, hits):
        words = (*self.reading.words, *self.reading.place_words)
        if not any(word.corrected for word in words):
            return ""
        return did_you_mean(self.q, words, list(self._texts(hits)))

    def _texts(self, hits):
        """Texts of what is shown, the best first."""
        for parts in (self._parts(hit.address) for hit in hits):
            yield from (text for text, _forms in (*parts["names"], *parts["texts"]))
            yield from parts["labels"]

    def _hits(self, start, total, audiences):
        """A page from `start` on; what is no longer visible is made up for from the rows after it."""
        size, hits = self.request.page_size, []
        for _round in range(ROUNDS):
            if len(hits) >= size or start >= total:
                break
            hits += self._shown(self._rows(start, min(start + size, total)), audiences)
            start += size
        return hits[:size]

    def _rows(self, start, end):
        """[(id, address, whether it is only related)] of the rows from `start` up to `end`."""
        if start not in self.pages:
            found = self._addresses(start, end, self.count)
            pks = self.view.fast_field_values("pk", [address for address, _ in found])
            self.pages[start] = [(pk, *row) for pk, row in zip(pks, found, strict=True)]
        return self.pages[start]

    def _addresses(self, start, end, count):
        """(address, whether it is only related) of the rows from `start` up to `end`."""
        exact = self._ordered(start, min(end, count) - start) if start < count else []
        near = self._related(max(start - count, 0), end - count) if end > count else []
        return [(address, False) for address in exact] + [(address, True) for address in near]

    def _count_of_related(self):
        """None where what matches all words fills pages enough."""
        if not self.tokens or self.count >= MOST_RELATED:
            return 0
        if self.count < FEW:
            return len(self._some_and_alike)
        return min(MOST_RELATED, how_many(self.view, self._some))

    def _related(self, start, end):
        """What matches some words, merged with names that look alike when hardly anything matches all."""
        if self.count < FEW:
            return self._some_and_alike[start:end]
        return best(self.view, self._some, end - start, start)

    @cached_property
    def _some(self):
        return self._not_exact(ranking.some_word(self.what, self.reading))

    @cached_property
    def _some_and_alike(self):
        return merged([best(self.view, self._some, MOST_RELATED), self._alike])[:MOST_RELATED]

    @cached_property
    def _alike(self):
        """Names, not exact ones, that look like the query as a whole."""
        wanted = grams([token.surface for token in self.tokens])
        if len(wanted) < ENOUGH:
            return []
        named = best(self.view, self._not_exact(ranking.like_name(wanted)), LOOKED_AT)
        return alike(self.view, named, wanted)

    def _not_exact(self, query):
        return ranking.but_not(self._among(query), self.unscored)

    def _among(self, query):
        """`query` among what is of the kind and passes the filters."""
        return ranking.only(query, [self.kind, *self.filters])

    def _ordered(self, offset, limit):
        sort = self.request.sort or ("relevance" if self.tokens else "newest")
        if sort == "relevance":
            return best(self.view, self._among(ranking.every_word(self.what, self.asked)), limit, offset)
        order = {
            "newest": {"order_by_field": "newest", "order": Order.Desc},
            "name": {"order_by_field": f"by_name_{self.request.lang}", "order": Order.Asc},
        }[sort]
        found = self.view.search(self.matching, limit=limit, offset=offset, count=False, **order)
        return [address for _, address in found.hits]

    def _shown(self, rows, audiences):
        cards = self.cards(self.what, [pk for pk, _address, _near in rows], audiences)
        return [
            Hit(cards[pk], near, partial(self._why, address), address)
            for pk, address, near in rows
            if pk in cards
        ]

    def _why(self, address):
        return why(self._parts(address), self.reading, self.request.lang) if self.tokens else Why()

    def _parts(self, address):
        return orjson.loads(self.view.doc(address)["shown"][0])

    @cached_property
    def facets(self):
        return _facets(self.vocabulary, self.request, self._counts)

    def _counts(self, facet):
        """Facets without a choice share one question; each other one is asked without its own choice."""
        if not self.request.chosen(facet):
            return self._shared_counts[facet]
        query = ranking.only(self.unscored, ranking.filters(self.what, self.request, without=facet))
        return counted(self.view, self.kept, query, [facet])[facet]

    @cached_property
    def _shared_counts(self):
        return of_every_facet(self.view, self.kept, self.what, self.matching, self._count)


def _facets(vocabulary, request, counts):
    return Facets(vocabulary, {facet: counts(facet) for facet in FACETS}, request.chosen)


def _lexicon(view, kept):
    if "lexicon" not in kept:
        kept["lexicon"] = Lexicon(view)
    return kept["lexicon"]


def _distinct(tokens):
    """Each stem once, where it stands first."""
    first: dict[str, Any] = {}
    for token in tokens:
        first.setdefault(token.stem, token)
    return list(first.values())
