"""Errors as problem details (RFC 9457), in the reader's language; a refusal says the same sentence as on the page."""

import logging
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from api.renderers import dumps
from deeds.away import AWAY, MISTAKE
from deeds.lifecycle import Refused

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: pgettext_lazy("problem", "The request is not right"),
    401: pgettext_lazy("problem", "The key is not valid"),
    403: pgettext_lazy("problem", "Not allowed"),
    404: pgettext_lazy("problem", "Not found"),
    405: pgettext_lazy("problem", "This address does not take that method"),
    406: pgettext_lazy("problem", "Not available in that format"),
    409: pgettext_lazy("problem", "Refused"),
    410: pgettext_lazy("problem", "No longer known"),
    412: pgettext_lazy("problem", "Changed meanwhile"),
    413: pgettext_lazy("problem", "Too large"),
    415: pgettext_lazy("problem", "That format is not understood"),
    422: pgettext_lazy("problem", "Something in it is not right"),
    428: pgettext_lazy("problem", "The version is missing"),
    429: pgettext_lazy("problem", "Too many requests"),
    500: pgettext_lazy("problem", "Something went wrong on our side"),
    503: pgettext_lazy("problem", "Away for a moment"),
}
logger = logging.getLogger("django.request")


def handler(error, context):
    """A Response for any exception of an API view; the unforeseen ones are logged and answered with 500."""
    known = as_api_exception(error)
    if known is None:
        return unforeseen(error, context)
    set_rollback()
    return problem(known.status_code, known.detail, headers=headers_of(known))


def as_api_exception(error):
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Refused):
        return Conflict(str(error))
    if isinstance(error, Http404):
        return exceptions.NotFound(_("There is nothing at this address, or nothing you may see."))
    return exceptions.PermissionDenied() if isinstance(error, PermissionDenied) else None


class Conflict(exceptions.APIException):
    """A deed that a rule refused."""

    status_code = HTTPStatus.CONFLICT


def unforeseen(error, context):
    """Reported as Django reports it: the trace stands in the log, in DEBUG too."""
    set_rollback()
    if isinstance(error, OperationalError | InterfaceError):
        return problem(503, AWAY, headers={"Retry-After": "5"})
    request = context["request"]._request
    logger.error("Internal Server Error: %s", request.path, exc_info=error)
    got_request_exception.send(sender=type(context["view"]), request=request)
    return problem(500, MISTAKE)


def headers_of(error):
    wait, challenge = getattr(error, "wait", None), getattr(error, "auth_header", None)
    headers = {"Retry-After": str(int(wait))} if wait else {}
    return {**headers, "WWW-Authenticate": challenge} if challenge else headers


def problem(status, detail, *, headers=None):
    """type, title and status; and `detail`, a sentence, or `errors`, sentences by the name of the parameter."""
    return Response(body(status, detail), status=int(status), headers=headers, content_type=MEDIA_TYPE)


def body(status, detail):
    title = TITLES.get(int(status)) or HTTPStatus(status).phrase
    said = {"errors": detail} if isinstance(detail, dict | list) else {"detail": str(detail)}
    return {"type": "about:blank", "title": str(title), "status": int(status), **said}


def changed(response):
    """Makes 412 of an answer that is no longer what the reader's If-Match names."""
    response.status_code = 412
    response.content = dumps(body(412, _("It changed after you read it. Read it again, then decide.")))
    response.headers["Content-Type"], response.headers["Cache-Control"] = MEDIA_TYPE, "no-store"
    return response
