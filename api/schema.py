"""/api/schema/ (OpenAPI 3.1) and /api/docs/ (the same for people, served from here alone)."""

from functools import cache

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.auth import SCHEME, KeyAuthentication
from api.problems import MEDIA_TYPE
from api.reading import Reading

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
WITH_PROBLEM = {
    "description": "A problem, said in a sentence.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
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
    """The OpenAPI document, its descriptions in `language`; any operation may answer with a problem."""
    described = SchemaGenerator().get_schema(request=None, public=True)
    described["components"]["schemas"]["Problem"] = PROBLEM
    for operations in described["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = WITH_PROBLEM
    return described


@require_safe
def docs(request):
    return render(request, "api/docs.html")
