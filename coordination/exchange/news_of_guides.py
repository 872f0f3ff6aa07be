"""What digests show of the library: guides, to whoever follows one of their fields or groups."""

from coordination.exchange.models import Guide
from deeds.hooks import News


def of_entries(entries):
    pks = {entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == "exchange.guide"}
    rows = Guide.objects.filter(pk__in=pks.values()).prefetch_related("groups", "fields") if pks else ()
    found = {row.pk: told(row) for row in rows}
    return {entry: found[pk] for entry, pk in pks.items() if pk in found}


def told(row):
    return News(
        audience=row.seen_by,
        url=row.get_absolute_url,
        groups=frozenset({row.group_id, *(group.pk for group in row.groups.all())} - {None}),
        fields=frozenset(field.pk for field in row.fields.all()),
        since=row.published_at,
    )
