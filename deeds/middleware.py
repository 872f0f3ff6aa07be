"""A refusal reaches the person who asked, as a sentence in their language."""

import structlog
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deeds.lifecycle import Refused

log = structlog.get_logger("multaqa.deeds")
FOR_PROGRAMS = ("/api/", "/hsds/")


class RefusedMiddleware:
    """On pages a message, back on the page the form came from; for programs 409 with the same words."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        log.info("refused", code=exception.code, sentence=str(exception), path=request.path)
        if request.path.startswith(FOR_PROGRAMS):
            return problem(exception)
        messages.error(request, str(exception), extra_tags=exception.code)
        return back(request)


def problem(refused):
    """RFC 9457: the sentence as `detail`, a stable word as `code`."""
    body = {
        "type": "about:blank",
        "title": _("Refused"),
        "status": 409,
        "detail": str(refused),
        "code": refused.code,
    }
    response = JsonResponse(
        body, status=409, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Language"] = get_language()
    return response


def back(request):
    """To the page of this site that was asked from, else to the start; htmx loads it as a whole page."""
    where = came_from(request)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": where})
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response


def came_from(request):
    where = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    here = {request.get_host()}
    itself = request.method in {"GET", "HEAD"} and where == request.build_absolute_uri()
    if itself or not url_has_allowed_host_and_scheme(where, here, require_https=request.is_secure()):
        return "/"
    return where
