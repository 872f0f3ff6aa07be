"""What digests show of requests and offers; what two groups agree on is told to those in their inboxes."""

from coordination.exchange.models import Post
from deeds.hooks import News
from directory.models import Standing


def of_entries(entries):
    """The news of posts, a fixed number of queries for however many."""
    about = {
        entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == Post._meta.label_lower
    }
    if not about:
        return {}
    rows = Post.objects.filter(pk__in=about.values()).select_related("group", "outside", "area")
    found = {row.pk: news_of(row) for row in rows.prefetch_related("fields", "named")}
    return {entry: found[pk] for entry, pk in about.items() if pk in found}


def news_of(row):
    listed = row.group is None or row.group.standing == Standing.LISTED
    return News(
        audience=row.seen_by if listed else frozenset({f"group:{row.group_id}:member", "committee"}),
        url=row.get_absolute_url,
        groups=frozenset({row.group_id} - {None}),
        fields=frozenset(field.pk for field in row.fields.all()),
        areas=frozenset({row.area_id, row.area.parent_id} - {None}) if row.area else frozenset(),
        since=row.opened_at,
    )
