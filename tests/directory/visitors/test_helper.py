"""Somebody wants to volunteer: welcomed, answered or kindly declined; under 18 a guardian is asked first."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from deeds.lifecycle import Refused
from directory.actions.visitors import helping
from directory.models import Group, Helper, Invitation, Membership
from tests.directory.visitors.things import ONCE, deeds, letters_to, of_a_minor, offered

ADULT = {
    "what": "تصوير",
    "when": "السبت",
    "name": "سارة",
    "age": "adult",
    "mail": "sara@home.test",
    "once": ONCE,
}
MINOR = ADULT | {"age": "minor", "guardian_name": "أم سارة", "guardian_mail": "guardian@home.test"}


@pytest.fixture
def group(cast):
    Group.objects.filter(pk=cast.group.pk).update(accepts_volunteers=True)
    cast.group.refresh_from_db()
    return cast.group


@pytest.fixture
def form(group):
    return reverse("volunteer_with", args=[group.slug])


def inbox_of(helper):
    return reverse("inbox_helper", args=[helper.group.slug, helper.uuid])


def test_an_offer_is_sent_once_however_often_the_form_is_posted(client, form):
    assert len({client.post(form, ADULT)["Location"] for _each in range(3)}) == 1
    assert Helper.objects.get().mail == "sara@home.test"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (ADULT | {"mail": ""}, ["mail"]),
        (ADULT | {"age": ""}, ["age"]),
        (MINOR | {"guardian_mail": ""}, ["guardian_mail"]),
        (MINOR | {"guardian_name": "", "guardian_mail": "no"}, ["guardian_mail", "guardian_name"]),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client, form, typed, wrong):
    response = client.post(form, typed)
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == wrong
    assert Helper.objects.count() == 0


def test_a_minors_own_address_is_not_kept(client, form):
    client.post(form, MINOR | {"phone": "+965 5000 0000"})
    helper = Helper.objects.get()
    assert (helper.state, helper.mail, helper.phone) == ("guardian", "", "")


def test_before_a_guardian_agrees_nobody_in_the_group_hears_or_sees_anything(cast, group):
    helper, _token = of_a_minor(group)
    leader = cast.client("leader")
    assert letters_to(cast.leader.email) == []
    assert "سارة" not in leader.get(reverse("inbox", args=[group.slug])).content.decode()
    assert leader.get(inbox_of(helper)).status_code == 404
    assert deeds() == [("helper.send", None, [])]
    with pytest.raises(Refused):
        helping.welcome(helper, by=cast.leader, seen=helper.version)


def guardians_page():
    (letter,) = letters_to("guardian@home.test")
    return (
        next(line for line in letter.splitlines() if "/guardian/" in line)
        .partition("//")[2]
        .partition("/")[2]
    )


def test_the_guardian_agrees_by_a_link_of_their_own_and_is_then_the_one_to_reach(client, cast, group):
    helper, token = of_a_minor(group)
    page = "/" + guardians_page()
    assert token not in page
    client.get(page)
    helper.refresh_from_db()
    assert helper.state == "guardian"
    agreed = {"deed": "agree", "version": helper.version, "text": "helper_guardian-1"}
    assert agreed["text"] in client.get(page).content.decode()
    client.post(page, agreed | {"text": "helper_guardian-0"})
    helper.refresh_from_db()
    assert helper.state == "guardian"
    client.post(page, agreed)
    helper.refresh_from_db()
    assert (helper.state, helper.agreed_to) == ("sent", agreed["text"])
    assert "guardian@home.test" in cast.client("leader").get(inbox_of(helper)).content.decode()
    helping.reply(helper, text="أهلًا بها", by=cast.leader, seen=helper.version)
    assert "أهلًا بها" in letters_to("guardian@home.test")[1]


def test_a_guardian_who_refuses_or_takes_it_back_erases_everything(client, group):
    helper, _token = of_a_minor(group)
    page = "/" + guardians_page()
    for deed in ("agree", "refuse"):
        helper.refresh_from_db()
        client.post(page, {"deed": deed, "version": helper.version, "text": "helper_guardian-1"})
    helper.refresh_from_db()
    assert (helper.state, helper.name, helper.what, helper.guardian_mail) == ("withdrawn", "", "", "")


def test_the_database_knows_that_no_minor_helps_without_a_guardian(group):
    helper, _token = of_a_minor(group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Helper.objects.filter(pk=helper.pk).update(state="sent")


def test_who_was_signed_in_becomes_a_member_at_once(cast, group):
    helper, _token = offered(group, person=cast.volunteer)
    cast.client("leader").post(inbox_of(helper), {"deed": "welcome", "version": helper.version})
    membership = Membership.objects.get(group=group, person=cast.volunteer)
    assert (membership.state, membership.role) == ("active", "member")
    helper.refresh_from_db()
    assert helper.state == "welcomed"


def test_who_has_no_account_is_invited_by_mail_and_by_phone_nobody_is(cast, group):
    for once, said in (("a" * 43, {"mail": "sara@home.test"}), ("b" * 43, {"phone": "+96550000000"})):
        helper, _token = offered(group, once=once, **said)
        group.refresh_from_db()
        helping.welcome(helper, by=cast.leader, seen=helper.version)
    assert [row.mail for row in Invitation.objects.all()] == ["sara@home.test"]


def test_a_second_welcome_makes_no_second_membership(cast, group):
    helper, _token = offered(group, person=cast.volunteer)
    helping.welcome(helper, by=cast.leader, seen=helper.version)
    with pytest.raises(Refused):
        helping.welcome(helper, by=cast.leader, seen=helper.version)
    assert Membership.objects.filter(group=group, person=cast.volunteer).count() == 1


def test_a_kind_sentence_that_is_ready_declines_and_others_are_offered(client, cast, group):
    helper, token = offered(group)
    said = {"deed": "decline", "code": "full", "version": helper.version}
    assert cast.client("leader").post(inbox_of(helper), said).status_code == 302
    helper.refresh_from_db()
    assert helper.state == "declined"
    assert helper.answer in client.get(reverse("helper_status", args=[token])).content.decode()


def test_a_reply_needs_words_and_withdrawing_erases(client, cast, group):
    helper, token = offered(group)
    answer = cast.client("leader").post(inbox_of(helper), {"deed": "reply", "version": helper.version})
    assert answer.status_code == 422
    said = {"deed": "withdraw", "version": helper.version}
    client.post(reverse("helper_status", args=[token]), said)
    helper.refresh_from_db()
    assert (helper.state, helper.what, helper.name) == ("withdrawn", "", "")


def test_a_group_that_takes_no_volunteers_offers_others(client, cast):
    response = client.post(reverse("volunteer_with", args=[cast.group.slug]), ADULT)
    assert response.status_code == 200
    assert Helper.objects.count() == 0
