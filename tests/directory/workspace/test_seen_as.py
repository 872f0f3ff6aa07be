"""See it as: each audience's eyes, and never more than who looks may see."""

import pytest
from django.urls import reverse
from django.utils import translation

from directory.models import Contact, Standing, TeamCard

pytestmark = pytest.mark.django_db
VALUES = {"public": "+96550000001", "members": "+96550000002", "committee": "+96550000003"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def contacts(cast):
    for audience, value in VALUES.items():
        Contact.objects.create(group=cast.group, kind="phone", value=value, audience=audience)


def look(cast, role, audience):
    return cast.client(role).get(reverse("group_seen_as", args=[cast.group.slug, audience]))


def seen(cast, role, audience):
    text = look(cast, role, audience).content.decode()
    return [name for name, value in VALUES.items() if value in text]


def test_each_audience_sees_its_contacts(cast, contacts):
    assert {eyes: seen(cast, "leader", eyes) for eyes in ("public", "member", "committee")} == {
        "public": ["public"],
        "member": ["public", "members"],
        "committee": ["public", "members", "committee"],
    }


def test_an_editor_never_sees_more_than_an_editor_may(cast, contacts):
    assert seen(cast, "editor", "committee") == ["public", "members"]


def test_nobody_edits_through_others_eyes_and_the_way_back_is_there(cast):
    text = look(cast, "leader", "public").content.decode()
    assert "Edit the page" not in text
    assert "You see this page as it is seen by: everybody" in text
    assert "Back to managing the page" in text
    assert 'content="noindex"' in text


def test_a_draft_is_nothing_to_the_public_and_something_to_the_committee(cast):
    type(cast.group).objects.filter(pk=cast.group.pk).update(
        standing=Standing.DRAFT, summary_en="Our summary"
    )
    public = look(cast, "leader", "public").content.decode()
    assert "They see nothing yet" in public
    assert "Our summary" not in public
    assert "Our summary" in look(cast, "leader", "committee").content.decode()


def test_cards_without_consent_stay_unseen(cast):
    TeamCard.objects.create(group=cast.group, name_en="Mona Alone")
    for eyes in ("public", "member", "committee"):
        assert "Mona Alone" not in look(cast, "leader", eyes).content.decode()


@pytest.mark.parametrize("role", ["member", "volunteer", "other_leader", "committee", "operator"])
def test_only_who_keeps_the_page_looks_through_others_eyes(cast, role):
    assert look(cast, role, "committee").status_code == 404


def test_the_next_request_is_made_with_ones_own_eyes(cast, contacts):
    look(cast, "leader", "public")
    text = cast.client("leader").get(reverse("group", args=[cast.group.slug])).content.decode()
    assert VALUES["committee"] in text
