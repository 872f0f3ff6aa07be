"""What all reading of public data shares: language, who may see, caches, other origins."""

import hashlib

from django.conf import settings
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.views import APIView

from api.auth import audiences

FRESH_SECONDS = 60
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Reading(APIView):
    """Reads, never writes. Its language comes from `lang=` or Accept-Language, never from a cookie."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language()
        return super().dispatch(request, *args, **kwargs)

    @property
    def audiences(self):
        return audiences(self.request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        for name, value in (CORS | (PREFLIGHT if request.method == "OPTIONS" else {})).items():
            response.headers[name] = value
        if response.status_code == 200 and request.method in {"GET", "HEAD"}:
            patch_cache_control(
                response, max_age=FRESH_SECONDS, **{"private" if request.auth else "public": True}
            )
            response.add_post_render_callback(lambda rendered: unless_known(request, rendered))
        else:
            patch_cache_control(response, no_store=True)
        return response


def language_of(request):
    """ar or en."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500])
    asked = [request.GET.get("lang", ""), *(tag.partition("-")[0] for tag, _weight in accepted)]
    return next((tag for tag in asked if tag in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def unless_known(request, response):
    """The answer with its ETag, or 304 when the reader has it."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
