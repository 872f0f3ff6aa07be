"""A child's name is on twelve surfaces nowhere, unless a guardian agreed; by machines it is read nowhere at all."""

import pytest
from django.urls import reverse

from accounts.actions import export_own
from accounts.models import Consent
from directory.models import Revision, TeamCard
from directory.search import build
from tests.cast import agree

pytestmark = pytest.mark.django_db
NAME = "زمردة الطفلة"


def export_of(cast):
    return str([export_own(person) for person in (cast.member, cast.editor, cast.volunteer)])


def text(cast, role, address):
    return cast.client(role).get(address, follow=True).content.decode()


SURFACES = {
    "page": lambda cast: text(cast, "public", "/ar/groups/basira/"),
    "card": lambda cast: text(cast, "public", "/ar/groups/"),
    "search": lambda cast: "".join(
        text(cast, "public", f"/ar/{where}/?q=زمردة") for where in ("groups", "services")
    ),
    "suggest": lambda cast: text(cast, "public", "/api/v1/groups/suggest/?q=زمر"),
    "API list": lambda cast: text(cast, "partner", "/api/v1/groups/"),
    "API detail": lambda cast: text(cast, "partner", f"/api/v1/groups/{cast.group.uuid}/"),
    "sitemap": lambda cast: text(cast, "public", "/sitemap-groups.xml"),
    "words for machines": lambda cast: text(cast, "public", "/en/groups/basira/").partition("<body")[0],
    "export of others": export_of,
    "history": lambda cast: "".join(
        text(cast, role, f"/ar/groups/basira/edit/history/{section}/")
        for role in ("public", "member", "volunteer")
        for section in ("team", "texts")
    ),
    "see-as": lambda cast: "".join(
        text(cast, "editor", reverse("group_seen_as", args=["basira", audience]))
        for audience in ("public", "member", "committee")
    ),
    "admin list": lambda cast: text(cast, "operator", "/admin/directory/teamcard/"),
}
FOR_PEOPLE_ONCE_AGREED = {"page", "see-as"}


@pytest.fixture
def child(cast):
    card = TeamCard.objects.create(group=cast.group, name_ar=NAME, title_ar="تقرأ", is_minor=True)
    Revision.objects.create(
        group=cast.group, section="team", number=1, data={"team_cards": [{"id": "1", "name_ar": NAME}]}
    )
    build.rebuild()
    return card


@pytest.mark.parametrize("surface", SURFACES)
def test_without_a_guardians_consent(cast, child, surface):
    assert SURFACES[surface](cast).count(NAME) == 0


@pytest.mark.parametrize("surface", SURFACES)
def test_with_it_people_read_the_name_and_machines_do_not(cast, child, surface):
    agree(child)
    assert bool(SURFACES[surface](cast).count(NAME)) is (surface in FOR_PEOPLE_ONCE_AGREED)


@pytest.mark.parametrize("surface", SURFACES)
def test_after_it_was_withdrawn(cast, child, surface):
    agree(child)
    Consent.objects.update(withdrawn_at=Consent.objects.get().given_at, withdrawn_by="oneself")
    assert SURFACES[surface](cast).count(NAME) == 0


def test_the_surfaces_are_twelve():
    assert len(SURFACES) == 12
