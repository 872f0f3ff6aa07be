"""Page and API are asked the same question: whoever asks the API reads what everybody reads on the pages."""

import pytest

from directory.models import Group, Standing
from tests.cast import ROLES
from tests.coordination.initiatives.world import WAY, draft, initiative_in
from tests.directory.search.world import index_all


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
