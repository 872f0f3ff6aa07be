"""`expand=` shows whole what a row only names, in as many queries for many rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Licence, Service
from tests.directory.search.world import index_all, make_group


@pytest.fixture
def groups(words):
    for number in range(5):
        group = make_group(
            slug=f"lantern-{number}", name_ar="بصيرة", services=[{"title_ar": "نطق"}, {"title_ar": "رسم"}]
        )
        Licence.objects.create(
            group=group, authority_ar="الوزارة", number=str(number), expires_on="2030-01-01"
        )
    make_group(slug="bare", name_ar="جديدة")
    index_all()


def by_slug(answer):
    return {row["slug"]: row for row in answer.data["results"]}


def test_a_group_brings_its_services_and_its_licence_when_asked(groups, api):
    plain, whole = by_slug(api("v1/groups/")), by_slug(api("v1/groups/", expand="services,licence"))
    assert ("services" in plain["lantern-1"], plain["lantern-1"]["licence"].keys()) == (
        False,
        {"state", "expires_on"},
    )
    assert [row["title_ar"] for row in whole["lantern-1"]["services"]] == ["نطق", "رسم"]
    assert whole["lantern-1"]["services"][0]["group"]["slug"] == "lantern-1"
    assert (whole["lantern-1"]["licence"]["number"], whole["lantern-1"]["licence"]["authority_ar"]) == (
        "1",
        "الوزارة",
    )
    assert (whole["bare"]["services"], whole["bare"]["licence"]) == ([], None)


def test_a_service_brings_its_whole_group_when_asked(groups, api):
    plain, whole = api("v1/services/").data["results"], api("v1/services/", expand="group").data["results"]
    assert "summary_ar" not in plain[0]["group"]
    group = by_slug(api("v1/groups/"))[whole[0]["group"]["slug"]]
    assert whole[0]["group"] == group


def test_what_was_unpublished_since_is_not_brought(groups, api):
    Service.objects.filter(title_ar="رسم").update(published=False)
    whole = by_slug(api("v1/groups/", expand="services"))
    assert [row["title_ar"] for row in whole["lantern-1"]["services"]] == ["نطق"]


@pytest.mark.parametrize(("path", "expand"), [("v1/groups/", "services,licence"), ("v1/services/", "group")])
def test_many_rows_take_as_many_queries_as_one(groups, api, path, expand):
    counts = []
    for size in (2, 6):
        with CaptureQueriesContext(connection) as asked:
            api(path, expand=expand, page_size=size)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_cannot_be_expanded_is_an_error(groups, api):
    assert api("v1/services/", expand="licence").status == 400
