"""/api/schema/ (OpenAPI 3.1) and /api/docs/ (the same for people, served from here alone)."""

from functools import cache

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api import endings, examples, webhooks
from api.auth import SCHEME, KeyAuthentication
from api.problems import MEDIA_TYPE
from api.reading import Reading
from api.shapes import DATA_LICENCE

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # the hash of nothing at all
ABOUT = _(
    "The directory of volunteer groups for programs: the same groups, in the same words, as on the pages. "
    "Reading needs no key. The data may be used and changed by anybody who names the source and its day; contacts "
    "are for reaching the groups, never for marketing. What is described here changes only by additions; anything "
    "else is announced six months before."
)
LICENCE = {"name": "Data: CC BY 4.0", "url": DATA_LICENCE}
PROBLEM = {
    "description": "RFC 9457",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "description": "Sentences by the name of the parameter."},
    },
}
PROBLEMS = {
    "400": _("A parameter is not right; `errors` says which."),
    "401": _("The key is unknown, has expired or was revoked."),
    "404": _("There is nothing at this address, or nothing you may see."),
    "405": _("This address is only read: GET, HEAD, OPTIONS."),
    "406": _("There is no such format here."),
    "412": _("It is no longer what If-Match names."),
    "429": _("Too many requests in this minute. Retry-After says how many seconds to wait."),
    "500": _("The mistake is ours and was written down."),
    "503": _("The database is away for a moment. Retry-After says how many seconds to wait."),
}
OF_WRITING = {
    "400": _("The body is no JSON, or the Idempotency-Key is missing."),
    "401": _("Writing takes a key; this one is missing, unknown, expired or revoked."),
    "403": _("The key lacks the scope that this takes."),
    "409": _("A rule refuses it, or the first request of this name is still at work: see Retry-After."),
    "412": _("It changed after you read it."),
    "413": _("The body is larger than 256 kB."),
    "415": _("The body is not application/json."),
    "422": _(
        "Something in the body is not right: `errors` by field; or the Idempotency-Key named another body."
    ),
    "428": _("If-Match is missing."),
}
ONLY_OF_PATCH = {"412", "428"}
WITH_A_KEY = {"mandates"}
OF_SOME = {"changes": {"410": _("This cursor is not known here: start over.")}}
HEADERS = {
    "ETag": _("Of this very answer; send it back as If-None-Match."),
    "Link": _("next, prev and license (RFC 8288)."),
    "RateLimit": _("Requests left (r), and seconds until there are more (t)."),
    "RateLimit-Policy": _("Requests (q) within seconds (w)."),
}
CONDITIONS = [
    {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}},
    {"name": "If-Match", "in": "header", "schema": {"type": "string"}},
]


def with_problem(description):
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": str(description), "content": content}


def headers():
    return {
        name: {"description": str(said), "schema": {"type": "string"}, "required": False}
        for name, said in HEADERS.items()
    }


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = KeyAuthentication
    name = "key"

    def get_security_definition(self, auto_schema):
        description = f"Authorization: {SCHEME} …"
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": description}


class Schema(Reading):
    @extend_schema(exclude=True)
    def get(self, request):
        return Response(document(get_language()))


@cache
def document(language):
    """The OpenAPI document, its descriptions in `language`."""
    with override(language):
        described = SchemaGenerator().get_schema(request=None, public=True)
        described["info"] |= {"description": str(ABOUT), "license": LICENCE, "termsOfService": terms()}
        described["servers"] = [{"url": settings.SITE_URL}]
        described["components"]["schemas"] |= {"Problem": PROBLEM, "WebhookMessage": webhooks.MESSAGE}
        described["webhooks"] = webhooks.described()
        for operations in described["paths"].values():
            for operation in operations.values():
                complete(operation)
    return described


def terms():
    return settings.SITE_URL + reverse("terms")


def complete(operation):
    """Every status that may come, the headers, and an example in Arabic."""
    name = operation["operationId"]
    operation.pop("description", None)  # a view's docstring speaks to who reads the code
    answers, writes = operation["responses"], "requestBody" in operation
    shown = answers.get("201") or answers["200"]
    shown["headers"] = headers()
    for content in shown.get("content", {}).values():
        if example := examples.of(name):
            content["example"] = example
    if writes:
        complete_writing(operation, name)
    else:
        answers["304"] = {"description": str(_("You have this answer already."))}
        operation["parameters"] = [*operation.get("parameters", []), *CONDITIONS]
    if name in WITH_A_KEY:
        operation["security"] = [{KeyScheme.name: []}]
    problems = PROBLEMS | (of_writing(answers) if writes else {}) | OF_SOME.get(name, {})
    answers |= {code: with_problem(said) for code, said in problems.items()}
    answers["default"] = with_problem(_("A problem, said in a sentence."))
    if f"api_{name}" in endings.ENDINGS:
        operation["deprecated"] = True


def of_writing(answers):
    return {
        code: said for code, said in OF_WRITING.items() if "201" not in answers or code not in ONLY_OF_PATCH
    }


def complete_writing(operation, name):
    """Only with a key; what is sent has an example too."""
    operation["security"] = [{KeyScheme.name: []}]
    operation["requestBody"]["required"] = True
    for content in operation["requestBody"]["content"].values():
        content["example"] = examples.of(f"{name}_sent")


@require_safe
def docs(request):
    return render(request, "api/docs.html")


@require_safe
@csp_update({"worker-src": [SELF, "blob:"], "style-src": [SELF, EMPTY_STYLE]})
def redoc(request):
    """The same as one page to read; ReDoc searches in a worker of its own, and fills an empty style by script."""
    return render(request, "api/redoc.html")
