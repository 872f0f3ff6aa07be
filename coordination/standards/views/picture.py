"""The picture for everybody: who holds what, and which clauses are missed most often; as tables, charts and CSV."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.standards import picture
from directory.views.figures import as_csv


@require_safe
def page(request):
    holding, missed = picture.figures()
    context = {
        "holding": holding,
        "missed": missed,
        "least": picture.LEAST,
        "today": timezone.localdate(),
    }
    return render(request, "standards/picture.html", context)


@require_safe
def table(request, code):
    holding, missed = picture.figures()
    found = {figure.code: figure for figure in (*holding, *missed)}
    if code not in found:
        raise Http404
    return as_csv(found[code])
