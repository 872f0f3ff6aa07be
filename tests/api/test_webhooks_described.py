"""The OpenAPI document describes every message that a webhook may get, as it is sent."""

import json
import uuid

import jsonschema
import pytest
from django.utils import timezone

from api.schema import document
from workers.models import CATCH_UP, TEST, Delivery, News
from workers.outbox import signing

KINDS = [*News.values, CATCH_UP, TEST]


@pytest.fixture
def described():
    document.cache_clear()
    return json.loads(json.dumps(document("ar"), default=str))


def test_every_kind_of_message_is_described(described):
    assert sorted(described["webhooks"]) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_has_the_shape_and_the_headers_that_are_described(described, kind):
    told = described["webhooks"][kind]["post"]
    content = told["requestBody"]["content"]["application/json"]
    delivery = Delivery(
        type=kind, seq=7, thing=uuid.uuid4(), url="http://localhost/api/v1/", at=timezone.now()
    )
    shape = jsonschema.Draft202012Validator({**content["schema"], "components": described["components"]})
    shape.validate(json.loads(delivery.body))
    shape.validate(content["example"])
    assert not shape.is_valid({**content["example"], "type": "another"})
    sent = signing.headers("msg_1", 1, delivery.body, [signing.new_secret()])
    assert {one["name"] for one in told["parameters"]} == set(sent)


def test_a_partner_reads_of_them_in_arabic(described):
    told = described["webhooks"][CATCH_UP]["post"]
    said = [told["summary"], *(one["description"] for one in told["parameters"])]
    said += [answer["description"] for answer in told["responses"].values()]
    assert [text for text in said if not any("\u0621" <= letter <= "\u064a" for letter in text)] == []
