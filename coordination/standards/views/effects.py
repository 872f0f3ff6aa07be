"""The dry run of a later version: who would lose what. The committee sees all, a group what is its own."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.standards.effects import concerned, effects_of, losing
from coordination.standards.views.finding import visible
from directory.models.group import group_ids

PER_PAGE = 50


@login_required
@require_safe
def effects(request, uuid):
    one = visible(request, uuid)
    everyone = "committee" in request.audiences
    rows, shortened = concerned(one), losing(one)
    if not everyone:
        own = group_ids(request.audiences, "editor")
        rows, shortened = rows.filter(group__in=own), shortened.filter(group__in=own)
        if not rows.exists():
            raise Http404
    page = Paginator(rows.with_all().order_by("group", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    found = effects_of(one, page.object_list)
    context = {
        "standard": one,
        "page": page,
        "effects": found,
        "steps": {effect.step.earlier.pk: effect.step for effect in found}.values(),
        "losing": shortened.count(),
        "everyone": everyone,
    }
    return render(request, "standards/effects.html", context)
