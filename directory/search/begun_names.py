"""Names of groups and services that a typed text may be the beginning of: whole words, and a last one that is begun."""

from functools import cached_property

from tantivy import Occur, Query

from directory.search import ranking
from directory.search.index import schema
from directory.search.lexicon import SHORTEST_MISSPELT, Lexicon, detached, without_article
from directory.search.public_names import AT_ONCE
from directory.search.skeleton import other_term, skeletons

MOST_TERMS = 20
SHORTEST_BARE = 2
SURE_SOUND = 3
EQUAL = 2.0


class BegunNames:
    """One typed text over one view of the index. Answers are {"group" or "service": ids}, the best first."""

    def __init__(self, view, tokens):
        self.view, self.lexicon = view, Lexicon(view)
        *self.whole, self.last = tokens

    def written(self):
        """As typed, else without a joined و ف ب ل ك."""
        return self._found([*self.known, self.begun]) or self._found(
            [*self.known, self._begun(without_clitics(self.last.surface))]
        )

    def nearly(self):
        """Where a word is in no name: words within one edit of it, and what clearly sounds like it, else what may."""
        if all(self.known) and self.begun:
            return {}
        return self._guessed(SURE_SOUND) or self._guessed(0)

    @cached_property
    def known(self):
        return [self._written(token) for token in self.whole]

    @cached_property
    def begun(self):
        return self._begun(bare_forms(self.last.surface))

    def _guessed(self, shortest):
        whole = [
            known or self._alike(token, shortest) for token, known in zip(self.whole, self.known, strict=True)
        ]
        return self._found([*whole, self.begun or self._alike(self.last, shortest, begun=True)])

    def _found(self, words):
        """Nothing where one of the words has no way to be found."""
        if not all(words):
            return {}
        named = _every(map(_best, words))
        found = {what: self._ids(named, what) for what in ("group", "service")}
        return {what: ids for what, ids in found.items() if ids}

    def _ids(self, named, what):
        query = ranking.only(named, [_is("what", what)])
        hits = self.view.search(query, limit=AT_ONCE, count=False).hits
        return self.view.fast_field_values("pk", [address for _, address in hits])

    def _written(self, token):
        forms = {"name_surface": token.surface, "name_stem": token.stem}
        known = [_is(field, form) for field, form in forms.items() if self.view.doc_freq(field, form)]
        return known or [
            _is("name_surface" if form.surface else "name_stem", form.surface or form.stem)
            for form in self.lexicon.joined(token, known=False)
        ]

    def _begun(self, forms):
        """The commonest words that begin like one of the forms, article or not; above them those that equal it."""
        among = _every(map(_best, self.known)) if self.known and all(self.known) else None
        begun = [("name_surface", prefix) for form in forms for prefix in (form, f"ال{form}")]
        begun += [("name_stem", form) for form in forms]
        terms = {(field, term) for field, prefix in begun for term in self._terms(field, prefix, among)}
        if forms and self.view.doc_freq("name_stem", self.last.stem):
            terms.add(("name_stem", self.last.stem))
        return [Query.boost_query(_is(*term), EQUAL if term in begun else 1.0) for term in sorted(terms)]

    def _terms(self, field, prefix, among):
        """Where there are too many, the commonest in names that have the other words."""
        found = self.view.terms_with_prefix(field, prefix, limit=MOST_TERMS)
        if among and len(found) == MOST_TERMS:
            found = self.view.terms_with_prefix(field, prefix, filter_query=among, limit=MOST_TERMS)
        return [term for term, often in found if often]

    def _alike(self, token, shortest, begun=False):
        forms = bare_forms(token.surface)
        spelt = {*forms, *(f"ال{form}" for form in forms)} if not token.surface.isdigit() else ()
        near = [
            _near(word, begun) for word in sorted(spelt) if len(without_article(word)) >= SHORTEST_MISSPELT
        ]
        return near + self._sounds(token, shortest, begun)

    def _sounds(self, token, shortest, begun):
        own = [other_term(token.surface, one) for one in skeletons(token.surface) if len(one) >= shortest]
        terms = {
            term
            for sound in own
            for term, _often in self.view.terms_with_prefix("skeleton", sound, limit=MOST_TERMS)
            if begun or term == sound
        }
        return [
            Query.boost_query(_is("skeleton", term), EQUAL if term in own else 1.0) for term in sorted(terms)
        ]


def bare_forms(surface):
    """The folded word as it is, and without its article."""
    bare = without_article(surface)
    return [surface] if bare == surface or len(bare) < SHORTEST_BARE else [surface, bare]


def without_clitics(surface):
    """The folded word without what may be joined to its head, with and without its article."""
    heads = [head for head in detached(surface) if len(head) > SHORTEST_BARE and surface.endswith(head)]
    return list(dict.fromkeys(form for head in heads for form in bare_forms(head)))


def _near(word, begun):
    return Query.fuzzy_term_query(
        schema(), "name_surface", word, distance=1, transposition_cost_one=True, prefix=begun
    )


def _every(queries):
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _best(queries):
    return Query.disjunction_max_query(list(queries))


def _is(field, term):
    return Query.term_query(schema(), field, term)
