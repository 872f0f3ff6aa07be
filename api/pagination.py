"""Lists of the API: count, next, previous, results; the two addresses also in a Link header (RFC 8288).

Lists that grow at their head go by cursor, so that nothing is read twice or missed while they do.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

PAGE_SIZE, MOST = 20, 100
RELATIONS = {"next": "next", "previous": "prev"}


class Pages(PageNumberPagination):
    """Pages of a queryset."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MOST

    def paginate_queryset(self, queryset, request, view=None):
        check_page(request)
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response_schema(self, schema):
        return page_of(schema)

    def get_paginated_response(self, data):
        return answer(
            self.request,
            data,
            count=self.page.paginator.count,
            page=self.page.number,
            pages=self.page.paginator.num_pages,
        )


class Cursors(CursorPagination):
    """Pages of a queryset that grows, newest first; `ordering` of the view."""

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MOST
    ordering: tuple[str, ...] = ()

    def get_ordering(self, request, queryset, view):
        return view.newest_first

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.count = request, queryset.count()
        rows = super().paginate_queryset(queryset, request, view)
        self.base_url = settings.SITE_URL + request.get_full_path()
        return rows

    def get_paginated_response_schema(self, schema):
        return page_of(schema)

    def get_paginated_response(self, data):
        return linked(self.count, self.get_next_link(), self.get_previous_link(), data)


def page_of(schema):
    """The shape of a page, with what may be null as OpenAPI 3.1 says it."""
    address = {"type": ["string", "null"], "format": "uri"}
    shape = {"count": {"type": "integer"}, "next": address, "previous": address, "results": schema}
    return {"type": "object", "required": list(shape), "properties": shape}


def found(request, results, rows, **more):
    """A page of the search: it counts exact matches, and its pages go on through the related ones."""
    if check_page(request) > results.pages:
        raise NotFound(_("There is no such page."))
    return answer(request, rows, count=results.count, page=results.page, pages=results.pages, **more)


def check_page(request):
    """The page asked for, 1 when none is; what is no number from 1 on is no page."""
    typed = request.query_params.get("page", "1")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6 and int(typed) > 0):
        raise NotFound(_("There is no such page."))
    return int(typed)


def answer(request, rows, *, count, page=1, pages=1, **more):
    here = settings.SITE_URL + request.get_full_path()
    after = address_after(request, here, page) if page < pages else None
    return linked(count, after, address_before(here, page) if page > 1 else None, rows, **more)


def linked(count, after, before, rows, **more):
    """A page of a list, its neighbours also in the Link header."""
    links = {"next": after, "previous": before}
    response = Response({"count": count, **links, "results": rows, **more})
    if said := [f'<{url}>; rel="{RELATIONS[name]}"' for name, url in links.items() if url]:
        response["Link"] = ", ".join(said)
    return response


def address_after(request, here, page):
    """Most lists are asked for their first page, whose address needs no reading."""
    if "page" in request.query_params:
        return replace_query_param(here, "page", page + 1)
    return f"{here}{'&' if '?' in here else '?'}page={page + 1}"


def address_before(here, page):
    return replace_query_param(here, "page", page - 1) if page > 2 else remove_query_param(here, "page")
