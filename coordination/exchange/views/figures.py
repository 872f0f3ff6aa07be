"""The figures of the exchange and the map of gaps, for everybody; members of groups also see the words."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coordination.exchange import figures
from directory.models import Area, Miss
from directory.views.figures import as_csv

SHADES = ["#e9ede9", "#d6e8e4", "#a9d0c8", "#4f9c90", "#0b6b61"]  # of nothing, and of one to four quarters
WORDS = 12


@require_safe
def page(request):
    whole, by_area, by_field, gaps = figures.figures()
    context = {
        "whole": whole,
        "parts": [("areas", by_area), ("fields", by_field)],
        "gaps": [(figure, fills(figure)) for figure in gaps],
        "words": words() if "groups" in request.audiences else [],
        "today": timezone.localdate(),
    }
    return render(request, "exchange/figures.html", context)


def fills(figure):
    """{last part of a governorate's code: colour}, the darker the more."""
    return {
        row.code.rpartition("-")[2]: SHADES[-(-row.count * (len(SHADES) - 1) // figure.highest)]
        for row in figure.rows
    }


def words():
    """[(word, times)] that people of any governorate looked for in vain within a year."""
    governorates = Area.objects.filter(parent=None).values_list("pk", flat=True)
    return Miss.objects.near(governorates, timezone.localdate() - figures.A_YEAR)[:WORDS]


@require_safe
def table(request, code):
    found = {figure.code: figure for figure in figures.every()}
    if code not in found:
        raise Http404
    return as_csv(found[code])
