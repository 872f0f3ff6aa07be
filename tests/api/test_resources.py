"""Initiatives, decisions, achievements and figures: as on the pages, in lists that go on by cursor."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coordination.committee.actions import register_decision
from coordination.initiatives.models import Initiative
from directory.models import Achievement, Standing
from tests.cast import make_group
from tests.coordination.initiatives.world import initiative_in

ONE_PAGE = ("count", "next", "previous", "results")


def decided(subject, group=None, **more):
    groups = [group.pk] if group else []
    return register_decision(
        "k", "0" * 32, (subject, subject), ("نص", "Text"), ("carried", "Carried"), groups=groups, **more
    )


def test_an_initiative_is_read_with_its_partners_and_milestones_where_asked_for(cast, api):
    one = initiative_in(cast, "active")
    short, long = api("v1/initiatives/").data, api("v1/initiatives/", expand="partners,milestones").data
    assert (tuple(short), short["count"], "partners" in short["results"][0]) == (ONE_PAGE, 1, False)
    row = long["results"][0]
    assert (row["id"], row["state"], row["lead"]["slug"]) == (str(one.uuid), "active", "basira")
    assert {part["group"]["slug"] for part in row["partners"]} == {"basira", "sign-language"}
    whole = api(f"v1/initiatives/{one.uuid}/")
    assert whole.data | row == whole.data
    assert whole.headers["ETag"].startswith(f'"{one.version}-')
    assert api("v1/initiatives/", expand="members", lang="en").data["errors"] == {
        "expand": ["Unknown: members."]
    }


@pytest.mark.parametrize(
    ("filters", "count"), [({"state": "approved"}, 1), ({"state": "closed"}, 0), ({"area": "KW-HA"}, 1)]
)
def test_initiatives_are_filtered_like_on_their_page(cast, api, filters, count):
    initiative_in(cast, "approved")
    assert api("v1/initiatives/", **filters).data["count"] == count


@pytest.mark.parametrize(
    "filters", [{"state": "new"}, {"area": "X"}, {"group": "me"}, {"field": "\0"}, {"cursor": "x"}]
)
def test_a_value_that_cannot_be_is_an_error_of_its_parameter(cast, api, filters):
    answer = api("v1/initiatives/", **filters)
    assert answer.status == (404 if "cursor" in filters else 400)
    assert "cursor" in filters or list(answer.data["errors"]) == list(filters)


def test_the_register_tells_what_is_public_and_names_only_groups_that_are(cast, api):
    hidden = make_group("hidden", standing=Standing.DRAFT)
    shown = decided("Shown", cast.group)
    decided("Nameless", hidden)
    decided("Secret", public=False)
    rows = api("v1/decisions/").data["results"]
    assert {row["subject_en"]: [group["slug"] for group in row["groups"]] for row in rows} == {
        "Shown": ["basira"],
        "Nameless": [],
    }
    assert api(f"v1/decisions/{shown.uuid}/").data in rows
    assert api("v1/decisions/", group=str(cast.group.uuid)).data["count"] == 1
    assert api("v1/decisions/", year=str(timezone.now().year - 1)).data["count"] == 0


def test_a_list_goes_on_by_cursor_and_misses_nothing_that_comes_meanwhile(cast, api):
    for day in range(5):
        one = decided(f"Decision {day}")
        one.decided_at = timezone.now() - timedelta(days=9 - day)
        one.save()
    first = api("v1/decisions/", page_size="2")
    decided("New")
    assert first.data["next"].startswith("http://localhost:8000/api/v1/decisions/?")
    assert f'<{first.data["next"]}>; rel="next"' in first.headers["Link"]
    read = [*first.data["results"]]
    while (page := api(first.data["next"].split("/api/")[1]) if first.data["next"] else None) and page.data:
        read += page.data["results"]
        first = page
    assert [row["subject_en"] for row in read] == [f"Decision {day}" for day in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("resource", ["achievements", "decisions", "initiatives"])
def test_each_list_costs_the_same_number_of_queries(cast, api, resource, many, django_assert_num_queries):
    for number in range(many):
        Achievement.objects.create(group=cast.group, title_en="Park", happened_on=date(2026, 1, 1))
        decided(f"Decision {number}", cast.group)
        one = Initiative.objects.create(lead=cast.group, title_en="Halls", state="active")
        one.partnerships.create(group=cast.other_group)
    with django_assert_num_queries({"achievements": 4, "decisions": 4, "initiatives": 6}[resource]):
        assert api(f"v1/{resource}/").data["count"] == many


def test_achievements_of_groups_in_sight_the_latest_first(cast, api):
    hidden = make_group("hidden", standing=Standing.SUSPENDED)
    for group, title, day in ((cast.group, "Old", 1), (cast.group, "New", 2), (hidden, "Hidden", 3)):
        Achievement.objects.create(group=group, title_en=title, happened_on=date(2026, 1, day))
    rows = api("v1/achievements/").data["results"]
    assert [row["title_en"] for row in rows] == ["New", "Old"]
    assert {"updated_at", "confirmed_on", "source", "data_licence"} < rows[0].keys()
    assert api("v1/achievements/", since="2026-01-02").data["count"] == 1
    assert api("v1/achievements/", since="soon").status == 400


def test_figures_carry_their_definitions_in_both_languages(cast, api):
    answer = api("v1/figures/")
    overview = answer.data["results"][0]
    assert (overview["code"], overview["as_of"]) == ("overview", timezone.localdate().isoformat())
    assert overview["rows"][0]["count"] == 2
    assert overview["definition_ar"] != overview["definition_en"]
