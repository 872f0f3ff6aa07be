"""Figures, each with its definition, its day and its table."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.tables import csv_text
from directory.figures import FIGURES

MOST = 6  # bars
WIDTH, LONGEST, STEP = 320, 280, 40  # units of a drawing: its width, the longest bar, from bar to bar


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


def chart(figure):
    """{height, bars: [{label, count, y, wide, x}]} of the six highest, in units of the drawing; None without any.

    `x` is where a bar begins on pages that read from the right.
    """
    rows = [row for row in figure.rows if row.count][:MOST]
    wide = [max(row.count * LONGEST // figure.highest, 2) for row in rows]
    bars = [
        {
            "label": row.label,
            "count": row.count,
            "y": place * STEP,
            "wide": wide[place],
            "x": WIDTH - wide[place],
        }
        for place, row in enumerate(rows)
    ]
    return {"height": len(bars) * STEP, "bars": bars} if bars else None
