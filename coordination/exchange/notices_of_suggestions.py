"""That a request fits what a group lends: told to its leaders once, and in a section of its own in digests."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from coordination.exchange.models import Suggestion
from deeds.hooks import NoticeKind, NoticeLine

LATELY = timedelta(days=2)
FITS = _("%(title)s of %(other)s may fit what %(group)s lends: %(lent)s")


def fitting(now):
    """A line for each request and group that came together lately; the key has nobody told of the two again."""
    rows = Suggestion.objects.standing().filter(fits=True, found_at__gt=now - LATELY).unanswered()
    told = set()
    for row in rows.unhidden_by_lender().with_both().order_by("request", "-score", "pk"):
        pair = f"{row.request_id}:{row.group_id}"
        if pair not in told:
            told.add(pair)
            yield line(row, pair)


def line(row, pair):
    names = {"title": row.request, "other": row.request.group, "group": row.group, "lent": row.lent}
    return NoticeLine(
        f"group:{row.group_id}:leader", FITS, row.request, ("exchange_post", row.request.uuid), names,
        thing=pair, key=f"exchange-fits:{pair}", needs=False, why="clock",
    )  # fmt: skip


KINDS = (NoticeKind("exchange_fits", remind=fitting, suggests=True),)
