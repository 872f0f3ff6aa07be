"""Requests and offers found by words: the same engine as for groups; who may see which of them, the database says."""

from coordination.exchange.models import TOLD, Post
from coordination.exchange.views.shelf import passages_of
from directory.search.shelf import Shelf, Text


def stamps():
    """What was opened is not edited any more, so a row changes when it comes or goes."""
    rows = Post.objects.filter(state__in=TOLD).order_by("pk").values_list("pk", "uuid", "opened_at")
    return {pk: (uuid, opened_at) for pk, uuid, opened_at in rows}


def texts(pks):
    rows = (
        Post.objects.filter(pk__in=pks)
        .with_card()
        .prefetch_related("fields__parent__parent", "beneficiaries")
    )
    return map(found_by, rows.order_by("pk"))


def found_by(post):
    return Text(
        pk=post.pk, title_ar=post.title_ar, title_en=post.title_en,
        words=tuple(passages_of(post.details_ar, post.details_en)), languages=(), fields=tuple(post.fields.all()),
        beneficiaries=tuple(post.beneficiaries.all()), names=tuple(names(post)),
        at=post.opened_at or post.created_at,
    )  # fmt: skip


def names(post):
    """Whose it is, and where."""
    area = post.area
    for place in (area, area and area.parent):
        if place:
            yield from (place.title_ar, place.title_en)
    group = post.group
    yield from filter(None, (group.name_ar, group.name_en) if group else (str(post.outside),))


def cards(_what, pks, audiences):
    return {row.pk: row for row in Post.objects.visible_to(audiences).with_card().filter(pk__in=pks)}


POSTS = Shelf("post", stamps, texts, cards)


def in_order(rows, found):
    """The ids that were found, of what is among these rows (a QuerySet)."""
    there = set(rows.order_by().values_list("pk", flat=True))
    return [pk for pk in found if pk in there]
