"""A group's whole public profile, and nothing that is not for the public."""

import pytest
from django.utils import timezone

from directory.models import (
    Achievement,
    Capability,
    Contact,
    Group,
    Licence,
    Service,
    SocialLink,
    Standing,
    TeamCard,
)
from tests.cast import agree
from tests.directory.search.world import make_group


@pytest.fixture
def group(words):
    group = make_group(
        name_ar="بصيرة", slug="lantern", about_ar="نص", area_id="KW-HA", fields=["D13"], beneficiaries=["deaf"],
        access={"step_free": "yes", "sign_language": "unknown"}, website="https://basira.example",
        services=[{"title_en": "Reading aloud", "price": "0", "age_from": 6, "days": ["sun"]}],
        committee_notes="SECRET notes",
    )  # fmt: skip
    Service.objects.create(group=group, title_en="SECRET unpublished", published=False)
    for audience in Contact.Audience.values:
        value = "+965 1" if audience == "public" else f"SECRET {audience}"
        Contact.objects.create(group=group, kind="phone", value=value, audience=audience)
    TeamCard.objects.create(group=group, name_en="SECRET not asked")
    agree(TeamCard.objects.create(group=group, name_en="SECRET minor", is_minor=True))
    agree(TeamCard.objects.create(group=group, name_en="Mona", title_en="Driver"))
    Capability.objects.create(group=group, kind="transport", title_en="A van", quantity=1)
    SocialLink.objects.create(group=group, network="x", url="https://x.example/lantern")
    Licence.objects.create(group=group, authority_ar="الوزارة", number="12")
    done = Achievement.objects.create(group=group, happened_on="2026-01-05", title_en="A park for all")
    done.partner_groups.add(make_group(slug="friends", name_en="Friends"))
    done.partner_groups.add(make_group(slug="hidden", name_en="SECRET group", standing=Standing.SUSPENDED))
    return group


def test_the_profile_says_what_the_page_says(group, api):
    profile = api(f"v1/groups/{group.uuid}/").data
    assert (profile["name_ar"], profile["about_ar"], profile["website"]) == ("بصيرة", "نص", group.website)
    assert profile["licence"] == {
        "state": "unverified", "expires_on": None, "authority_ar": "الوزارة", "authority_en": "", "number": "12",
        "issued_on": None, "verified_on": None,
    }  # fmt: skip
    assert {row["code"]: row["answer"] for row in profile["access"]} == {
        "sign_language": "unknown",
        "step_free": "yes",
    }
    assert [(row["title_en"], row["price"], row["ages"]) for row in profile["services"]] == [
        ("Reading aloud", "0.000", {"from": 6, "to": None})
    ]
    assert profile["contacts"] == [{"kind": "phone", "value": "+965 1"}]
    assert profile["team"] == [{"name_ar": "", "name_en": "Mona", "title_ar": "", "title_en": "Driver"}]
    assert [row["slug"] for row in profile["achievements"][0]["partner_groups"]] == ["friends"]
    assert [row["title_en"] for row in profile["capabilities"]] == ["A van"]


@pytest.mark.parametrize("who", ["public", "leader", "operator", "committee", "partner"])
def test_nothing_above_the_public_is_in_it_whoever_asks(group, cast, who):
    Group.objects.filter(pk=group.pk).update(claimed_at=timezone.now())
    cast.people["leader"].memberships.update(group=group)
    answer = cast.client(who).get(f"/api/v1/groups/{group.uuid}/")
    assert (answer.status_code, b"SECRET" in answer.content) == (200, False)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.LISTED, Standing.ARCHIVED}))
def test_a_group_that_is_not_public_is_not_there(group, api, standing):
    Group.objects.update(standing=standing)
    assert api(f"v1/groups/{group.uuid}/").status == 404


def test_an_archived_group_stays_readable_and_says_so(group, api):
    Group.objects.update(standing=Standing.ARCHIVED)
    assert api(f"v1/groups/{group.uuid}/").data["standing"] == "archived"
