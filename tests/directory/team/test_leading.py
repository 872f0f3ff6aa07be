"""Roles, leaving, handing over and the deputy: a group is never without somebody who leads it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions import handing_over
from directory.models import HandOver, Membership
from tests.cast import sign_in
from tests.directory.team.post import letters_to, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def proven(settings):
    """As on the demo: these tests are about who may, not about how it is proved."""
    settings.SECOND_FACTOR = "off"


def role_of(person):
    return Membership.objects.active().get(person=person, group__slug="basira").role


def own(person):
    return Membership.objects.select_related("group").get(person=person, group__slug="basira")


def test_members_see_the_team_and_decide_nothing(cast):
    text = cast.client("member").get(reverse("team", args=["basira"])).content.decode()
    assert "Leader" in text
    assert reverse("team_invite", args=["basira"]) not in text
    assert cast.client("volunteer").get(reverse("team", args=["basira"])).status_code == 404


def test_a_leader_gives_a_role_and_the_person_is_told(cast):
    post(cast.client("leader"), "team_role", cast.group, cast.member.uuid, role="editor")
    assert role_of(cast.member) == "editor"
    assert len(letters_to(cast.member.email)) == 1


def test_a_fresh_proof_is_asked_for_before_a_role_is_given(cast, settings):
    settings.SECOND_FACTOR = "required"
    answer = post(cast.client("leader"), "team_role", cast.group, cast.member.uuid, role="leader")
    assert answer.status_code == 302
    assert role_of(cast.member) == "member"


@pytest.mark.parametrize("role", ["member", "editor", "other_leader", "committee", "operator"])
def test_nobody_else_gives_roles_or_removes(cast, role):
    client = cast.client(role)
    given = post(client, "team_role", cast.group, cast.member.uuid, role="leader")
    gone = post(client, "team_remove", cast.group, cast.member.uuid, reason_code="other", reason="x")
    assert (given.status_code, gone.status_code) == (404, 404)
    assert role_of(cast.member) == "member"


def test_the_last_leader_neither_leaves_nor_steps_down(cast):
    client = cast.client("leader")
    assert "disabled" not in client.get(reverse("team_leave", args=["basira"])).content.decode()
    post(client, "team_leave", cast.group)
    post(client, "team_role", cast.group, cast.leader.uuid, role="member")
    assert role_of(cast.leader) == "leader"


def test_a_member_leaves(cast):
    post(cast.client("member"), "team_leave", cast.group)
    assert not Membership.objects.active().filter(person=cast.member).exists()


def test_a_member_is_removed_with_a_sentence_that_is_mailed(cast):
    empty = post(cast.client("leader"), "team_remove", cast.group, cast.member.uuid, reason_code="other")
    assert (empty.status_code, role_of(cast.member)) == (422, "member")
    post(
        cast.client("leader"), "team_remove", cast.group, cast.member.uuid, reason_code="other", reason="سبب"
    )
    assert not Membership.objects.active().filter(person=cast.member).exists()
    assert "سبب" in letters_to(cast.member.email)[-1]


# --- handing over


@pytest.fixture
def offered(cast):
    post(cast.client("leader"), "team_offer", cast.group, cast.editor.uuid)
    return HandOver.objects.get()


def test_leadership_changes_hands_with_the_others_consent(cast, offered):
    assert (role_of(cast.leader), role_of(cast.editor)) == ("leader", "editor")
    assert reverse("hand_over", args=["basira"]) in cast.client("editor").get("/ar/me/").content.decode()
    post(cast.client("editor"), "hand_over", cast.group, answer="yes")
    assert (role_of(cast.leader), role_of(cast.editor)) == ("editor", "leader")
    assert Entry.objects.filter(deed="hand_over.accept").count() == 1


def test_without_consent_nothing_changes(cast, offered):
    post(cast.client("editor"), "hand_over", cast.group, answer="no")
    assert (role_of(cast.leader), role_of(cast.editor)) == ("leader", "editor")
    assert HandOver.objects.get().state == "declined"


def test_an_offer_is_taken_back(cast, offered):
    post(cast.client("leader"), "hand_over", cast.group)
    answer = post(cast.client("editor"), "hand_over", cast.group, answer="yes")
    assert (answer.status_code, role_of(cast.editor)) == (404, "editor")


@pytest.mark.parametrize("fate", ["demoted", "expired", "gone"])
def test_an_offer_that_no_longer_stands_is_refused(cast, offered, fate):
    if fate == "demoted":
        Membership.objects.filter(person=cast.member).update(role="leader")
        Membership.objects.filter(person=cast.leader).update(role="member")
    elif fate == "expired":
        HandOver.objects.update(expires_at=timezone.now())
    else:
        Membership.objects.filter(person=cast.editor).update(state="ended")
    with pytest.raises(Refused):
        handing_over.accept(offered, by=cast.editor)
    assert not Membership.objects.active().filter(person=cast.editor, role="leader").exists()


def test_only_who_was_asked_accepts(cast, offered):
    with pytest.raises(Refused) as refused:
        handing_over.accept(offered, by=cast.member)
    assert refused.value.code == "role"


# --- the deputy


@pytest.fixture
def deputy(cast):
    post(cast.client("leader"), "team_deputy", cast.group, cast.editor.uuid)
    return own(cast.editor)


def as_if_nobody_had_done_anything(monkeypatch):
    """The journal cannot be written back, so the clock goes on instead."""
    later = timezone.now() + timedelta(days=80)
    monkeypatch.setattr("directory.rules.timezone.now", lambda: later)
    return later


def test_a_leader_is_warned_before_anybody_may_take_over(cast, deputy, monkeypatch):
    handing_over.watch_silence()
    assert own(cast.leader).silence_warned_at is None
    later = as_if_nobody_had_done_anything(monkeypatch)
    handing_over.watch_silence()
    handing_over.watch_silence()
    assert own(cast.leader).silence_warned_at == later
    assert len(letters_to(cast.leader.email)) == 1
    assert Entry.objects.filter(deed="membership.warn_of_silence", actor=None).count() == 1
    with pytest.raises(Refused) as refused:
        handing_over.take_over(deputy, by=cast.editor)
    assert refused.value.code == "guard"


def silent_and_warned(cast, monkeypatch):
    later = as_if_nobody_had_done_anything(monkeypatch)
    Membership.objects.filter(person=cast.leader).update(silence_warned_at=later - timedelta(days=15))


def test_the_deputy_takes_over_by_own_acceptance_and_the_leader_is_told(cast, deputy, monkeypatch):
    silent_and_warned(cast, monkeypatch)
    handing_over.watch_silence()
    handing_over.watch_silence()
    assert len(letters_to(cast.editor.email)) == 2
    assert role_of(cast.editor) == "editor"
    handing_over.take_over(deputy, by=cast.editor)
    assert (role_of(cast.editor), role_of(cast.leader)) == ("leader", "leader")
    assert Entry.objects.filter(deed="membership.take_over").count() == 1
    assert len(letters_to(cast.leader.email)) == 1


def test_a_leader_who_comes_back_ends_it(cast, deputy, monkeypatch):
    silent_and_warned(cast, monkeypatch)
    Person.objects.filter(pk=cast.leader.pk).update(last_login=timezone.now() + timedelta(days=79))
    with pytest.raises(Refused) as refused:
        handing_over.take_over(deputy, by=cast.editor)
    assert refused.value.code == "guard"


def test_one_active_leader_of_two_is_enough(cast, deputy, monkeypatch):
    silent_and_warned(cast, monkeypatch)
    Membership.objects.filter(person=cast.member).update(role="leader")
    with pytest.raises(Refused):
        handing_over.take_over(deputy, by=cast.editor)


def test_who_is_not_the_deputy_does_not_take_over(cast, deputy, monkeypatch):
    silent_and_warned(cast, monkeypatch)
    with pytest.raises(Refused) as refused:
        handing_over.take_over(own(cast.member), by=cast.member)
    assert refused.value.code == "role"
    answer = sign_in(cast.member).get(reverse("take_over", args=["basira"]))
    assert answer.status_code == 404


def test_there_is_one_deputy_at_a_time_and_never_a_leader(cast, deputy):
    post(cast.client("leader"), "team_deputy", cast.group, cast.member.uuid)
    assert list(Membership.objects.filter(is_deputy=True)) == [own(cast.member)]
    post(cast.client("leader"), "team_deputy", cast.group, cast.leader.uuid)
    assert list(Membership.objects.filter(is_deputy=True)) == [own(cast.member)]
    post(cast.client("leader"), "team_deputy", cast.group, cast.member.uuid, unname="1")
    assert not Membership.objects.filter(is_deputy=True).exists()
