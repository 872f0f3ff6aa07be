"""The OpenAPI document is valid, complete, and true of what is answered."""

import re

import jsonschema
import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from openapi_spec_validator import validate

from api.schema import document
from directory.models import Achievement, Licence
from tests import house
from tests.directory.search.world import index_all, make_group


@pytest.fixture
def described(api):
    document.cache_clear()
    return api("schema/").data


def test_the_document_is_valid_openapi_3_1_without_a_warning(described):
    GENERATOR_STATS.reset()
    document.cache_clear()
    validate(document("ar"))
    assert described["openapi"] == "3.1.0"
    assert not GENERATOR_STATS


def test_every_address_of_the_api_is_described(described):
    described_here = {
        path.removeprefix("/").replace("{", "<").replace("}", ">") for path in described["paths"]
    }
    assert described_here == {route for route, _pattern in house.routes() if route.startswith("api/v1/")}


def test_what_is_answered_has_the_shape_that_is_described(words, described, api):
    group = make_group(
        slug="lantern", area_id="KW-HA", fields=["D13"], beneficiaries=["deaf"], access={"step_free": "yes"},
        services=[{"age_from": 3, "place_id": "KW-KU-sharq", "price": "0", "days": ["sun"]}],
    )  # fmt: skip
    Licence.objects.create(group=group, authority_ar="الوزارة", number="1", expires_on="2030-01-01")
    Achievement.objects.create(group=group, happened_on="2026-01-01", title_en="Done")
    make_group(slug="bare")
    index_all()
    for path in described["paths"]:
        for_keys = described["paths"][path]["get"].get("security") == [{"key": []}]
        if for_keys or "{suffix}" in path or ("{uuid}" in path and "groups" not in path):
            continue
        answer = api(
            path.removeprefix("/api/").replace("{uuid}", str(group.uuid)),
            q="lantern" if "suggest" in path else "",
        )
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        strict = {**schema, "components": closed(described["components"])}
        jsonschema.Draft202012Validator(strict).validate(answer.data)


def closed(components):
    """The same shapes, with every name that is not described forbidden."""
    shapes = {
        name: {**shape, "additionalProperties": False} if shape.get("properties") else shape
        for name, shape in components["schemas"].items()
    }
    return {**components, "schemas": shapes}


def test_every_status_is_described_for_every_operation(described, api):
    problem = api("v1/nothing/").data
    jsonschema.Draft202012Validator(described["components"]["schemas"]["Problem"]).validate(problem)
    for path, operation in operations(described):
        answers = operation["responses"]
        always = {"400", "401", "404", "405", "406", "429", "500", "503"}
        assert always | of_its_kind(path, operation) <= answers.keys()
        assert all("application/problem+json" in answers[code]["content"] for code in answers if code > "304")
        assert (bool(operation["summary"]), "description" in operation) == (True, False)
    assert "410" in described["paths"]["/api/v1/changes/"]["get"]["responses"]


def operations(described):
    """(path, operation) of all."""
    return [(path, one) for path, every in described["paths"].items() for one in every.values()]


def of_its_kind(path, operation):
    """The statuses of a reading, a new thing, or a change."""
    if "requestBody" not in operation:
        return {"200", "304", "412"}
    changes = {"200", "412", "428"} if "{uuid}" in path else {"201"}
    return changes | {"403", "409", "413", "415", "422"}


def test_every_operation_has_an_example_in_arabic_that_is_true(described):
    told = set()
    for _path, operation in operations(described):
        answers = operation["responses"]
        sent = operation.get("requestBody", {"content": {}})["content"]
        answer = answers.get("201", answers.get("200"))["content"].get("application/json", {})
        for one in (answer, *sent.values()):
            if "example" in one:
                strict = {**one["schema"], "components": closed(described["components"])}
                jsonschema.Draft202012Validator(strict).validate(one["example"])
                assert re.search("[\u0621-\u064a]", str(one["example"]))
                told.add(operation["operationId"])
        assert all("example" in one for one in sent.values())
    assert told == {operation["operationId"] for _path, operation in operations(described)} - {"table"}


def test_only_writing_and_what_is_an_institutions_own_take_a_key(described):
    writing = {operation["operationId"]: operation for _path, operation in operations(described)
               if "requestBody" in operation}  # fmt: skip
    assert set(writing) == {"initiative_draft", "initiative_redraft", "exchange_draft", "exchange_redraft"}
    for_keys = {
        one["operationId"] for _path, one in operations(described) if one.get("security") == [{"key": []}]
    }
    assert for_keys == {*writing, "mandates"}
    named = {
        name: {one["name"] for one in writing[name]["parameters"] if one["in"] == "header"}
        for name in writing
    }
    assert named == {
        name: {"If-Match" if name.endswith("redraft") else "Idempotency-Key"} for name in writing
    }


@pytest.mark.parametrize("page", ["docs/", "docs/redoc/"])
def test_the_pages_for_people_load_nothing_from_elsewhere_and_nothing_inline(client, db, page):
    shown = client.get(f"/api/{page}").content.decode()
    loaded = re.findall(r'(?:src|<link[^>]*href)="(https?:[^"]*)"', shown)
    assert (loaded, "style=" in shown, "<style" in shown, "<script>" in shown) == ([], *(False,) * 3)


def test_redoc_alone_may_make_a_worker_of_its_own(client, db):
    policies = [
        client.get(f"/api/{page}").headers["Content-Security-Policy"] for page in ("docs/", "docs/redoc/")
    ]
    assert ["worker-src 'self' blob:" in policy for policy in policies] == [False, True]
