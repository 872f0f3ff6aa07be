"""The help that groups offer, as partners find it."""

import pytest

from tests.directory.search.world import index_all, make_group


@pytest.fixture
def services(words):
    make_group(
        slug="lantern", name_ar="بصيرة", area_id="KW-HA", beneficiaries=["autism"],
        services=[
            {"title_ar": "نطق", "title_en": "Speech", "beneficiaries": ["autism"], "age_from": 4, "age_to": 9},
            {"title_ar": "رياضة", "place_id": "KW-KU-sharq", "price": "2.5", "days": ["sun", "tue"]},
            {"title_ar": "مسودة", "published": False},
        ],
    )  # fmt: skip
    index_all()


def titles(answer):
    return {row["title_ar"] for row in answer.data["results"]}


def test_a_service_comes_with_its_group(services, api):
    row = next(row for row in api("v1/services/").data["results"] if row["title_ar"] == "رياضة")
    assert (row["price"], row["days"], row["place"]["governorate"]) == ("2.500", ["sun", "tue"], "KW-KU")
    assert (row["group"]["slug"], row["group"]["url"]) == (
        "lantern",
        "http://localhost:8000/ar/groups/lantern/",
    )
    assert row["url"] == f"{row['group']['url']}#service-{row['id']}"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"نطق", "رياضة"}),
        ({"beneficiary": "autism", "age": "5"}, {"نطق"}),
        ({"age": "10"}, {"رياضة"}),
        ({"area": "KW-KU"}, {"رياضة"}),
        ({"q": "نطق"}, {"نطق"}),
    ],
)
def test_the_filters_of_the_page_work_here_too(services, api, filters, expected):
    assert titles(api("v1/services/", **filters)) == expected


@pytest.mark.parametrize("many", [1, 3])
def test_services_cost_the_same_number_of_queries_whatever_their_number(
    words, api, many, django_assert_num_queries
):
    make_group(slug="lantern", services=[{"title_en": f"Help {number}"} for number in range(many)])
    index_all()
    api("v1/services/")
    with django_assert_num_queries(3):
        assert api("v1/services/").data["count"] == many
