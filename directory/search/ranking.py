"""From understood words and chosen facets to Tantivy queries.

A word is worth the best of its four fields, plus a little of the others (Okapi BM25 in each; weights in
`index.WEIGHTS`). Words are joined by OR: Arabic questions share too few words with their answers for AND.
"""

from tantivy import FieldType, Occur, Query

from directory.search.index import FACETS, WEIGHTS, schema

TIE = 0.3
IN_THE_PLACE = 12.0
IN_ITS_GOVERNORATE = 3.0


def every_word(understood):
    """What matches all words; the place matches by its name in a text or by where the group is."""
    clauses = [*map(_word, understood.words), *_place(understood)]
    return _joined(Occur.Must, clauses) if clauses else Query.all_query()


def some_word(understood):
    """What matches at least one word, or lies in the governorate of the place that was named."""
    near = [_at(understood.place.governorate_code, IN_ITS_GOVERNORATE)] if understood.place else []
    return _joined(Occur.Should, [*map(_word, understood.words), *_place(understood), *near])


def only(query, filters):
    """`query` with its scores, among what passes every filter."""
    return _joined(Occur.Must, [query, *(Query.const_score_query(chosen, 0.0) for chosen in filters)])


def but_not(query, other):
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, other)])


def filters(what, request, without=""):
    """One filter a facet: any of its chosen codes. A facet's own counts leave it out by `without`."""
    chosen = {facet: request.chosen(facet) for facet in FACETS if facet != without}
    wanted = [_is("what", what), *(_any(facet, codes) for facet, codes in chosen.items() if codes)]
    if request.accepting:
        wanted.append(_is("accepting", "1"))
    if what == "service" and request.age is not None:
        wanted += [_range("age_from", None, request.age), _range("age_to", request.age, None)]
    return wanted


def named_like(tokens):
    """Names with all of these words, the last of which may be unfinished and may lack its article."""
    *whole, last = tokens
    begun = [_begun(last.surface), _begun(f"ال{last.surface}"), _is("name_stem", last.stem)]
    return _joined(Occur.Must, [*map(_in_name, whole), Query.disjunction_max_query(begun)])


def _begun(prefix):
    """Prefixes hold letters, digits and marks only, so nothing typed can act as a pattern."""
    return Query.regex_query(schema(), "name_surface", f"{prefix}.*")


def _in_name(token):
    return Query.disjunction_max_query([_is("name_surface", token.surface), _is("name_stem", token.stem)])


def _word(token):
    forms = {"surface": token.surface, "stem": token.stem}
    fields = ((field, forms[field.partition("_")[2]], weight) for field, weight in WEIGHTS.items())
    terms = [Query.boost_query(_is(field, form), weight) for field, form, weight in fields]
    return Query.disjunction_max_query(terms, TIE)


def _place(understood):
    if understood.place is None:
        return []
    named = _joined(Occur.Must, list(map(_word, understood.place_words)))
    return [Query.disjunction_max_query([named, _at(understood.place.code, IN_THE_PLACE)], TIE)]


def _at(code, score):
    return Query.const_score_query(_is("area", code), score)


def _joined(occur, queries):
    return Query.boolean_query([(occur, query) for query in queries])


def _is(field, value):
    return Query.term_query(schema(), field, value)


def _any(field, values):
    return Query.term_set_query(schema(), field, list(values))


def _range(field, lowest, highest):
    return Query.range_query(schema(), field, FieldType.Unsigned, lowest, highest)
