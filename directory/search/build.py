"""Filling an index: the groups that changed, or all of them into a new generation while the old one serves."""

from deeds import journal
from directory.models import Card, Group
from directory.search import index
from directory.search.documents import refresh

AT_ONCE = 200
SMALL, WORN = 1000, 50


def rebuild(progress=lambda done, total: None):
    """Fills a new generation from the database, then switches to it; how many groups it holds. Raises Busy.

    The cursor is the journal's head from before the first read, so what changes meanwhile is read again later.
    """
    with index.new_generation() as generation:
        head = journal.head()
        Card.objects.exclude(group__in=Group.objects.listed()).delete()
        pks = list(Group.objects.listed().order_by("pk").values_list("pk", flat=True))
        with index.writing(generation, index.HEAP_OF_ALL) as writer:
            for done, some in enumerate(batches(pks)):
                refresh(writer, some)
                progress(min((done + 1) * AT_ONCE, len(pks)), len(pks))
        index.write_cursor(generation, *((head.seq, head.hash) if head else (0, "")))
    return len(pks)


def update(generation, group_ids):
    """These groups as the database has them now, in one commit. Raises Busy."""
    with index.writing(generation) as writer:
        for some in batches(group_ids):
            refresh(writer, some)


def tidy():
    """Builds anew once replaced documents could weigh in the order of what is found. Raises Busy.

    A directory of up to a thousand documents keeps none, a larger one a fiftieth of what it has above that.
    """
    view = index.searcher()
    if index.replaced(view) > max(0, view.num_docs - SMALL) // WORN:
        rebuild()


def batches(pks):
    pks = list(pks)
    return [pks[start : start + AT_ONCE] for start in range(0, len(pks), AT_ONCE)]
