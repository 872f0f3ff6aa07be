"""How long the oddest questions take: 10,000 letters, 500 words, every block of Unicode, query syntax, 100 facets.

`--size N` makes N groups (default 10,000).
"""

import time

from bench import made, odd
from bench.figures import Figure
from bench.site import empty_site

GOAL = 200
MILLISECONDS = 1000


def measure(size=None):
    with empty_site():
        from directory.search import build

        made.make_groups(size or 10_000)
        build.rebuild()
        return list(_figures())


def _figures():
    from django.http import QueryDict
    from django.test import Client

    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups, search_services, suggest

    def asked(address):
        return SearchRequest.from_querydict(QueryDict(address))

    client = Client(headers={"host": "localhost"})
    ways = {
        "search of groups": lambda address: search_groups(asked(address), PUBLIC),
        "search of services": lambda address: search_services(asked(address), PUBLIC),
        "suggestions": lambda address: suggest(QueryDict(address).get("q", ""), "ar"),
        "page of groups": lambda address: client.get(f"/ar/groups/?{address}"),
    }
    addresses = odd.addresses(made.words("ar").words, _codes())
    for name, ask in ways.items():
        for question in made.questions(20):
            ask(f"q={question}")
        taken = {what: _time(ask, address) for what, address in addresses.items()}
        slowest = max(taken, key=taken.__getitem__)
        yield Figure(f"slowest odd {name} of {len(taken)} ({slowest})", taken[slowest], "ms", GOAL, "<=")


def _codes():
    from directory.search.asked import PARAMETERS
    from directory.search.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    return {name: [word.code for word in vocabulary.of(name)] for name in PARAMETERS}


def _time(ask, address):
    """Milliseconds of the first time that this is asked."""
    begun = time.perf_counter()
    ask(address)
    return (time.perf_counter() - begun) * MILLISECONDS
