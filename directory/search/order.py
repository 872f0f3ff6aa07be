"""The order of what is found: by score, and of equal scores by id.

The engine leaves equal scores in the order of its segments, which differs from one index of the same groups to the
next. Scores that differ less than their own rounding errors count as equal.
"""

DECIMALS = 3
SLACK, LONGEST_TIE = 20, 1000
RANK_CONSTANT = 60


def best(view, query, limit, offset=0):
    """Addresses of the hits from `offset` on, at most `limit`; of a tie longer than a thousand any."""
    end = offset + limit
    return _ranked(view, query, end, _search(view, query, end))[offset:]


def merged(lists):
    """Several lists as one: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    scores: dict[tuple[int, int], float] = {}
    for ranked in lists:
        for rank, address in enumerate(ranked, 1):
            key = address.segment_ord, address.doc
            scores[key] = scores.get(key, 0) + 1 / (RANK_CONSTANT + rank)
    addresses = {(address.segment_ord, address.doc): address for ranked in lists for address in ranked}
    return [addresses[key] for key in sorted(scores, key=lambda key: -scores[key])]


def _ranked(view, query, end, found):
    scores, addresses = _rounded(found)
    if len(scores) == end + SLACK and scores[-1] == scores[end - 1]:
        scores, addresses = _rounded(_search(view, query, end + LONGEST_TIE - SLACK))
    pks = view.fast_field_values("pk", addresses)
    ranked = sorted(zip(scores, pks, addresses, strict=True))
    return [address for _score, _pk, address in ranked[:end]]


def _search(view, query, end):
    return view.search(query, limit=end + SLACK, count=False).hits


def _rounded(hits):
    """(scores turned round, so that the best is the least; addresses)"""
    return [-round(score, DECIMALS) for score, _ in hits], [address for _, address in hits]
