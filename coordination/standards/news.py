"""What digests show of standards."""

from coordination.standards.models import Standard
from deeds.hooks import News

KIND = Standard._meta.label_lower


def of_entries(entries):
    """The news of standards, one query for however many; they concern every group alike."""
    about = {entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == KIND}
    if not about:
        return {}
    found = {
        row.pk: news_of(row) for row in Standard.objects.defer("consulted").filter(pk__in=about.values())
    }
    return {entry: found[pk] for entry, pk in about.items() if pk in found}


def news_of(row):
    return News(audience=row.seen_by, url=row.get_absolute_url, everybody=True)
