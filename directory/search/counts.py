"""How many there are, and how many of them stand under each value of each facet, exactly."""

from tantivy import Query

from directory.search.index import FACETS, KINDS, columns, schema
from directory.search.ranking import but_not

MOST_VALUES = 1000
MOST = 0.6
FEW = 2000


def how_many(view, query):
    return view.search(Query.const_score_query(query, 0.0), limit=1, count=True).count


def counted(view, kept, query, facets=FACETS):
    """{facet: {code: how many}} of what a query finds."""
    used = _used(view, kept)
    asked = {column: _terms(column) for facet in facets for column in used[facet]}
    answered = view.aggregate(query, asked) if asked else {}
    return {facet: _together(answered[column]["buckets"] for column in used[facet]) for facet in facets}


def of_every_facet(view, kept, what, query, count):
    """The same of a query that finds `count`; where that is most, those that it leaves out are counted.

    What everything counts is worked out once for each commit and stays in `kept`.
    """
    if not count:
        return {facet: {} for facet in FACETS}
    total = view.doc_freq("what", what)
    if count <= MOST * total:
        return _quickest(view, kept, query, count)
    everything = Query.term_query(schema(), "what", what)
    if what not in kept:
        kept[what] = counted(view, kept, everything)
    left_out = _quickest(view, kept, but_not(everything, query), total - count)
    return {facet: _less(kept[what][facet], left_out[facet]) for facet in FACETS}


def _quickest(view, kept, query, count):
    return _of_few(view, query) if count <= FEW else counted(view, kept, query)


def _of_few(view, query):
    """The same as `counted`, from one column with all codes of a document: quicker where there are not many."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for row in view.aggregate(query, {"codes": _terms("codes")})["codes"]["buckets"]:
        facet, _colon, code = row["key"].partition(":")
        counts[facet][code] = row["doc_count"]
    return counts


def _used(view, kept):
    """{facet: its columns in which any document has a code}"""
    if "columns" not in kept:
        documents = sum(view.doc_freq("what", what) for what in KINDS)
        kept["columns"] = {
            facet: [column for column in columns(facet) if view.doc_freq(column, "") < documents]
            for facet in FACETS
        }
    return kept["columns"]


def _terms(column):
    return {"terms": {"field": column, "size": MOST_VALUES}}


def _together(answers):
    counts: dict[str, int] = {}
    for rows in answers:
        for row in rows:
            code = row["key"]
            counts[code] = counts.get(code, 0) + row["doc_count"]
    counts.pop("", None)
    return counts


def _less(counts, others):
    return {code: n - others.get(code, 0) for code, n in counts.items() if n > others.get(code, 0)}
