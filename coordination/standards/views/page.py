"""A version's page, the same address for everybody, and what differs between two texts."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coordination.standards import rules
from coordination.standards.models import Comment, Standard, State
from coordination.standards.views.comparing import compare
from coordination.standards.views.finding import own_groups, visible
from coordination.standards.wording import clauses_of, wording_of
from directory.models.group import group_ids


@require_safe
def standard(request, uuid):
    one = visible(request, uuid)
    clauses = clauses_of(one)
    writes = "committee" in request.audiences
    underway = list(underway_by(request, one))
    others = own_groups(request).exclude(pk__in=[row.group_id for row in underway])
    context = {
        "standard": one,
        "clauses": clauses,
        "levels": counted(clauses),
        "versions": versions(request, one),
        "writes": writes,
        "lacks": rules.lacks(one) if writes and one.state == State.CONSULTATION else [],
        "whole": writes and one.state == State.DRAFT and rules.is_whole(one),
        "ends": writes and not one.retiring_at and rules.may_be_retired(one),
        "comments": Comment.objects.visible_to(request.audiences).filter(standard=one).count(),
        "underway": underway,
        "assesses": others.exists() if one.is_in_force else False,
        "consults": own_groups(request).exists() if one.takes_comments else False,
    }
    return render(request, "standards/page.html", context)


def underway_by(request, one):
    """The open assessments of the reader's own groups by this version."""
    groups = group_ids(request.audiences, "editor")
    rows = one.assessments.open().filter(group__in=groups) if groups else one.assessments.none()
    return rows.with_all().order_by("pk")


def counted(clauses):
    """[(level, number)] of the levels in use."""
    numbers: dict[str, int] = {}
    for clause in clauses:
        numbers[clause.get_level_display()] = numbers.get(clause.get_level_display(), 0) + 1
    return list(numbers.items())


def versions(request, one):
    rows = Standard.objects.visible_to(request.audiences).filter(code=one.code)
    return rows.defer("consulted").order_by("-number")


@require_safe
def differences(request, uuid):
    """Against the text that groups were asked about (`?from=consultation`), else against an earlier version."""
    one = visible(request, uuid)
    if request.GET.get("from") == "consultation":
        before, earlier = one.consulted, None
    else:
        earlier = earlier_of(request, one)
        before = wording_of(earlier)
    if not before:
        raise Http404
    context = {"standard": one, "earlier": earlier, **compare(one, before, wording_of(one))}
    return render(request, "standards/differences.html", context)


def earlier_of(request, one):
    """The version asked for by its number, else the one that this was made from."""
    asked = request.GET.get("from", "")
    rows = Standard.objects.visible_to(request.audiences).filter(code=one.code, number__lt=one.number)
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    rows = rows.filter(number=number) if number else rows.filter(pk=one.base_id)
    return get_object_or_404(rows.with_clauses())
