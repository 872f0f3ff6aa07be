"""How many of what is found stand under each value of each facet, exactly."""

from tantivy import Query

from directory.search.index import FACETS, schema
from directory.search.ranking import but_not

MOST_VALUES = 1000


def counted(view, query, facets):
    """{facet: {code: how many}} of what a query finds."""
    asked = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
    answered = view.aggregate(query, asked)
    return {facet: {row["key"]: row["doc_count"] for row in answered[facet]["buckets"]} for facet in facets}


def of_every_facet(view, kept, what, query, count):
    """The same for all facets of a query that finds `count`; where that is most, those that it leaves out are counted.

    What everything counts is worked out once for each commit and stays in `kept`.
    """
    if not count:
        return {facet: {} for facet in FACETS}
    if count * 2 <= view.doc_freq("what", what):
        return counted(view, query, FACETS)
    everything = Query.term_query(schema(), "what", what)
    if what not in kept:
        kept[what] = counted(view, everything, FACETS)
    left_out = counted(view, but_not(everything, query), FACETS)
    return {facet: _less(kept[what][facet], left_out[facet]) for facet in FACETS}


def _less(all_of_them, some):
    counts = {code: number - some.get(code, 0) for code, number in all_of_them.items()}
    return {code: number for code, number in counts.items() if number}
