"""What digests show of initiatives, and that appeals about them are overdue."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.initiatives.models import Appeal, Initiative
from deeds.hooks import News, Waiting

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


def figures(_since):
    late = list(Appeal.objects.late().order_by("due_at", "pk"))
    if not late:
        return {}
    sentence = ngettext(
        "%(n)d appeal about an initiative is overdue",
        "%(n)d appeals about initiatives are overdue",
        len(late),
    )
    url = reverse("matter", args=["initiatives.appeal", late[0].uuid])
    return {"committee": [Waiting(sentence % {"n": len(late)}, url, verb=_("Hear the appeals"))]}
