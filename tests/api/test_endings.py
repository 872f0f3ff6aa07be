"""What is going to end says so in its answers and in the OpenAPI document, six months before."""

from datetime import UTC, datetime

import pytest

from api import endings
from api.schema import document
from tests import house

SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 8, 1, tzinfo=UTC)
PAGE = "https://example.org/changes"


@pytest.fixture
def ending(monkeypatch):
    monkeypatch.setitem(endings.ENDINGS, "api_groups", endings.Ending(SINCE, UNTIL, PAGE))
    document.cache_clear()
    yield
    document.cache_clear()


def test_each_ending_names_an_address_of_ours_and_leaves_six_months():
    names = {pattern.name for route, pattern in house.routes() if route.startswith("api/")}
    assert endings.ENDINGS.keys() <= names
    assert [name for name, one in endings.ENDINGS.items() if one.until - one.since < endings.NOTICE] == []


@pytest.mark.parametrize("asked", [{}, {"fields": "nonsense"}])
def test_every_answer_says_since_when_and_until_when(words, api, ending, asked):
    answer = api("v1/groups/", **asked)
    assert answer.headers["Deprecation"] == "@1798761600"  # RFC 9745: a date of structured fields
    assert answer.headers["Sunset"] == "Sun, 01 Aug 2027 00:00:00 GMT"  # RFC 8594
    assert "Sunset" in answer.headers["Access-Control-Expose-Headers"]


def test_the_links_lead_to_what_is_said_about_it_and_the_304_says_it_too(words, api, ending):
    answer = api("v1/groups/")
    assert f'<{PAGE}>; rel="deprecation", <{PAGE}>; rel="sunset"' in answer.headers["Link"]
    again = api("v1/groups/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.headers["Deprecation"]) == (304, "@1798761600")


def test_what_stays_says_nothing(words, api, ending):
    answer = api("v1/fields/")
    assert {"Deprecation", "Sunset"}.isdisjoint(answer.headers)
    assert "deprecation" not in answer.headers["Link"]


def test_the_document_marks_it(api, ending):
    paths = api("schema/").data["paths"]
    marked = {path for path, every in paths.items() if any("deprecated" in one for one in every.values())}
    assert marked == {"/api/v1/groups/"}
