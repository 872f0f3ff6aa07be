"""The messages that partners' webhooks get, for the OpenAPI document (`webhooks`, OpenAPI 3.1)."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from workers.models import CATCH_UP, TEST, News

THING = "0b5e4e4c-8d5a-4a7e-9a63-0c4a3f1f5b1e"
MESSAGE = {
    "type": "object",
    "required": ["type", "seq", "uuid", "url", "at"],
    "properties": {
        "type": {"type": "string"},
        "seq": {"type": "integer", "description": "The place in the sealed journal."},
        "uuid": {"type": "string", "format": "uuid"},
        "url": {"type": "string", "format": "uri", "description": "Where to read what it is about."},
        "at": {"type": "string", "format": "date-time"},
    },
}
HEADERS = {
    "webhook-id": _("The same number when the message is sent again: drop what you know already."),
    "webhook-timestamp": _(
        "When it was sent, in seconds since 1970: refuse what is older than five minutes."
    ),
    "webhook-signature": _(
        "“v1,” and the HMAC-SHA256 of number, moment and body in Base64, as Standard Webhooks say; "
        "one for each secret that is live."
    ),
}
ANSWERS = {
    "2XX": _("It arrived. Answer within five seconds and do the work afterwards."),
    "410": _("Switches the webhook off."),
    "default": _("A failure: the message is sent again, for three days."),
}
PLACES = {
    News.ACHIEVEMENTS: f"achievements/?group={THING}",
    News.INITIATIVE_APPROVED: f"initiatives/{THING}/",
    News.INITIATIVE_CHANGED: f"initiatives/{THING}/",
    News.DECISION: f"decisions/{THING}/",
    CATCH_UP: "changes/?after=latest",
    TEST: "changes/",
}


def described():
    """{type of a message: the request that brings it}"""
    labels = {**dict(News.choices), TEST: _("Test"), CATCH_UP: _("Read on in changes/")}
    return {kind: {"post": telling(kind, str(label))} for kind, label in labels.items()}


def telling(kind, label):
    shape = {"$ref": "#/components/schemas/WebhookMessage"}
    only = {"type": "object", "properties": {"type": {"const": kind}}}
    sent = {"schema": {"allOf": [shape, only]}, "example": example(kind)}
    return {
        "summary": label,
        "tags": ["webhooks"],
        "parameters": [header(name, str(said)) for name, said in HEADERS.items()],
        "requestBody": {"required": True, "content": {"application/json": sent}},
        "responses": {code: {"description": str(said)} for code, said in ANSWERS.items()},
        "security": [],
    }


def header(name, said):
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": said,
        "schema": {"type": "string"},
    }


def example(kind):
    url = f"{settings.SITE_URL}/api/v1/{PLACES.get(kind, f'groups/{THING}/')}"
    return {"type": kind, "seq": 1204, "uuid": THING, "url": url, "at": "2026-11-28T09:30:00.123456Z"}
