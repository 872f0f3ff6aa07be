"""A link for a whole chat: it opens a question to the leaders, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import JoinLink, Membership
from tests.cast import sign_in
from tests.directory.team.post import letters_to, newcomer, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    post(cast.client("leader"), "team_link", cast.group, make="1")
    return reverse("join", args=[JoinLink.objects.open().get().token])


def test_who_follows_the_link_asks_and_a_leader_approves_the_name(cast, address):
    person = newcomer()
    client = sign_in(person)
    client.post(address)
    own = Membership.objects.get(person=person)
    assert (own.state, own.role) == ("asked", "member")
    assert "Newcomer" in letters_to(cast.leader.email)[-1]
    assert person.name in cast.client("leader").get(reverse("team", args=["basira"])).content.decode()
    post(cast.client("leader"), "team_welcome", cast.group, person.uuid)
    own.refresh_from_db()
    assert own.state == "active"
    assert len(letters_to(person.email)) == 1


def test_the_leader_turns_away_with_a_reason_that_is_mailed(cast, address):
    person = newcomer()
    sign_in(person).post(address)
    answer = post(
        cast.client("leader"),
        "team_remove",
        cast.group,
        person.uuid,
        reason_code="unknown",
        reason="لا نعرفكم",
    )
    assert answer.status_code == 302
    assert Membership.objects.get(person=person).state == "ended"
    assert "لا نعرفكم" in letters_to(person.email)[-1]


def test_the_link_is_shown_again_with_its_qr_code_and_text_but_never_kept(cast, address):
    text = cast.client("leader").get(reverse("team_link", args=["basira"])).content.decode()
    link = JoinLink.objects.get()
    assert address in text
    assert "data:image/svg+xml" in text
    assert link.token not in str(vars(link))
    assert "https://wa.me/?text=" in text


def test_a_link_of_another_key_is_not_shown(cast, address, settings):
    settings.SECRET_KEY = "another" * 10
    assert JoinLink.objects.get().token == ""


@pytest.mark.parametrize("fate", ["revoked", "renewed", "expired", "no leader"])
def test_a_link_that_is_over_opens_nothing(cast, address, fate):
    client = sign_in(newcomer())
    if fate == "revoked":
        post(cast.client("leader"), "team_link", cast.group, revoke="1")
    elif fate == "renewed":
        post(cast.client("leader"), "team_link", cast.group, make="1")
    elif fate == "expired":
        JoinLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        Membership.objects.filter(group=cast.group, role="leader").update(role="editor")
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert not Membership.objects.filter(state="asked").exists()


def test_two_clicks_ask_once(cast, address):
    client = sign_in(newcomer())
    client.post(address)
    client.post(address)
    assert Membership.objects.filter(state="asked").count() == 1


def test_a_visitor_is_led_to_sign_in_and_back(cast, address, client):
    text = client.get(address).content.decode()
    assert "?next=%2Far%2Fjoin%2F" in text
    assert client.post(address).status_code == 200
    assert not Membership.objects.filter(state="asked").exists()


@pytest.mark.parametrize("role", ["member", "editor", "other_leader", "committee"])
def test_only_leaders_make_a_link(cast, role):
    assert post(cast.client(role), "team_link", cast.group, make="1").status_code == 404
    assert not JoinLink.objects.exists()
