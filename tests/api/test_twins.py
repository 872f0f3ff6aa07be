"""Page and API are asked the same question: whoever asks the API reads what everybody reads on the pages."""

import pytest
from django.db import transaction

from coordination.committee.models import Decision
from deeds import journal
from directory.models import Achievement, Group, Service, Standing
from tests.cast import ROLES
from tests.coordination.initiatives.world import WAY, draft, initiative_in
from tests.directory.search.world import index_all
from tests.matrix.test_matrix import FILES, rows

TWINS = {
    "<lang>/groups/<slug>/": "api/v1/groups/<uuid>/",
    "<lang>/initiatives/<uuid>/": "api/v1/initiatives/<uuid>/",
    "<lang>/exchange/<uuid>/": "api/v1/exchange/<uuid>/",
    "<lang>/standards/<uuid>/": "api/v1/standards/<uuid>/",
    "<lang>/standards/accreditations/<uuid>/certificate/": "api/v1/accreditations/<uuid>/",
    "<lang>/committee/decisions/<uuid>/": "api/v1/decisions/<uuid>/",
}


def cells(route):
    """{fixture: {role: status}} of reading this address, as the matrix states and test_matrix asks."""
    stated = [row for path in FILES for row in rows(path) if row["method"] == "GET"]
    return {row["fixture"]: {role: row[role] for role in ROLES} for row in stated if row["route"] == route}


@pytest.mark.parametrize(("page", "twin"), TWINS.items())
def test_whatever_the_matrix_asks_of_a_page_the_api_answers_every_role_as_the_page_does_the_public(
    page, twin
):
    asked, told = cells(page), cells(twin)
    assert asked
    assert told == {fixture: dict.fromkeys(ROLES, of["public"]) for fixture, of in asked.items()}


def statuses(cast, page, resource):
    """What the public is answered on the page, and what each role is answered by the API."""
    public = cast.client("public").get(page).status_code
    return public, {cast.client(role).get(f"/api/v1/{resource}").status_code for role in ROLES}


@pytest.mark.parametrize("standing", Standing.values)
def test_a_group_is_in_the_api_when_the_public_sees_its_page(cast, standing):
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    index_all()
    public, told = statuses(cast, "/ar/groups/basira/", f"groups/{cast.group.uuid}/")
    assert told == {public}
    listed = cast.client("partner").get("/api/v1/groups/").json()["results"]
    assert ("basira" in {row["slug"] for row in listed}) == (standing == Standing.LISTED)


@pytest.mark.parametrize("state", [name for name in WAY if name in {"draft", "voting", "approved", "closed"}])
def test_an_initiative_is_in_the_api_when_the_public_sees_its_page(cast, state):
    one = draft(cast) if state == "draft" else initiative_in(cast, state)
    public, told = statuses(cast, f"/ar/initiatives/{one.uuid}/", f"initiatives/{one.uuid}/")
    assert told == {public}
    assert cast.client("chair").get("/api/v1/initiatives/").json()["count"] == (public == 200)


@pytest.mark.parametrize("standing", Standing.values)
@pytest.mark.parametrize("published", [True, False])
def test_what_a_group_did_and_offers_is_in_the_lists_when_the_public_finds_it_on_pages(
    cast, standing, published
):
    Achievement.objects.create(group=cast.group, happened_on="2026-01-01", title_ar="مئة كتاب مسموع")
    Service.objects.create(group=cast.group, title_ar="قراءة بصوت عال", published=published)
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    index_all()
    profile, found = (
        cast.client("public").get(page).content.decode() for page in ("/ar/groups/basira/", "/ar/services/")
    )
    shown = {"achievements": "مئة كتاب مسموع" in profile, "services": "قراءة بصوت عال" in found}
    assert shown == {
        "achievements": standing in ("listed", "archived"),
        "services": standing == "listed" and published,
    }
    for role in ("public", "partner", "member", "leader", "committee", "operator"):
        listed = {
            resource: cast.client(role).get(f"/api/v1/{resource}/").json()["count"] == 1 for resource in shown
        }
        assert listed == shown


@pytest.mark.parametrize("is_public", [True, False])
def test_a_decision_is_in_the_list_when_the_public_reads_it_in_the_register(cast, is_public):
    Decision.objects.create(
        kind="committee.bylaws", matter_uuid=cast.group.uuid, subject_ar="تعديل النصاب", result="carried",
        result_ar="أُقر", result_en="carried", is_public=is_public,
    )  # fmt: skip
    register = cast.client("public").get("/ar/committee/decisions/").content.decode()
    assert ("تعديل النصاب" in register) == is_public
    assert {cast.client(role).get("/api/v1/decisions/").json()["count"] for role in ROLES} == {int(is_public)}


@pytest.mark.parametrize("standing", [Standing.LISTED, Standing.SUSPENDED])
def test_figures_are_the_same_on_the_page_and_in_the_api_for_every_role(cast, standing):
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    shown, told = (
        {role: figures(cast.client(role)) for role in ROLES} for figures in (figures_on_page, figures_in_api)
    )
    assert shown == told == dict.fromkeys(ROLES, shown["public"])
    groups = dict(shown["public"]["overview"][1])["groups"]
    assert groups == Group.objects.listed().count() > 0


def figures_on_page(client):
    figures = client.get("/ar/figures/").context["figures"]
    return {one.code: (one.total, [(row.code, row.count) for row in one.rows]) for one in figures}


def figures_in_api(client):
    figures = client.get("/api/v1/figures/").json()["results"]
    return {
        one["code"]: (one["total"], [(row["code"], row["count"]) for row in one["rows"]]) for one in figures
    }


@pytest.mark.parametrize("standing", Standing.values)
def test_a_change_is_gone_for_every_role_when_the_public_does_not_see_the_page(cast, standing):
    with transaction.atomic():
        journal.record("group.edit", cast.group, by=None, audience=("public",), title="A title")
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    journal.seal()
    public = cast.client("public").get("/ar/groups/basira/").status_code
    told = {role: cast.client(role).get("/api/v1/changes/").json()["results"] for role in ROLES}
    assert told == dict.fromkeys(ROLES, told["public"])
    assert [(row["resource_id"], row["gone"]) for row in told["public"]] == [
        (str(cast.group.uuid), public == 404)
    ]
    assert {cast.client(role).get(told["public"][0]["url"]).status_code for role in ROLES} == {public}
