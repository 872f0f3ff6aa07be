"""What digests show of appeals and suspensions, and that appeals are overdue."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.admissions.models import Appeal, Suspension
from deeds.hooks import News, Waiting


def of_entries(entries):
    """For the group's own people and the committee; one query for each kind."""
    found = {}
    for model in (Appeal, Suspension):
        about = {
            entry.pk: entry.subject_id for entry in entries if entry.subject_type == model._meta.label_lower
        }
        rows = model.objects.select_related("group").filter(pk__in=about.values()) if about else []
        news = {str(row.pk): news_of(row.group) for row in rows}
        found |= {entry: news[pk] for entry, pk in about.items() if pk in news}
    return found


def news_of(group):
    audience = frozenset({f"group:{group.pk}:leader", "committee"})
    return News(audience, partial(reverse, "admission", args=[group.slug]), frozenset({group.pk}))


def figures(_since):
    late = Appeal.objects.open().filter(due_at__lt=timezone.now()).count()
    sentence = ngettext("%(n)d appeal is overdue", "%(n)d appeals are overdue", late) % {"n": late}
    line = Waiting(sentence, reverse("admissions") + "#appeals", verb=_("Hear the appeals"))
    return {"committee": [line] if late else []}
