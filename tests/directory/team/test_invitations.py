"""An invitation opens one team, once, for one address, while its inviter could still give it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from accounts import links
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions import membership
from directory.models import Group, Invitation, Membership
from tests.cast import make_person, sign_in
from tests.directory.team.post import invited, letters_to, link_to, newcomer, post

pytestmark = pytest.mark.django_db
MAIL = "newcomer@cast.test"


def page(token):
    return reverse("invitation", args=[token])


def in_team(person, cast):
    return Membership.objects.active().filter(person=person, group=cast.group).exists()


def accept(client, token):
    return client.post(page(token), {"answer": "yes"})


def test_the_owner_of_the_address_accepts_and_is_in_the_team(cast):
    _row, token = invited(cast, role="editor")
    person = newcomer()
    answer = accept(sign_in(person), token)
    assert answer["Location"] == reverse("team", args=["basira"])
    assert Membership.objects.get(person=person).role == "editor"
    assert [entry.deed for entry in Entry.objects.order_by("pk")] == [
        "invitation.send",
        "invitation.accept",
        "membership.accept",
    ]
    assert Invitation.objects.get().mail == ""


def test_an_invitation_by_the_form_is_mailed_and_only_its_hash_is_kept(cast):
    answer = post(cast.client("leader"), "team_invite", cast.group, mail=" Newcomer@Cast.test", role="member")
    token = link_to(MAIL).split("/")[-2]
    row = Invitation.objects.get()
    assert answer.status_code == 302
    assert (row.mail, row.token_hash) == (MAIL, links.hashed(token))
    assert token not in str(vars(row))


def test_the_answer_is_the_same_whether_the_address_has_an_account(cast):
    newcomer()
    answers = []
    for mail in (MAIL, "nobody@cast.test"):
        client = cast.new_client("leader")
        post(client, "team_invite", cast.group, mail=mail, role="member")
        answers.append(client.get(reverse("team", args=["basira"])).content.decode().count("هذه الدعوة"))
        assert len(letters_to(mail)) == 1
    assert answers[0] == answers[1]


# --- the eight abuses, and none is accepted


def test_expired(cast):
    row, token = invited(cast)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    person = newcomer()
    assert accept(sign_in(person), token).status_code == 404
    with pytest.raises(Refused):
        membership.accept(row, by=person)
    assert not in_team(person, cast)


def test_used(cast):
    _row, token = invited(cast)
    person = newcomer()
    client = sign_in(person)
    accept(client, token)
    Membership.objects.filter(person=person).update(state="ended")
    assert accept(client, token).status_code == 404
    assert not in_team(person, cast)


def test_another_account(cast):
    row, token = invited(cast)
    other = cast.volunteer
    assert accept(cast.client("volunteer"), token).status_code == 303
    with pytest.raises(Refused) as refused:
        membership.accept(row, by=other)
    assert refused.value.code == "role"
    assert not in_team(other, cast)


def test_an_address_that_is_not_confirmed(cast):
    row, _token = invited(cast)
    person = newcomer()
    EmailAddress.objects.filter(user=person).update(verified=False)
    with pytest.raises(Refused):
        membership.accept(row, by=person)
    assert not in_team(person, cast)


def test_revoked_by_the_leader(cast):
    row, token = invited(cast)
    post(cast.client("leader"), "team_invitation", cast.group, row.uuid, "revoke")
    person = newcomer()
    assert accept(sign_in(person), token).status_code == 404
    assert not in_team(person, cast)


@pytest.mark.parametrize("fate", [{"role": "editor"}, {"role": "member"}, {"state": "ended"}])
def test_the_inviter_was_demoted_or_left(cast, fate):
    row, token = invited(cast, role="editor")
    Membership.objects.filter(person=cast.leader).update(**fate)
    person = newcomer()
    assert accept(sign_in(person), token).status_code == 404
    with pytest.raises(Refused) as refused:
        membership.accept(row, by=person)
    assert refused.value.code == "guard"
    assert not in_team(person, cast)


def test_guessed(cast):
    invited(cast)
    person = newcomer()
    client = sign_in(person)
    for token in (links.new()[0], "A" * 43, "A" * 42, "0" * 64):
        assert client.post(f"/ar/invitations/{token}/", {"answer": "yes"}).status_code == 404
    assert not in_team(person, cast)


def test_forwarded_to_somebody_without_an_account(cast, client):
    _row, token = invited(cast)
    shown = client.get(page(token))
    assert MAIL not in shown.content.decode()
    assert shown["Referrer-Policy"] == "same-origin"
    assert accept(client, token).status_code == 302
    assert Membership.objects.filter(group=cast.group).count() == 4


def test_a_second_invitation_kills_the_first(cast):
    _row, first = invited(cast)
    _row, second = invited(cast)
    person = newcomer()
    client = sign_in(person)
    assert accept(client, first).status_code == 404
    accept(client, second)
    assert in_team(person, cast)


def test_sent_again_the_earlier_link_opens_nothing(cast):
    row, first = invited(cast)
    post(cast.client("leader"), "team_invitation", cast.group, row.uuid, "resend")
    second = link_to(MAIL).split("/")[-2]
    client = sign_in(newcomer())
    assert (client.get(page(first)).status_code, client.get(page(second)).status_code) == (404, 200)


# --- answers


def test_somebody_without_an_account_declines_by_the_letter(cast, client):
    _row, token = invited(cast)
    client.post(page(token), {"answer": "no"})
    row = Invitation.objects.get()
    assert (row.state, row.mail) == ("declined", "")


def test_an_invitation_waits_in_ones_own_day_and_is_accepted_there(cast):
    invited(cast)
    person = newcomer()
    client = sign_in(person)
    address = reverse("my_invitation", args=[Invitation.objects.get().uuid])
    assert address in client.get("/ar/me/").content.decode()
    client.post(address, {"answer": "yes"})
    assert in_team(person, cast)
    assert cast.client("volunteer").get(address).status_code == 404


def test_only_leaders_invite(cast):
    for role in ("member", "editor", "other_leader", "committee", "operator", "volunteer"):
        answer = post(cast.client(role), "team_invite", cast.group, mail=MAIL, role="member")
        assert answer.status_code == 404
    assert not Invitation.objects.exists()


def test_a_role_that_does_not_exist_is_refused(cast):
    answer = post(cast.client("leader"), "team_invite", cast.group, mail=MAIL, role="owner")
    assert answer.status_code == 422


def test_one_group_does_not_flood_an_address(cast):
    group = Group.objects.get(pk=cast.group.pk)
    for _time in range(5):
        invited(cast)
    group.refresh_from_db()
    with pytest.raises(Refused) as refused:
        membership.invite(group, MAIL, "member", by=cast.leader, lang="ar", seen=group.version)
    assert refused.value.code == "too_many"
    assert len(letters_to(MAIL)) == 5


def test_who_asked_and_is_invited_too_joins_once(cast):
    person = newcomer()
    Membership.objects.create(person=person, group=cast.group)
    row, _token = invited(cast)
    membership.accept(row, by=person)
    states = sorted(Membership.objects.filter(person=person).values_list("state", flat=True))
    assert states == ["active", "ended"]


def test_who_is_in_the_team_already_changes_nothing_by_an_invitation(cast):
    row, _token = invited(cast, mail=cast.member.email, role="leader")
    with pytest.raises(Refused) as refused:
        membership.accept(row, by=cast.member)
    assert refused.value.code == "already"
    assert Membership.objects.get(person=cast.member).role == "member"


def test_a_comma_does_not_smuggle_a_second_recipient(cast):
    answer = post(cast.client("leader"), "team_invite", cast.group, mail="a@x.test,b@x.test", role="member")
    assert answer.status_code == 422
    assert make_person("x").email not in letters_to("b@x.test")


def test_an_invitation_that_ran_out_a_month_ago_is_forgotten_with_its_address(cast):
    old, _token = invited(cast)
    new, _token = invited(cast, mail="later@cast.test")
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=31))
    membership.forget_outlived()
    assert list(Invitation.objects.all()) == [new]
