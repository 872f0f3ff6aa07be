"""/api/v1/<resource>.csv and .json: all rows of a list in one file; without a filter, the whole directory."""

from dataclasses import replace
from itertools import count

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.response import Response

from accounts.tables import csv_text
from api import achievements, decisions, exchange, guides, initiatives, rows, shapes, standards
from api.parameters import LANGUAGE
from api.reading import Reading
from api.renderers import JSONRenderer
from directory.search.query import SearchRequest, search_groups, search_services

PER_SEARCH = 100


class CSVRenderer(BaseRenderer):
    """UTF-8 with a byte order mark, so that spreadsheets read Arabic; no cell is run as a formula."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return "\ufeff" + csv_text(flat(row) for row in data["results"])


def flat(row):
    """A row as cells: a word is its code, a list is joined by semicolons, the rest of what is nested gets names."""
    cells = {}
    for name, value in row.items():
        if isinstance(value, dict) and "code" not in value:
            cells |= {f"{name}_{inner}": cell(one) for inner, one in value.items()}
        else:
            cells[name] = cell(value)
    return cells


def cell(value):
    if isinstance(value, dict):
        return (
            value.get("code") or value.get("id") or "; ".join(f"{key}: {one}" for key, one in value.items())
        )
    return "; ".join(str(cell(one)) for one in value) if isinstance(value, list | tuple) else value


def searched(search, row):
    """All rows that match every word, a hundred at a time."""

    def rows(view):
        asked = SearchRequest.from_querydict(view.request.query_params, get_language())
        for page in count(1):
            results = search(replace(asked, page=page, page_size=PER_SEARCH), view.audiences)
            exact = results.hits if results.related_from is None else results.hits[: results.related_from]
            yield from (row(hit.card) for hit in exact)
            if page >= results.pages or len(exact) < len(results.hits):
                return

    return rows


def listed(listing):
    """All rows of a Listing, as its own filters let through."""

    def rows(view):
        there = listing(request=view.request)
        there.expanded = frozenset()
        return there.shown(there.rows().order_by(*listing.newest_first))

    return rows


ROWS = {
    "groups": searched(search_groups, rows.of_group),
    "services": searched(search_services, rows.of_service),
    "initiatives": listed(initiatives.Initiatives),
    "exchange": listed(exchange.Posts),
    "standards": listed(standards.Standards),
    "guides": listed(guides.Guides),
    "decisions": listed(decisions.Decisions),
    "achievements": listed(achievements.Achievements),
}
RENDERERS = {"csv": CSVRenderer, "json": JSONRenderer}
NAMES = [
    OpenApiParameter("resource", OpenApiTypes.STR, "path", enum=list(ROWS)),
    OpenApiParameter("suffix", OpenApiTypes.STR, "path", enum=list(RENDERERS)),
]
FILE = {
    (200, "application/json"): OpenApiTypes.OBJECT,
    (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR),
}


class Table(Reading):
    @extend_schema(
        operation_id="table",
        tags=["files"],
        summary=_("All rows of a list in one file, by the filters of that list"),
        parameters=[*NAMES, LANGUAGE],
        responses=FILE,
    )
    def get(self, request, resource, suffix):
        if resource not in ROWS or suffix not in RENDERERS:
            raise Http404
        rows = list(ROWS[resource](self))
        answer = Response({"count": len(rows), "data_licence": shapes.DATA_LICENCE, "results": rows})
        answer["Content-Disposition"] = f'attachment; filename="multaqa-{resource}.{suffix}"'
        return answer

    def perform_content_negotiation(self, request, force=False):
        """The address names the format; what is said about the address itself is JSON."""
        asks = request.method in {"GET", "HEAD"}
        renderer = RENDERERS.get(self.kwargs.get("suffix") if asks else "json", JSONRenderer)()
        return renderer, renderer.media_type

    def handle_exception(self, exc):
        response = super().handle_exception(exc)
        self.request.accepted_renderer = JSONRenderer()
        return response
