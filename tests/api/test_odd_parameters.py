"""Whatever stands in an address, the answer is a list, a profile or a problem, never a failure of ours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.directory.search.world import index_all, make_group

NAMES = [
    "q",
    "area",
    "field",
    "beneficiary",
    "access",
    "kind",
    "accepting",
    "age",
    "sort",
    "page",
    "page_size",
    "lang",
    "format",
]
ODD = [
    "",
    "0",
    "-1",
    "1e9",
    "9" * 40,
    "\0",
    "٣",
    "KW-HA",
    "' OR 1=1 --",
    "%",
    "*",
    "a" * 5000,
    "null",
    "\ud7ff",
    "name",
]
PATHS = [
    "v1/groups/",
    "v1/services/",
    "v1/groups/suggest/",
    "v1/fields/",
    "v1/areas/",
    "v1/beneficiaries/",
    "schema/",
]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
values = st.one_of(st.sampled_from(ODD), st.text(max_size=40))


@pytest.fixture
def world(words, api):
    make_group(slug="lantern", name_ar="بصيرة", area_id="KW-HA", services=[{}])
    index_all()
    return api


@FUZZ
@given(
    st.sampled_from(PATHS), st.dictionaries(st.sampled_from(NAMES), st.lists(values, min_size=1, max_size=3))
)
def test_odd_parameters_never_fail(world, path, parameters):
    answer = world(path, **parameters)
    assert answer.status in {200, 404}
    assert answer.data is not None


@FUZZ
@given(st.text(max_size=30))
def test_odd_addresses_are_problems(world, tail):
    answer = world(f"v1/groups/{tail.replace('?', '').replace('#', '')}")
    assert answer.status in {200, 301, 404}


@FUZZ
@given(st.sampled_from(["Authorization", "Accept-Language", "Accept", "If-None-Match"]), st.text(max_size=60))
def test_odd_headers_never_fail(world, name, value):
    written = value.encode("utf-8").decode("latin-1").replace("\r", "").replace("\n", "")
    assert world("v1/groups/", headers={name: written}).status in {200, 304, 401, 406}
