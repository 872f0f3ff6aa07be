"""Anybody with a confirmed address starts a group's page in one short form, as a draft."""

from urllib.parse import unquote

import pytest

from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions import founding
from directory.likeness import alike
from directory.models import Area, Group, Membership, Standing
from tests.cast import join, make_group

pytestmark = pytest.mark.django_db
FORM = {"name": "فريق خطوة أمان", "offer": "مرافقون لكبار السن في المواعيد"}


def founded(cast, **more):
    return cast.client("volunteer").post("/ar/groups/new/", FORM | more)


def test_three_answers_make_a_draft_that_the_founder_leads(cast):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    response = founded(cast, area=area.pk)
    group = Group.objects.get(name_ar="فريق خطوة أمان")
    assert unquote(response["Location"]) == f"/ar/groups/{group.slug}/edit/"
    assert (group.standing, group.summary_ar, group.area, group.is_claimed) == (
        Standing.DRAFT,
        FORM["offer"],
        area,
        True,
    )
    leaders = Membership.objects.leaders().filter(group=group)
    assert [row.person for row in leaders] == [cast.volunteer]
    entry = Entry.objects.get(deed="group.found")
    assert (entry.actor, entry.subject_id) == (cast.volunteer, str(group.pk))


def test_a_name_in_latin_letters_is_the_english_name(cast):
    founded(cast, name="Safe Steps")
    group = Group.objects.get(name_en="Safe Steps")
    assert (group.slug, group.name_ar, group.summary_ar) == ("safe-steps", "", FORM["offer"])


def test_the_draft_is_seen_by_its_team_the_committee_and_operators_alone(cast):
    founded(cast, name="Safe Steps")
    seen = {
        role: cast.client(role).get("/ar/groups/safe-steps/").status_code
        for role in ("public", "volunteer", "leader", "committee", "operator", "partner")
    }
    assert seen == {
        "public": 404,
        "volunteer": 200,
        "leader": 404,
        "committee": 200,
        "operator": 200,
        "partner": 404,
    }


def test_who_is_not_signed_in_signs_in_first(client):
    assert client.get("/ar/groups/new/")["Location"] == "/ar/accounts/login/?next=/ar/groups/new/"


def test_missing_answers_are_told_beside_the_field_and_nothing_typed_is_lost(cast):
    response = cast.client("volunteer").post("/en/groups/new/", {"name": "x" * 201, "offer": ""})
    assert (response.status_code, sorted(response.context["form"].errors)) == (422, ["name", "offer"])
    assert "x" * 201 in response.content.decode()


def test_names_that_mean_the_same_are_shown_first_with_the_way_to_claim(cast):
    make_group("khutwa", name_ar="خطوة الأمان", claimed_at=None)
    response = founded(cast)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="/ar/groups/khutwa/claim/"' in page
    assert 'name="new"' in page
    assert founded(cast, new="1").status_code == 302


def test_somebodys_draft_is_never_among_them(cast):
    make_group("secret", name_ar="خطوة الأمان", standing=Standing.DRAFT)
    assert founded(cast).status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("مجموعة بصيرة", "فريق بصيرة التطوعي", True),
        ("بصيرة", "Baseera Group", True),
        ("فريق الأمل", "فريق النور", False),
        ("Volunteer Team", "Volunteer Group", False),
        ("خطوة", "", False),
    ],
)
def test_generic_words_do_not_make_names_alike(one, other, same):
    assert (alike(one, other) >= 0.5) is same


def test_the_same_form_sent_twice_makes_one_group(cast):
    assert founded(cast)["Location"] == founded(cast)["Location"]
    assert Group.objects.filter(name_ar=FORM["name"]).count() == 1


def test_two_groups_of_one_name_get_two_addresses(cast):
    founded(cast)
    other = founding.found({"name_ar": FORM["name"]}, None, by=cast.guardian)
    slugs = set(Group.objects.filter(name_ar=FORM["name"]).values_list("slug", flat=True))
    assert len(slugs) == 2
    assert other.slug in slugs


@pytest.mark.parametrize("name", ["new", "NEW", "New!"])
def test_an_address_of_the_site_itself_is_nobodys(cast, name):
    founded(cast, name=name, new="1")
    assert Group.objects.get(name_en=name).slug == "new-2"


def test_three_drafts_a_person_are_enough(cast):
    for number in range(3):
        join(cast.volunteer, make_group(f"g{number}", standing=Standing.DRAFT), "leader")
    with pytest.raises(Refused) as refusal:
        founding.found({"name_ar": "رابعة"}, None, by=cast.volunteer)
    assert refusal.value.code == "too_many_drafts"
    response = founded(cast)
    assert (response.status_code, Group.objects.filter(name_ar=FORM["name"]).exists()) == (422, False)


@pytest.mark.parametrize("place", ["me/", "list-your-group/"])
def test_the_ways_there(cast, place):
    assert 'href="/ar/groups/new/"' in cast.client("volunteer").get(f"/ar/{place}").content.decode()
