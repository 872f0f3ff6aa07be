"""The directory as partners read it: the same groups as on the pages, in the shape that was promised."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import Licence, Standing, Verdict
from tests.directory.search.world import index_all, make_group

ROW = [
    "id", "external_id", "slug", "name_ar", "name_en", "summary_ar", "summary_en", "badges", "area", "fields",
    "beneficiaries", "licence", "url", "updated_at", "confirmed_on", "source", "data_licence",
]  # fmt: skip


@pytest.fixture
def groups(words):
    """Two groups for autistic people, one of them in Hawalli, and one for the deaf."""
    hands = make_group(
        name_ar="أيادي التوحد", name_en="Hands", slug="hands", summary_ar="لقاءات", area_id="KW-HA-salmiya",
        fields=["D13"], beneficiaries=["autism"], access={"step_free": "yes"}, accepts_volunteers=True,
    )  # fmt: skip
    make_group(name_ar="بيت التوحد", slug="house", beneficiaries=["autism"], kind="association")
    make_group(name_en="Signs", slug="signs", area_id="KW-KU", beneficiaries=["deaf"])
    index_all()
    return hands


def slugs(answer):
    return {row["slug"] for row in answer.data["results"]}


def test_a_row_has_what_was_promised_and_nothing_else(groups, api):
    row = next(row for row in api("v1/groups/").data["results"] if row["slug"] == "hands")
    assert list(row) == ROW
    assert row["area"] == {
        "code": "KW-HA-salmiya", "label_ar": "السالمية", "label_en": "Salmiya", "governorate": "KW-HA",
    }  # fmt: skip
    assert (row["id"], row["name_ar"], row["licence"]) == (str(groups.uuid), "أيادي التوحد", None)
    assert [field["code"] for field in row["fields"]] == ["D13"]
    assert row["url"] == "http://localhost:8000/ar/groups/hands/"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", row["updated_at"])


def test_rows_that_were_made_before_are_of_today_in_the_language_asked_for_and_gone_at_once(
    groups, api, time_machine
):
    time_machine.move_to(datetime(2026, 11, 29, 9, tzinfo=UTC))
    Licence.objects.create(
        group=groups, authority_ar="الوزارة", number="1", expires_on="2026-11-29", verdict=Verdict.VERIFIED,
        verdict_on="2026-11-01",
    )  # fmt: skip
    index_all()

    def row(**asked):
        return next(row for row in api("v1/groups/", **asked).data["results"] if row["slug"] == "hands")

    assert (row(), row(lang="en")["url"]) == (row(), "http://localhost:8000/en/groups/hands/")
    assert (row()["url"], row()["licence"]["state"]) == ("http://localhost:8000/ar/groups/hands/", "verified")
    assert row(fields="slug,licence") == {"slug": "hands", "licence": row()["licence"]}
    time_machine.move_to(datetime(2026, 11, 29, 21, tzinfo=UTC))
    assert row()["licence"] == {"state": "expired", "expires_on": "2026-11-29"}
    type(groups).objects.filter(pk=groups.pk).update(standing=Standing.SUSPENDED)
    assert slugs(api("v1/groups/")) == {"house", "signs"}


def test_a_list_has_its_count_its_neighbours_its_facets_and_where_related_ones_begin(groups, api):
    answer = api("v1/groups/")
    assert list(answer.data) == ["count", "next", "previous", "results", "facets", "related_from", "unheard"]
    assert (answer.data["count"], answer.data["next"], answer.data["previous"]) == (3, None, None)
    assert list(answer.data["facets"]) == ["area", "field", "beneficiary", "access", "kind"]
    assert answer.data["facets"]["access"] == [
        {"code": "step_free", "label_ar": "بلا درج", "label_en": "Step-free", "count": 1}
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"area": "KW-HA"}, {"hands"}),
        ({"area": ["KW-HA", "KW-KU"]}, {"hands", "signs"}),
        ({"field": "D13"}, {"hands"}),
        ({"beneficiary": "hearing"}, {"signs"}),
        ({"access": "step_free"}, {"hands"}),
        ({"kind": "association"}, {"house"}),
        ({"accepting": "1"}, {"hands"}),
        ({"beneficiary": "autism", "area": "KW-KU"}, set()),
        ({"field": "no-such-code"}, {"hands", "house", "signs"}),
    ],
)
def test_each_filter_narrows_as_on_the_page(groups, api, filters, expected):
    answer = api("v1/groups/", **filters)
    assert (slugs(answer), answer.data["count"]) == (expected, len(expected))


def test_count_is_of_what_matches_every_word_and_the_results_go_on(groups, api):
    answer = api("v1/groups/", q="أيادي التوحد")
    assert [row["slug"] for row in answer.data["results"]] == ["hands", "house"]
    assert (answer.data["count"], answer.data["related_from"]) == (1, 1)


def test_related_ones_follow_also_when_nothing_matches_every_word(groups, api):
    answer = api("v1/groups/", q="التوحد زرافة")
    assert (answer.data["count"], answer.data["related_from"]) == (0, 0)
    assert slugs(answer) == {"hands", "house"}


def test_pages_lead_to_each_other_in_the_body_and_in_the_link_header(groups, api):
    first = api("v1/groups/", page_size=2, sort="name")
    second = api("v1/groups/", page_size=2, sort="name", page=2)
    assert first.headers["Link"].split(", ")[0] == f'<{first.data["next"]}>; rel="next"'
    assert second.headers["Link"].split(", ")[0] == f'<{second.data["previous"]}>; rel="prev"'
    assert first.data["next"] == "http://localhost:8000/api/v1/groups/?page_size=2&sort=name&page=2"
    assert second.data["previous"] == "http://localhost:8000/api/v1/groups/?page_size=2&sort=name"
    assert (len(slugs(first)), len(slugs(second)), slugs(first) & slugs(second)) == (2, 1, set())


@pytest.mark.parametrize("page", ["0", "-1", "x", "2", "99999999999999999999", "٢", ""])
def test_a_page_that_is_not_there_is_a_problem(groups, api, page):
    answer = api("v1/groups/", page=page)
    assert (answer.status, answer.data["status"]) == (404, 404)


@pytest.mark.parametrize("filters", [{}, {"q": "التوحد"}, {"area": "KW-HA"}, {"beneficiary": "autism"}])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_api_counts_like_the_page(groups, api, filters, lang):
    page = Client().get(f"/{lang}/groups/", filters)
    answer = api("v1/groups/", lang=lang, **filters)
    assert page.context["results"].count == answer.data["count"]
    assert {hit.card["slug"] for hit in page.context["results"].hits} == slugs(answer)


@pytest.mark.parametrize(
    "standing", [Standing.DRAFT, Standing.SUBMITTED, Standing.SUSPENDED, Standing.DECLINED, Standing.ARCHIVED]
)
def test_only_listed_groups_are_found(groups, api, standing):
    type(groups).objects.filter(pk=groups.pk).update(standing=standing)
    assert "hands" not in slugs(api("v1/groups/"))


def test_an_expired_licence_says_so_from_its_day_on(groups, api, time_machine):
    Licence.objects.create(
        group=groups, authority_ar="الوزارة", number="1", expires_on="2027-01-31", verdict=Verdict.VERIFIED,
        verdict_on="2026-01-31",
    )  # fmt: skip
    index_all()
    states = []
    for day in (date(2027, 1, 31), date(2027, 2, 1)):
        time_machine.move_to(f"{day}T09:00:00Z")
        row = next(row for row in api("v1/groups/").data["results"] if row["slug"] == "hands")
        states.append(row["licence"])
    assert states == [
        {"state": "verified", "expires_on": "2027-01-31"},
        {"state": "expired", "expires_on": "2027-01-31"},
    ]


def test_without_an_index_groups_are_still_served_and_nothing_is_counted_falsely(words, api):
    make_group(slug="alone", area_id="KW-HA")
    answer = api("v1/groups/", area="KW-HA")
    assert (slugs(answer), answer.data["count"], answer.data["related_from"]) == ({"alone"}, 1, None)
    assert set(map(len, answer.data["facets"].values())) == {0}


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_costs_the_same_number_of_queries_whatever_its_length(
    words, api, many, django_assert_num_queries
):
    for _ in range(many):
        make_group(area_id="KW-HA", fields=["D13"], beneficiaries=["autism"], services=[{}])
    index_all()
    api("v1/groups/")
    with django_assert_num_queries(3):
        assert api("v1/groups/").data["count"] == many


def test_suggestions_are_names_as_typed_and_at_most_eight(words, api):
    for number in range(12):
        make_group(name_en=f"Sunflower {number}", slug=f"sun-{number}", services=[{"title_en": "Sun hour"}])
    index_all()
    answer = api("v1/groups/suggest/", q="sun", lang="en")
    lines = answer.data["results"]
    assert (answer.status, len(lines) <= 8, answer.data["count"]) == (200, True, len(lines))
    assert {line["kind"] for line in lines} == {"group", "service"}
    assert lines[0]["url"].startswith("http://localhost:8000/en/groups/sun-")
    assert api("v1/groups/suggest/").data["results"] == []


def test_an_address_without_its_slash_leads_to_the_one_with_it(api):
    answer = api("v1/groups", q="x")
    assert (answer.status, answer.headers["Location"]) == (301, f"{reverse('api_groups')}?q=x")
