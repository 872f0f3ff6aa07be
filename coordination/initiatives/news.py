"""What digests show of initiatives, and that appeals about them are overdue."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.initiatives.models import Appeal, Initiative
from deeds.hooks import News, Waiting


def of_entries(entries):
    """The news of initiatives and of appeals about them, four queries for however many."""
    about, appeals = told_of(Initiative, entries), told_of(Appeal, entries)
    if appeals:
        pairs = Appeal.objects.filter(pk__in=appeals.values()).values_list("pk", "initiative")
        initiatives = dict(pairs)
        about |= {entry: initiatives[pk] for entry, pk in appeals.items() if pk in initiatives}
    if not about:
        return {}
    rows = Initiative.objects.select_related("area").prefetch_related("partnerships", "fields")
    found = {row.pk: news_of(row) for row in rows.filter(pk__in=about.values())}
    return {entry: found[pk] for entry, pk in about.items() if pk in found}


def told_of(model, entries):
    """{entry: id of its subject} of those about this model."""
    kind = model._meta.label_lower
    return {entry.pk: int(entry.subject_id) for entry in entries if entry.subject_type == kind}


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
