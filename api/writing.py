"""What all writing shares: a key with the scope, a body in JSON, a name for the request, the version that was seen."""

import re
from http import HTTPStatus

import orjson
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import (
    APIException,
    NotAuthenticated,
    ParseError,
    PermissionDenied,
    ValidationError,
)
from rest_framework.parsers import BaseParser
from rest_framework.response import Response

from accounts.models import Answer
from api.problems import Conflict
from api.renderers import dumps
from deeds.lifecycle import Refused

NAMED_BY = "Idempotency-Key"
NAME = re.compile(r'"?([\x20-\x21\x23-\x7e]{1,200})"?')
MOST = 256 * 1024  # bytes of a body


class TooLarge(APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class NotRight(ValidationError):
    """The body was understood, and something in it is not right; `errors` by field."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY


class OtherRequest(APIException):
    """The same name with another body."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY


class VersionMissing(APIException):
    status_code = HTTPStatus.PRECONDITION_REQUIRED


class Changed(APIException):
    status_code = HTTPStatus.PRECONDITION_FAILED


class StillDoing(Conflict):
    """The first request of this name is still at work."""

    wait = 1


class JSONParser(BaseParser):
    """UTF-8 as RFC 8259 wants it, of at most MOST bytes."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            body = parser_context["request"]._request.body
        except RequestDataTooBig:
            raise too_large() from None
        if len(body) > MOST:
            raise too_large()
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise ParseError(_("The body is no JSON in UTF-8.")) from error


def too_large():
    return TooLarge(_("The body is larger than 256 kB."))


class Writing:
    """Beside Reading: a view whose POST or PATCH is for keys alone. Browsers of other sites are not let in to write."""

    parser_classes = (JSONParser,)

    def needs(self, request, scope):
        """401 without a key, 403 for a key without this scope."""
        if request.auth is None:
            raise NotAuthenticated(_("Writing takes a key that may do it."))
        if scope not in request.auth.scopes:
            raise PermissionDenied(_("This key may not do that: it lacks %(scope)s.") % {"scope": scope})

    def once(self, request, deed):
        """`deed() -> (data, headers)` done once for each name; the same request again is answered the same, 201."""
        name, asked = name_of(request), request.path.encode() + b"\n" + request._request.body
        try:
            with transaction.atomic():
                answer, first = Answer.objects.begin(request.auth.partner, name, asked)
                if first:
                    data, answer.headers = deed()
                    answer.status, answer.body = HTTPStatus.CREATED, dumps(data).decode()
                    answer.save()
        except Refused as refusal:
            raise StillDoing(str(refusal)) if refusal.code == "busy" else refusal from refusal
        if not answer.is_to(asked):
            raise OtherRequest(_("This Idempotency-Key was used for another request. Take a new one."))
        return Response(orjson.loads(answer.body), answer.status, headers=answer.headers)


def name_of(request):
    """What the program calls this request, with or without the quotes of RFC 8941."""
    name = NAME.fullmatch(request.headers.get(NAMED_BY, "").strip())
    if name is None:
        sentence = _(
            "Send an Idempotency-Key of 1 to 200 plain characters, a new one for each thing you make: "
            "so nothing is made twice when you ask again."
        )
        raise ValidationError({NAMED_BY: [sentence]})
    return name[1]


def seen_of(request, version):
    """The version that If-Match names: `version` when that is among its ETags, or for any of them by *; else 412."""
    named = parse_etags(request.headers.get("If-Match", ""))
    if not named:
        raise VersionMissing(_("Say in If-Match which version you read: the ETag that came with it."))
    if named != ["*"] and str(version) not in {tag.strip('"').partition("-")[0] for tag in named}:
        raise Changed(_("It changed after you read it. Read it again, then decide."))
    return version
