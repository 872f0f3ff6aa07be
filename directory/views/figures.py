"""Figures, each with its definition, its day and its table."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.tables import csv_text
from directory.figures import FIGURES


@require_safe
def figures(request):
    context = {"figures": [make() for make in FIGURES.values()], "today": timezone.localdate()}
    return render(request, "directory/figures.html", context)


@require_safe
def table(request, code):
    if code not in FIGURES:
        raise Http404
    return as_csv(FIGURES[code]())


def as_csv(figure):
    """A figure's rows for spreadsheets, with a byte order mark so that Arabic opens right."""
    rows = [
        {"code": row.code, "ar": row.label_ar, "en": row.label_en, "count": row.count} for row in figure.rows
    ]
    text = "\ufeff" + csv_text(rows, ["code", "ar", "en", "count"])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="multaqa-{figure.code}-{timezone.localdate()}.csv"'
    )
    return response
