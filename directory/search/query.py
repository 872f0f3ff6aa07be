"""Finding groups and services: the one door for pages, the API and the benches.

A search that names a place («توحد السالمية») is not narrowed to it: the place is one of the words, and a group
matches it by being there as well as by writing its name. What lies in the same governorate follows as related.
`Results.place` lets a page offer the narrowing as a chip.
"""

import logging
import math
from functools import cached_property, partial
from typing import Any

import orjson
from tantivy import Order

from directory.models import Card
from directory.search import listing, ranking
from directory.search.analyzer import analyze
from directory.search.asked import LONGEST_QUERY, SearchRequest
from directory.search.counts import counted, how_many, of_every_facet
from directory.search.found import FacetValue, Hit, Results
from directory.search.grams import ENOUGH, LOOKED_AT, alike, grams
from directory.search.index import FACETS, IndexDown, searcher_and_kept
from directory.search.meant import did_you_mean
from directory.search.order import best
from directory.search.reading import read
from directory.search.suggest import Suggestion, suggest
from directory.search.vocabulary import Vocabulary
from directory.search.why import Why, why

__all__ = [
    "FacetValue",
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
RANK_CONSTANT = 60

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
        _Search(what, request.known_to(vocabulary), view, kept, vocabulary).ids_among(groups)
        for what, request in asked
    ]


def _search(what, request, audiences):
    vocabulary = Vocabulary.load()
    request = request.known_to(vocabulary)
    try:
        view, kept = searcher_and_kept()
        return _Search(what, request, view, kept, vocabulary).results(audiences)
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


class _Search:
    """One request over one view of the index."""

    def __init__(self, what, request, view, kept, vocabulary):
        self.what, self.request, self.vocabulary = what, request, vocabulary
        self.view, self.kept = view, kept
        self.q = request.q[:LONGEST_QUERY]
        self.tokens = _distinct(analyze(self.q))[:MOST_WORDS]
        self.found: list[Any] = []
        self.reading = read(self.tokens, view, vocabulary)
        self.filters = ranking.filters(what, request)
        self.kind = ranking.kind(what)
        self.unheard: tuple[str, ...] = ()
        self._ask_for(self.reading)

    def _ask_for(self, reading):
        self.exact = ranking.only(ranking.every_word(self.what, reading), [self.kind, *self.filters])
        self.unscored = ranking.every_word_unscored(self.what, reading)
        self.matching = ranking.only(self.unscored, self.filters)
        self.__dict__.pop("_count", None)

    def results(self, audiences):
        count = self._count or self._count_of_rest()
        self.related = self._related(count) if self.tokens else []
        total = count + len(self.related)
        pages = max(1, math.ceil(total / self.request.page_size))
        page = min(self.request.page, pages)
        hits = self._hits((page - 1) * self.request.page_size, count, total, audiences)
        return Results(
            count=count,
            related_from=next((place for place, hit in enumerate(hits) if hit.near), None),
            hits=hits,
            facets=_facets(self.vocabulary, self.request, self._counts),
            place=self.reading.place,
            page=page,
            pages=pages,
            has_next=page < pages,
            has_previous=page > 1,
            meant=self._meant() if count or self._alike else "",
            unheard=self.unheard,
            words=tuple(word.token.surface for word in self.reading.words),
        )

    def ids_among(self, groups):
        if not self._count:
            self._count_of_rest()
        query = ranking.only(self.matching, [ranking.belongs_to(groups)])
        found = self.view.search(query, limit=MOST_OF_GROUPS, count=False, order_by_field="newest")
        return self.view.fast_field_values("pk", [address for _, address in found.hits])

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
        self.unheard = tuple(self.q[token.start : token.end] for token in unheard)
        heard = self.reading.heard() if unheard else self.reading
        for rest in (heard, heard.without_relatives()):
            if rest is not self.reading:
                self._ask_for(rest)
                if count := self._count:
                    return count
        return 0

    def _meant(self):
        words = (*self.reading.words, *self.reading.place_words)
        return (
            did_you_mean(self.q, words, list(self._texts())) if any(word.corrected for word in words) else ""
        )

    def _texts(self):
        """Texts of what was found, the best first."""
        for parts in map(self._parts, self.found):
            yield from (text for text, _forms in (*parts["names"], *parts["texts"]))
            yield from parts["labels"]

    def _hits(self, start, count, total, audiences):
        """A page from `start` on; what is no longer visible is made up for from the rows after it."""
        size, hits = self.request.page_size, []
        for _round in range(ROUNDS):
            if len(hits) >= size or start >= total:
                break
            hits += self._shown(self._addresses(start, min(start + size, total), count), audiences)
            start += size
        return hits[:size]

    def _addresses(self, start, end, count):
        """(address, whether it is only related) of the rows from `start` up to `end`."""
        exact = self._ordered(start, min(end, count) - start) if start < count else []
        related = self.related[max(start - count, 0) : max(end - count, 0)]
        return [(address, False) for address in exact] + [(address, True) for address in related]

    def _related(self, count):
        """What matches some words, merged with names that look alike when hardly anything matches all.

        Nothing where what matches all words fills pages enough.
        """
        if count >= MOST_RELATED:
            return []
        some = self._not_exact(ranking.some_word(self.what, self.reading), MOST_RELATED)
        return _merged([some, self._alike])[:MOST_RELATED] if count < FEW else some

    @cached_property
    def _alike(self):
        """Names, not exact ones, that look like the query as a whole."""
        wanted = grams([token.surface for token in self.tokens])
        if len(wanted) < ENOUGH:
            return []
        return alike(self.view, self._not_exact(ranking.like_name(wanted), LOOKED_AT), wanted)

    def _not_exact(self, query, limit):
        found = ranking.but_not(ranking.only(query, [self.kind, *self.filters]), self.unscored)
        return best(self.view, found, limit)

    def _ordered(self, offset, limit):
        sort = self.request.sort or ("relevance" if self.tokens else "newest")
        if sort == "relevance":
            return best(self.view, self.exact, limit, offset)
        order = {
            "newest": {"order_by_field": "newest", "order": Order.Desc},
            "name": {"order_by_field": f"by_name_{self.request.lang}", "order": Order.Asc},
        }[sort]
        found = self.view.search(self.matching, limit=limit, offset=offset, count=False, **order)
        return [address for _, address in found.hits]

    def _shown(self, addresses, audiences):
        pks = self.view.fast_field_values("pk", [address for address, _ in addresses])
        cards = Card.objects.data_of(self.what, pks, audiences)
        self.found += [address for address, _ in addresses]
        return [
            Hit(cards[pk], near, partial(self._why, address))
            for pk, (address, near) in zip(pks, addresses, strict=True)
            if pk in cards
        ]

    def _why(self, address):
        return why(self._parts(address), self.reading, self.request.lang) if self.tokens else Why()

    def _parts(self, address):
        return orjson.loads(self.view.doc(address)["shown"][0])

    def _counts(self, facet):
        """Facets without a choice share one question; each other one is asked without its own choice."""
        if not self.request.chosen(facet):
            return self._shared_counts[facet]
        query = ranking.only(self.unscored, ranking.filters(self.what, self.request, without=facet))
        return counted(self.view, self.kept, query, [facet])[facet]

    @cached_property
    def _shared_counts(self):
        return of_every_facet(self.view, self.kept, self.what, self.matching, self._count)


def _merged(lists):
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    scores: dict[Any, float] = {}
    for ranked in lists:
        for rank, address in enumerate(ranked, 1):
            key = address.segment_ord, address.doc
            scores[key] = scores.get(key, 0) + 1 / (RANK_CONSTANT + rank)
    addresses = {(address.segment_ord, address.doc): address for ranked in lists for address in ranked}
    return [addresses[key] for key in sorted(scores, key=lambda key: -scores[key])]


def _facets(vocabulary, request, counts):
    return {facet: _values(vocabulary, facet, request.chosen(facet), counts(facet)) for facet in FACETS}


def _values(vocabulary, facet, chosen, counts):
    """What can be chosen, in the order of the taxonomy: every governorate, else what has groups or is chosen."""
    return [
        FacetValue(
            word.code,
            word.label_ar,
            word.label_en,
            counts.get(word.code, 0),
            word.code in chosen,
            word.parent,
        )
        for word in vocabulary.of(facet)
        if word.code in counts or word.code in chosen or (facet == "area" and not word.parent)
    ]


def _distinct(tokens):
    """Each stem once, where it stands first."""
    first: dict[str, Any] = {}
    for token in tokens:
        first.setdefault(token.stem, token)
    return list(first.values())
