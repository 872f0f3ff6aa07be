"""What all reading of public data shares: language, who may see, how often, which parts, caches, other origins."""

import hashlib

from django.conf import settings
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.views import APIView

from api import endings, limits, problems
from api.auth import audiences
from api.choosing import chosen, names_of, trimmed
from api.pagination import Cursors
from api.shapes import DATA_LICENCE

FRESH_SECONDS = 60
EXPOSED = "ETag, Link, Retry-After, RateLimit, RateLimit-Policy, Deprecation, Sunset"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Reading(APIView):
    """Reads, never writes. Its language comes from `lang=` or Accept-Language, never from a cookie.

    `shape` is the serializer of its rows, whose names `fields=` may choose from; `expands` what `expand=` may name.
    A view that shows one thing sets `version`, with which its ETag then begins.
    """

    http_method_names = ["get", "head", "options"]
    shape: type | None = None
    expands: tuple[str, ...] = ()
    version: int | None = None

    def dispatch(self, request, *args, **kwargs):
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language()
        return super().dispatch(request, *args, **kwargs)

    def perform_authentication(self, request):
        """A key that is not valid counts for the address it came from."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            limits.count(request)
            raise

    def check_throttles(self, request):
        if request.method != "OPTIONS":
            limits.count(request)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.fields = chosen(request, "fields", names_of(self.shape)) if self.shape else []
        self.expanded = frozenset(chosen(request, "expand", self.expands))

    @property
    def audiences(self):
        return audiences(self.request)

    def finalize_response(self, request, response, *args, **kwargs):
        shown = response.status_code == 200 and request.method in {"GET", "HEAD"}
        if shown and self.fields:
            response.data = trimmed(response.data, self.fields)
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        for name, value in self.shared_headers(request).items():
            response.headers[name] = value
        if shown:
            self.keep_for_a_while(request, response)
        else:
            patch_cache_control(response, no_store=True)
        return response

    def shared_headers(self, request):
        tally, ending = getattr(request, "tally", None), endings.of(request)
        return (
            CORS
            | (PREFLIGHT if request.method == "OPTIONS" else {})
            | (tally.headers() if tally else {})
            | (ending.headers() if ending else {})
        )

    def keep_for_a_while(self, request, response):
        ending = endings.of(request)
        links = [response.headers.get("Link"), f'<{DATA_LICENCE}>; rel="license"']
        links += ending.links() if ending else []
        response.headers["Link"] = ", ".join(filter(None, links))
        patch_cache_control(
            response, max_age=FRESH_SECONDS, **{"private" if request.auth else "public": True}
        )
        response.add_post_render_callback(lambda rendered: unless_known(request, rendered, self.version))


def language_of(request):
    """ar or en."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500])
    asked = [request.GET.get("lang", ""), *(tag.partition("-")[0] for tag, _weight in accepted)]
    return next((tag for tag in asked if tag in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def unless_known(request, response, version=None):
    """The answer with its ETag; 304 when the reader has it, 412 when they wanted another version."""
    etag = etag_of(response.content, version)
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer.status_code == 412:
        return problems.changed(response)
    for name, value in response.headers.items():
        if name.startswith(("Access-Control-", "RateLimit", "Deprecation", "Sunset")):
            answer.headers[name] = value
    return answer


def etag_of(content, version=None):
    """Of these bytes; that of one thing begins with its version."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    return quote_etag(f"{version}-{digest}" if version else digest)


class Listing(Reading):
    """A list of rows from the database, newest first, by cursor; `rows` says which, `row` shows one."""

    pagination = Cursors
    newest_first: tuple[str, ...] = ()

    def rows(self):
        raise NotImplementedError

    def shown(self, rows):
        raise NotImplementedError

    def page(self):
        pages = self.pagination()
        rows = pages.paginate_queryset(self.rows(), self.request, self)
        return pages.get_paginated_response(self.shown(rows))
