"""What digests show of standards, and to those who may know of them of assessments."""

from coordination.standards.models import Accreditation, Assessment, Standard
from deeds import hooks
from deeds.hooks import News


def of_entries(entries):
    """The news of standards, assessments and accreditations, one query each for however many."""
    standards = about(entries, Standard, Standard.objects.defer("consulted"), of_standard)
    assessments = about(entries, Assessment, Assessment.objects.all(), of_assessment)
    return (
        standards | assessments | about(entries, Accreditation, Accreditation.objects.all(), of_accreditation)
    )


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


def of_accreditation(row):
    """As `AccreditationQuerySet.visible_to`."""
    return News(audience=hooks.PUBLIC, url=row.get_absolute_url, groups=frozenset({row.group_id}))
