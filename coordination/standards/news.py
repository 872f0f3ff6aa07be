"""What digests show of standards, and to those who may know of them of assessments."""

from coordination.standards.models import Assessment, Standard
from deeds.hooks import News


def of_entries(entries):
    """The news of standards and assessments, one query each for however many."""
    standards = about(entries, Standard, Standard.objects.defer("consulted"), of_standard)
    return standards | about(entries, Assessment, Assessment.objects.all(), of_assessment)


def about(entries, model, rows, tell):
    pks = {
        entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == model._meta.label_lower
    }
    if not pks:
        return {}
    found = {row.pk: tell(row) for row in rows.filter(pk__in=pks.values())}
    return {entry: found[pk] for entry, pk in pks.items() if pk in found}


def of_standard(row):
    """It concerns every group alike."""
    return News(audience=row.seen_by, url=row.get_absolute_url, everybody=True)


def of_assessment(row):
    """As `AssessmentQuerySet.visible_to`."""
    audience = {f"group:{row.group_id}:editor"} | ({"committee"} if row.submitted_at else set())
    return News(audience=frozenset(audience), url=row.get_absolute_url, groups=frozenset({row.group_id}))
