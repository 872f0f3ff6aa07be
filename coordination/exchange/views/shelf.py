"""What of the library is found by words: the same engine as for groups, over an index of its own."""

from coordination.exchange.models import Guide
from directory.search.documents import plain
from directory.search.shelf import Shelf, Text


def stamps():
    rows = Guide.objects.published().order_by("pk").values_list("pk", "uuid", "version")
    return {pk: (uuid, version) for pk, uuid, version in rows}


def texts(pks):
    rows = Guide.objects.filter(pk__in=pks).select_related("group")
    rows = rows.prefetch_related("fields__parent__parent", "beneficiaries", "groups")
    return map(found_by, rows.order_by("pk"))


def found_by(guide):
    groups = [group for group in (guide.group, *guide.groups.all()) if group]
    return Text(
        pk=guide.pk, title_ar=guide.title_ar, title_en=guide.title_en, words=tuple(passages(guide)),
        languages=guide.languages, fields=tuple(guide.fields.all()), beneficiaries=tuple(guide.beneficiaries.all()),
        names=tuple(name for group in groups for name in (group.name_ar, group.name_en) if name),
        at=guide.published_at or guide.created_at,
    )  # fmt: skip


def passages(guide):
    """Summaries, then each line of the texts by itself, so that what was found can be shown."""
    yield from filter(None, (guide.summary_ar, guide.summary_en))
    yield from passages_of(guide.text_ar, guide.text_en)


def passages_of(*texts):
    for text in texts:
        yield from (line for line in map(str.strip, plain(text).splitlines()) if line)


def cards(_what, pks, audiences):
    rows = Guide.objects.visible_to(audiences).published().with_card().filter(pk__in=pks)
    return {row.pk: row for row in rows}


GUIDES = Shelf("guide", stamps, texts, cards)
