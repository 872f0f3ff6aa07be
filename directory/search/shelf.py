"""Shelves: texts of a room, found by the same engine as groups, with an index of their own in memory.

In the index of groups a guide's thousand words would count as known words and change what a group's words are worth.
A shelf is small: each process makes its index from the database, and analyses again only what changed.
"""

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import tantivy

from directory.search.documents import text_document
from directory.search.index import schema
from directory.search.query import Search, SearchRequest
from directory.search.vocabulary import Vocabulary

MOST_IDS = 1000
HEAP = 15_000_000  # bytes, the least that the engine takes


@dataclass(frozen=True)
class Text:
    """What is found of one row: `words` are its passages in both languages, `names` whose it is."""

    pk: int
    title_ar: str
    title_en: str
    words: tuple[str, ...]
    languages: tuple[str, ...]
    fields: tuple[Any, ...]
    beneficiaries: tuple[Any, ...]
    names: tuple[str, ...]
    at: datetime


class Shelf:
    """`stamps` answers {id: what changes with its row} of all that can be found, in one query; `texts` the Text of
    each of these ids; `cards` is asked (what, ids, audiences) and answers {id: row} of those that may be seen."""

    def __init__(
        self,
        what: str,
        stamps: Callable[[], Mapping[int, Hashable]],
        texts: Callable[[Collection[int]], Iterable[Text]],
        cards: Callable[[str, Collection[int], frozenset[str]], Mapping[int, Any]],
    ) -> None:
        self.what, self.stamps, self.texts, self.cards = what, stamps, texts, cards
        self._lock = threading.Lock()
        self._stamps: Mapping[int, Hashable] | None = None
        self._documents: dict[int, tantivy.Document] = {}
        self._engine = tantivy.Index(schema())
        self._kept: dict[Any, Any] = {}

    def search(self, request, audiences, languages=()):
        """Results as of groups: `request` narrows by field and beneficiary, `languages` by what it is written in."""
        vocabulary = Vocabulary.load()
        view, kept = self._newest()
        request = replace(request.known_to(vocabulary), kinds=tuple(languages))
        return Search(view, kept, self.what, request, vocabulary, self.cards).results(audiences)

    def ids(self, words, most=MOST_IDS):
        """Ids of what matches all these words, the best first, whoever may see them: its room asks the database."""
        vocabulary = Vocabulary.load()
        view, kept = self._newest()
        return Search(view, kept, self.what, SearchRequest(q=words), vocabulary, self.cards).ids(most)

    def _newest(self):
        stamps = self.stamps()
        with self._lock:
            if stamps != self._stamps:
                self._fill(stamps)
            return self._engine.searcher(), self._kept

    def _fill(self, stamps):
        """Anew, so that what was replaced never weighs in the scores."""
        before = self._stamps or {}
        changed = [pk for pk, stamp in stamps.items() if before.get(pk) != stamp]
        made = {text.pk: text_document(self.what, text) for text in self.texts(changed)}
        self._documents = {
            pk: made.get(pk) or self._documents[pk] for pk in stamps if pk in made or pk not in changed
        }
        engine = tantivy.Index(schema())
        writer = engine.writer(heap_size=HEAP, num_threads=1)
        for document in self._documents.values():
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        engine.reload()
        self._engine, self._kept, self._stamps = engine, {}, stamps
