"""The history of a section: who saved it, when, what differs, and the way back."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory.models import Revision
from directory.sections import differences
from directory.views.editing import own_group, own_section

A_PAGE = 20


@login_required
@require_safe
def history(request, slug, section):
    """One revision beside the one before it, and the list of all; `?number=` chooses, the newest is first."""
    group = own_group(request, slug)
    chosen = own_section(request, group, section)
    rows = Revision.objects.of(group, chosen.code).select_related("by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    latest = rows.first()
    shown = asked_for(rows, request.GET.get("number", "")) or latest
    before = shown and rows.filter(number__lt=shown.number).first()
    context = {
        "group": group,
        "section": chosen,
        "page": page,
        "edits": with_counts(rows, page),
        "latest": latest,
        "shown": shown,
        "before": before,
        "comparison": before and compared(group, chosen, before, shown),
        "restorable": before if shown == latest else shown,
        "back": reverse("group_edit_section", args=[group.slug, chosen.code]),
    }
    return render(request, "directory/history.html", context)


def asked_for(rows, number):
    if not number:
        return None
    found = rows.filter(number=number).first() if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise Http404
    return found


def compared(group, section, before, shown):
    return differences.compare(section.form(group), before.data, shown.data)


def with_counts(rows, page):
    """[(revision, what it changed)] of a page; the oldest one changed nothing that is known."""
    kept = list(page.object_list)
    older = kept and rows.filter(number__lt=kept[-1].number).first()
    befores = [*kept[1:], older or None]
    return [
        (revision, before and differences.counted(before.data, revision.data))
        for revision, before in zip(kept, befores, strict=False)
    ]
