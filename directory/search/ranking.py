"""From understood words and chosen facets to Tantivy queries.

A word is worth the best of its four fields, plus a little of the others (Okapi BM25 in each; weights in
`index.WEIGHTS`). Words are joined by OR: Arabic questions share too few words with their answers for AND.
"""

from functools import lru_cache

from tantivy import FieldType, Occur, Query

from directory.search.index import FACETS, WEIGHTS, schema
from directory.search.matching import is_clear, phrase_had, spellings, word_had

TIE = 0.3
SAME_MEANING = 0.4
BEGUN, UNFINISHED, SOUNDING = 2.0, 6.0, 2.0
IN_THE_PLACE = 12.0
IN_ITS_GOVERNORATE = 3.0


def every_word(what, reading):
    """What matches all words; the place matches by its name in a text or by where the group is."""
    clauses = [*(_clause(what, clause) for clause in reading.clauses), *_place(reading)]
    return _joined(Occur.Must, clauses) if clauses else Query.all_query()


def every_word_unscored(what, reading):
    """The same documents of one kind, several times as quick, where no score is needed."""
    clauses = [_clause_unscored(what, clause) for clause in reading.clauses]
    if reading.place:
        named = _joined(Occur.Must, [_any_of(_word_unscored(what, word)) for word in reading.place_words])
        clauses.append(_any_of([named, only(_is("area", reading.place.code), [kind(what)])]))
    return _joined(Occur.Must, clauses or [kind(what)])


def some_word(what, reading):
    """What matches at least one word, begins like the last one, or lies in the governorate that was named."""
    near = [_at(reading.place.governorate_code, IN_ITS_GOVERNORATE)] if reading.place else []
    same = [_same(what, clause.equals) for clause in reading.clauses if clause.equals]
    begun = [
        Query.boost_query(query, BEGUN)
        for word in reading.words
        if word.known and word.begins
        for query in _unfinished(word.begins)
    ]
    alike = [
        *reading.sounds,
        *(term for word in (*reading.words, *reading.place_words) for term in word.nearly),
    ]
    sounding = [Query.boost_query(_is("skeleton", term), SOUNDING) for term in dict.fromkeys(alike)]
    typed = [*map(_word, reading.words), *_place(reading)]
    return _joined(Occur.Should, [*typed, *same, *begun, *sounding, *near])


def like_name(grams):
    """Names that share trigrams."""
    return _joined(Occur.Should, [_is("grams", gram) for gram in grams])


def only(query, filters):
    """`query` with its scores, among what passes every filter."""
    return _joined(Occur.Must, [query, *(Query.const_score_query(chosen, 0.0) for chosen in filters)])


def but_not(query, other):
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, other)])


def kind(what):
    """Groups or services."""
    return _is("what", what)


def belongs_to(groups):
    """Groups with these ids, and their services."""
    return _any("group", [str(group) for group in groups])


def filters(what, request, without=""):
    """One filter a facet: any of its chosen codes. A facet's own counts leave it out by `without`."""
    chosen = {facet: request.chosen(facet) for facet in FACETS if facet != without}
    wanted = [_any(facet, codes) for facet, codes in chosen.items() if codes]
    if request.accepting:
        wanted.append(_is("accepting", "1"))
    if what == "service" and request.age is not None:
        wanted += [_range("age_from", None, request.age), _range("age_to", request.age, None)]
    return wanted


@lru_cache(maxsize=4096)
def _begun(prefix):
    """Names with a word that begins so, all alike. Costly to put together, for it becomes an automaton.

    Prefixes hold letters, digits and marks only, so nothing typed can act as a pattern.
    """
    return Query.regex_query(schema(), "name_surface", f"{prefix}.*")


def _clause(what, clause):
    """Its words, or less heavily a phrase of the same meaning."""
    typed = _joined(Occur.Must, list(map(_word, clause.words)))
    return Query.disjunction_max_query([typed, _same(what, clause.equals)], TIE) if clause.equals else typed


def _clause_unscored(what, clause):
    """Flat where it is one word: a union of unions takes twice as long."""
    words = [_word_unscored(what, word) for word in clause.words]
    typed = words[0] if len(words) == 1 else [_joined(Occur.Must, list(map(_any_of, words)))]
    return _any_of([*typed, *(phrase_had(what, phrase) for phrase in clause.equals)])


def _word_unscored(what, word):
    return [*word_had(what, word), *(only(query, [kind(what)]) for query in _guessed(word))]


@lru_cache(maxsize=256)
def _word(word):
    """The best of its forms: as typed, joined to others, corrected, unfinished, or sounding like it."""
    forms = [(word.token.surface, word.token.stem, 1.0), *word.forms]
    found = [query for form in forms for query in _form(*form)]
    return Query.disjunction_max_query([*found, *_guessed(word)], TIE)


def _guessed(word):
    """What is found by a beginning or a sound."""
    if word.begins and not word.known:
        yield from (Query.boost_query(query, UNFINISHED) for query in _unfinished(word.begins))
    yield from (Query.boost_query(_is("skeleton", term), SOUNDING) for term in word.sounds)


def _form(surface, stem, share):
    written = {"surface": surface, "stem": stem}
    fields = ((field, written[field.partition("_")[2]], weight) for field, weight in WEIGHTS.items())
    return [Query.boost_query(_is(field, form), weight * share) for field, form, weight in fields if form]


@lru_cache(maxsize=1024)
def _same(what, phrases):
    return Query.disjunction_max_query([query for phrase in phrases for query in _phrase(what, phrase)])


def _phrase(what, phrase):
    """Places of words are compared only in documents that are known to have the phrase."""
    for field in ("name", "text"):
        for words in spellings(phrase):
            name = f"{field}_{'stem' if is_clear(phrase) else 'surface'}"
            if len(words) > 1:
                found = only(Query.phrase_query(schema(), name, list(words)), [phrase_had(what, phrase)])
            else:
                found = _is(name, words[0])
            yield Query.boost_query(found, WEIGHTS[f"{field}_stem"] * SAME_MEANING)


def _unfinished(word):
    return [_begun(word), _begun(f"ال{word}")]


def _place(reading):
    if reading.place is None:
        return []
    named = _joined(Occur.Must, list(map(_word, reading.place_words)))
    return [Query.disjunction_max_query([named, _at(reading.place.code, IN_THE_PLACE)], TIE)]


def _at(code, score):
    return Query.const_score_query(_is("area", code), score)


def _joined(occur, queries):
    return Query.boolean_query([(occur, query) for query in queries])


def _any_of(queries):
    return _joined(Occur.Should, queries)


def _is(field, value):
    return Query.term_query(schema(), field, value)


def _any(field, values):
    return Query.term_set_query(schema(), field, list(values))


def _range(field, lowest, highest):
    return Query.range_query(schema(), field, FieldType.Unsigned, lowest, highest)
