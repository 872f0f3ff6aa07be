"""The parameters of lists, as the OpenAPI document describes them; directory.search reads them."""

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from directory.models import Kind
from directory.search.asked import SORTS


def parameter(name, description, type=OpenApiTypes.STR, **more):
    return OpenApiParameter(name, type, description=description, **more)


def repeated(name, description, **more):
    return parameter(name, description, many=True, **more)


LANGUAGE = parameter(
    "lang", _("Language of addresses and errors; else Accept-Language decides."), enum=["ar", "en"]
)
FIELDS = parameter("fields", _("Only these names of each row, joined by commas; other names are an error."))
CURSOR = [
    parameter("cursor", _("Where to go on, from `next` or `previous` of a page.")),
    parameter("page_size", _("How many on a page: 20, or up to 100."), OpenApiTypes.INT),
]
NAME = parameter(
    "Idempotency-Key",
    _(
        "A name of your own for this request, new for each thing you make: "
        "the same one within a day makes nothing twice."
    ),
    location=OpenApiParameter.HEADER,
    required=True,
)
IF_MATCH = parameter(
    "If-Match", _("The ETag of what you read."), location=OpenApiParameter.HEADER, required=True
)
PAGES = [
    parameter("page", _("From 1; a page that is not there answers 404."), OpenApiTypes.INT),
    parameter("page_size", _("How many on a page: 20, or up to 100."), OpenApiTypes.INT),
]
SEARCH = [
    parameter("q", _("Words. What matches all of them comes first, then what matches some.")),
    repeated(
        "area", _("ISO 3166-2 code of a governorate, or a place inside it. Repeatable, like all codes.")
    ),
    repeated("field", _("ICNP/TSO code.")),
    repeated("beneficiary", _("Code, or one of the six Washington Group domains.")),
    repeated("access", _("An access feature that is confirmed.")),
    repeated("kind", _("Kind of group."), enum=Kind.values),
    parameter("accepting", _("1: only groups that accept volunteers."), enum=["1"]),
    parameter("sort", _("Order of what matches every word."), enum=list(SORTS)),
    *PAGES,
    LANGUAGE,
]


def expand(*names):
    return parameter("expand", _("What to show whole, joined by commas."), enum=list(names))


TYPES = {
    django_filters.UUIDFilter: OpenApiTypes.UUID,
    django_filters.DateFilter: OpenApiTypes.DATE,
    django_filters.NumberFilter: OpenApiTypes.INT,
}


def of_filters(filters):
    """The parameters that a FilterSet reads."""
    return [
        parameter(name, one.label, TYPES.get(type(one), OpenApiTypes.STR), enum=codes(one))
        for name, one in filters.base_filters.items()
    ]


def codes(one):
    choices = one.extra.get("choices")
    return [code for code, _label in choices] if choices else None


AGE = parameter("age", _("Services that take this age."), OpenApiTypes.INT)
