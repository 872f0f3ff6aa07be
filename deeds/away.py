"""What a page says while the database is away: that it comes back, not that something is broken."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.csrf import requires_csrf_token

RETRY_AFTER = 5  # seconds
FOR_PROGRAMS = ("/api/", "/hsds/")
AWAY = _("The database is away for a moment. Try again in a few seconds.")

MISTAKE = _("The mistake is ours and was written down. Please try again later.")


@requires_csrf_token
def trouble(request):
    """Django's handler500: 503 while the database cannot be reached, else 500; neither needs the database."""
    for_program = request.path.startswith(FOR_PROGRAMS)
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return broken() if for_program else HttpResponseServerError(render_to_string("500.html"))
    response = away() if for_program else page()
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def page():
    return HttpResponse(render_to_string("503.html"), status=503)


def away():
    return problem(503, pgettext("problem", "Away for a moment"), AWAY)


def broken():
    return problem(500, pgettext("problem", "Something went wrong on our side"), MISTAKE)


def problem(status, title, detail):
    """RFC 9457, for programs."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": str(detail)}
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
