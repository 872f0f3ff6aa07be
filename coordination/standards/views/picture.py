"""The picture for everybody: who holds what, and which clauses are missed most often; as tables, charts and CSV."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.standards import picture
from directory.views.figures import as_csv

MOST = 6  # bars
WIDTH, LONGEST, STEP = 320, 280, 40  # units of a drawing: its width, the longest bar, from bar to bar


@require_safe
def page(request):
    holding, missed = picture.figures()
    context = {
        "holding": [(figure, chart(figure)) for figure in holding],
        "missed": [(figure, chart(figure)) for figure in missed],
        "least": picture.LEAST,
        "today": timezone.localdate(),
    }
    return render(request, "standards/picture.html", context)


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


@require_safe
def table(request, code):
    holding, missed = picture.figures()
    found = {figure.code: figure for figure in (*holding, *missed)}
    if code not in found:
        raise Http404
    return as_csv(found[code])
