"""The codes with their labels, complete and in pages."""

import pytest

from directory.taxonomies.loading import load


@pytest.fixture
def taxonomies(db):
    return load()


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [("fields", 127, "A"), ("areas", 142, "KW-KU"), ("beneficiaries", 53, "autism")],
)
def test_each_taxonomy_is_served_whole_in_its_order(taxonomies, api, name, count, first):
    pages = [api(f"v1/{name}/", page_size=100, page=page).data for page in range(1, -(-count // 100) + 1)]
    codes = [row["code"] for page in pages for row in page["results"]]
    assert (len(codes), len(set(codes)), codes[0]) == (count, count, first)
    assert {page["count"] for page in pages} == {count}
    assert all(row["label_ar"] and row["label_en"] for page in pages for row in page["results"])


@pytest.mark.parametrize("size", ["101", "100000", "0", "-1", "x"])
def test_a_page_has_a_hundred_rows_at_most(taxonomies, api, size):
    assert len(api("v1/fields/", page_size=size).data["results"]) <= 100


def codes(answer):
    return [row["code"] for row in answer.data["results"]]


def test_the_places_of_a_governorate_can_be_asked_for(taxonomies, api):
    answer = api("v1/areas/", parent="KW-HA", page_size=100)
    assert "KW-HA-salmiya" in codes(answer)
    assert {row["parent"] for row in answer.data["results"]} == {"KW-HA"}


def test_beneficiaries_can_be_asked_for_by_difficulty(taxonomies, api):
    assert {row["domain"] for row in api("v1/beneficiaries/", domain="hearing").data["results"]} == {
        "hearing"
    }


@pytest.mark.parametrize(
    ("name", "odd"), [("areas", {"parent": "KW-ZZ"}), ("beneficiaries", {"domain": "smelling"})]
)
def test_an_unknown_code_is_an_error_of_its_parameter(taxonomies, api, name, odd):
    answer = api(f"v1/{name}/", **odd)
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.data["errors"].keys() == odd.keys()
