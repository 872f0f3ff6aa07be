"""What digests show of initiatives."""

from coordination.initiatives.models import Initiative
from deeds.hooks import News

KIND = Initiative._meta.label_lower


def of_entries(entries):
    """The news of initiatives, three queries for however many."""
    about = {entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == KIND}
    if not about:
        return {}
    rows = Initiative.objects.select_related("area").prefetch_related("partnerships", "fields")
    found = {row.pk: news_of(row) for row in rows.filter(pk__in=about.values())}
    return {entry: found[pk] for entry, pk in about.items() if pk in found}


def news_of(row):
    return News(
        audience=row.seen_by,
        url=row.get_absolute_url,
        groups=frozenset(partner.group_id for partner in row.partnerships.all()),
        fields=frozenset(field.pk for field in row.fields.all()),
        areas=frozenset({row.area_id, row.area.parent_id} - {None}) if row.area else frozenset(),
    )
