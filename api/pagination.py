"""Lists of the API: count, next, previous, results; the same two addresses in a Link header (RFC 8288)."""

from rest_framework.pagination import PageNumberPagination

PAGE_SIZE, MOST = 20, 100


class Pages(PageNumberPagination):
    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    max_page_size = MOST

    def get_paginated_response(self, data):
        response = super().get_paginated_response(data)
        return with_links(response)


def with_links(response):
    """Repeats `next` and `previous` of a list in its Link header."""
    short = {"next": "next", "previous": "prev"}
    links = [f'<{response.data[name]}>; rel="{rel}"' for name, rel in short.items() if response.data.get(name)]
    if links:
        response["Link"] = ", ".join(links)
    return response
