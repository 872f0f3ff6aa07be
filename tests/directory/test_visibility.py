"""Who sees which group, service, contact and team card."""

import pytest

from directory.models import Achievement, Contact, Group, Service, Standing, TeamCard
from tests.cast import agree, make_cast, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.mark.parametrize("standing", Standing.values)
def test_only_listed_and_archived_groups_are_known_to_everybody(standing):
    group = make_group("one", standing=standing)
    seen = [group] if standing in ("listed", "archived") else []
    assert [*Group.objects.visible_to(None)] == seen


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("volunteer", False),
        ("other_leader", False),
        ("member", True),
        ("leader", True),
        ("committee", True),
        ("operator", True),
    ],
)
def test_a_suspended_group_is_known_to_its_members_the_committee_and_operators(cast, role, sees):
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    assert Group.objects.visible_to(getattr(cast, role)).filter(pk=cast.group.pk).exists() is sees


def test_a_service_still_being_written_is_seen_by_nobody(cast):
    Service.objects.create(group=cast.group, title_ar="قراءة", published=False)
    assert [*Service.objects.visible_to(cast.leader)] == []


@pytest.mark.parametrize(
    ("role", "values"),
    [
        (None, ["public"]),
        ("volunteer", ["public"]),
        ("other_leader", ["public"]),
        ("operator", ["public"]),
        ("member", ["public", "members"]),
        ("editor", ["public", "members"]),
        ("leader", ["public", "members", "committee"]),
        ("committee", ["public", "members", "committee"]),
    ],
)
def test_each_contact_goes_as_far_as_its_audience(cast, role, values):
    for position, audience in enumerate(("public", "members", "committee")):
        Contact.objects.create(
            group=cast.group, kind="phone", value=audience, audience=audience, position=position
        )
    who = role and getattr(cast, role)
    assert [*Contact.objects.visible_to(who).values_list("value", flat=True)] == values


@pytest.mark.parametrize(
    ("minor", "agreed", "shown"),
    [
        (False, "", False),
        (False, "own", True),
        (False, "guardian", False),
        (True, "", False),
        (True, "own", False),
        (True, "guardian", True),
    ],
)
def test_a_team_card_is_public_by_consent_and_a_minors_by_the_guardians(cast, minor, agreed, shown):
    card = TeamCard.objects.create(group=cast.group, name_ar="هيا", is_minor=agreed == "guardian")
    if agreed:
        agree(card)
    TeamCard.objects.update(is_minor=minor)
    assert TeamCard.objects.public().filter(pk=card.pk).exists() is shown
    assert TeamCard.objects.visible_to(cast.leader).filter(pk=card.pk).exists()
    assert TeamCard.objects.visible_to(cast.other_leader).filter(pk=card.pk).exists() is shown


@pytest.mark.parametrize("standing", Standing.values)
def test_a_partner_in_an_achievement_is_named_only_when_everybody_may_know_of_it(cast, client, standing):
    partner = make_group("partner", name_ar="شريك الظل", standing=standing)
    done = Achievement.objects.create(group=cast.group, happened_on="2026-01-01", title_ar="إنجاز")
    done.partner_groups.add(partner)
    named = "شريك الظل" in client.get("/ar/groups/basira/").content.decode()
    assert named is (standing in ("listed", "archived"))


@pytest.mark.parametrize("slug", ["%00", "a%00b", "%0A", "..%2F..", "%ED%A0%80", "a" * 5000, "%F0%9F%98%80"])
def test_an_odd_address_of_a_group_is_just_not_there(cast, slug):
    paths = [f"/ar/groups/{slug}/", f"/ar/groups/{slug}/edit/", f"/ar/groups/{slug}/edit/texts/"]
    assert [cast.client("leader").get(path).status_code for path in paths] == [404, 404, 404]
