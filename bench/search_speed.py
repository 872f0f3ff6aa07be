"""How long a search takes, with its page, exact total and facet counts, beside the same in plain ORM.

`--size N` makes N groups (default 10,000). Goals are those for the nearest of 10,000 and 1,000,000 groups. With
`--keep FOLDER` the groups and their index stay there, and are used again: then no rebuild is measured. On a
busy machine the time of the processor alone tells more; goals are for the clock.
"""

import gc
import resource
import time
from contextlib import suppress

from bench import made, plain
from bench.figures import Figure, Unmeasured
from bench.site import empty_site

ASKED = 300
ASKED_PLAINLY, ASKED_PLAINLY_OF_MANY = 12, 3
MANY = 100_000
TYPED = 60
SLIPS = ("basira", "salmiyah", "مجمعة بصيرة", "بالاشارة", "frends", "فريق النوور", "qwrtzpsdfghjkl")
MILLISECONDS = 1000
MEGABYTE = 1024 * 1024


def measure(size=None, keep=None):
    size = size or 10_000
    with empty_site(keep):
        _make(size)
        return [*_filling(size), *_searching(size), *_suggesting(size), *_keeping()]


def _make(size):
    from directory.models import Group

    kept = Group.objects.count()
    if kept not in (0, size):
        raise Unmeasured(f"the folder holds {kept} groups, not {size}.")
    if not kept:
        made.make_groups(size)


def _filling(size):
    """What a rebuild takes; nothing where an index was kept."""
    from directory.search import build, index

    with suppress(OSError):
        if index.read_cursor(index.current()).version == index.VERSION:
            return []
    begun, busy = time.perf_counter(), time.process_time()
    build.rebuild()
    return [
        Figure("rebuild", time.perf_counter() - begun, "s", 180 * size / 100_000, "<="),
        Figure("rebuild, processor alone", time.process_time() - busy, "s"),
    ]


def _searching(size):
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups

    questions = list(made.questions(ASKED))
    for question in questions[:20]:
        search_groups(SearchRequest(q=question), PUBLIC)
    gc.collect()
    gc.freeze()  # as config.wsgi does
    ours, theirs = _in_turn(questions, ASKED_PLAINLY if size < MANY else ASKED_PLAINLY_OF_MANY)
    busy = _times(
        lambda question: search_groups(SearchRequest(q=question), PUBLIC), questions, time.thread_time
    )
    shown = _times(_with_reasons, questions)
    small = size < MANY
    return [
        Figure(f"p50 of {size} groups", _part(ours, 50), "ms", None if small else 20, "<="),
        Figure(f"p95 of {size} groups", _part(ours, 95), "ms", None if small else 80, "<="),
        Figure(f"p99 of {size} groups", _part(ours, 99), "ms", 10 if small else None, "<="),
        *(
            Figure(f"p{part} of {size} groups, processor alone", _part(busy, part), "ms")
            for part in (50, 95, 99)
        ),
        Figure(f"p50 of {size} groups, with the reasons a page shows", _part(shown, 50), "ms"),
        Figure(f"p50 of {size} groups, plain ORM", _part(theirs, 50), "ms"),
        Figure(
            "plain ORM / ours at p50", _part(theirs, 50) / _part(ours, 50), "times", 200 if small else None
        ),
    ]


def _in_turn(questions, plainly):
    """(ours, theirs), measured by turns, so that whatever else the machine does slows both; theirs `plainly` times."""
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups

    ours, theirs = [], []
    for start in range(0, len(questions), len(questions) // plainly):
        some = questions[start : start + len(questions) // plainly]
        theirs += _times(plain.search, some[:1])
        ours += _times(lambda question: search_groups(SearchRequest(q=question), PUBLIC), some)
    return sorted(ours), sorted(theirs)


def _with_reasons(question):
    from deeds.hooks import PUBLIC
    from directory.search.query import SearchRequest, search_groups

    return [hit.why for hit in search_groups(SearchRequest(q=question), PUBLIC).hits]


def _suggesting(size):
    from directory.search.query import suggest

    texts = [*made.questions(TYPED), *SLIPS]
    prefixes = [text[:end] for text in texts for end in range(2, len(text) + 1)]
    for prefix in prefixes[:20]:
        suggest(prefix, "ar")
    taken = _times(lambda prefix: suggest(prefix, "ar"), prefixes)
    return [
        Figure("suggestions p50, letter by letter", _part(taken, 50), "ms"),
        Figure("suggestions p99, letter by letter", _part(taken, 99), "ms", 5 if size < MANY else None, "<="),
    ]


def _keeping():
    """How soon an edit is found, once the journal is asked, and what the index takes."""
    from django.conf import settings
    from django.db import transaction

    from deeds import journal
    from deeds.hooks import PUBLIC
    from directory.models import Group
    from directory.search.query import SearchRequest, search_groups
    from workers.readers import search

    journal.seal()
    search.catch_up()
    group = Group.objects.earliest("pk")
    begun = time.perf_counter()
    with transaction.atomic():
        Group.objects.filter(pk=group.pk).update(summary_en="Unheardof")
        journal.record("bench.edit", group, by=None, audience=["public"], title="Edited", quiet=True)
    journal.seal()
    search.catch_up()
    found = search_groups(SearchRequest(q="unheardof"), PUBLIC).count
    seen = time.perf_counter() - begun if found == 1 else float("inf")
    stored = sum(file.stat().st_size for file in settings.SEARCH_DIR.rglob("*") if file.is_file())
    return [
        Figure("one edit found after", seen, "s", 2, "<="),
        Figure("index on disk", stored / MEGABYTE, "MB"),
        Figure("most memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]


def _times(ask, questions, clock=time.perf_counter):
    """Milliseconds of each question, in ascending order; by `time.thread_time` those of the processor alone."""
    taken = []
    for question in questions:
        begun = clock()
        ask(question)
        taken.append((clock() - begun) * MILLISECONDS)
    return sorted(taken)


def _part(taken, percent):
    return taken[min(len(taken) - 1, len(taken) * percent // 100)]
