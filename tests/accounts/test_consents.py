"""A name is shown by its person's own consent, to known words, for a time; a minor's by a guardian's."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import own_data
from accounts.consents import texts
from accounts.models import Consent
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions import consents
from directory.models import Group, TeamCard
from tests.cast import agree
from tests.directory.team.post import letters_to, link_to, post

pytestmark = pytest.mark.django_db
MAIL, GUARDIAN = "mona@cast.test", "mother@cast.test"
PUBLISHED = {
    "team_card-1": "430d25a291d2",
    "team_card_guardian-1": "282519b24ffd",
    "helper_guardian-1": "73216bae9b66",
}


@pytest.fixture
def card(cast):
    return TeamCard.objects.create(group=cast.group, name_ar="منى سالم", title_ar="تقود الحافلة")


@pytest.fixture
def child(cast):
    return TeamCard.objects.create(group=cast.group, name_ar="طفلة تقرأ", is_minor=True)


def ask(cast, card, **data):
    return post(cast.client("editor"), "team_ask", cast.group, card.pk, **data)


def say(client, address, answer, **more):
    return client.post(address, {"answer": answer, "text": Consent.objects.last().text_version, **more})


def is_public(card):
    return TeamCard.objects.public().filter(pk=card.pk).exists()


def test_published_words_are_never_changed():
    """To mend a text, add a version; what people agreed to stays as it was."""
    found = {
        text["version"]: hashlib.sha256((text["ar"] + text["en"]).encode()).hexdigest()[:12]
        for versions in texts().values()
        for text in versions
    }
    assert found == PUBLISHED


def test_by_a_mailed_link_without_an_account(cast, card, client):
    ask(cast, card, mail=MAIL)
    address = link_to(MAIL)
    shown = client.get(address)
    assert texts()["team_card"][-1]["ar"] in shown.content.decode()
    assert not is_public(card)
    say(client, address, "yes")
    given = Consent.objects.get()
    assert is_public(card)
    assert (given.subject_name, given.text_version) == ("منى سالم", "team_card-1")
    assert given.until - given.given_at == timedelta(days=365)
    assert "منى سالم" in client.get("/ar/groups/basira/").content.decode()


def test_the_link_works_once_and_the_next_letters_link_takes_it_back(cast, card, client):
    ask(cast, card, mail=MAIL)
    first = link_to(MAIL)
    say(client, first, "yes")
    second = link_to(MAIL)
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    say(client, second, "withdraw")
    assert not is_public(card)
    assert "منى سالم" not in client.get("/ar/groups/basira/").content.decode()
    assert client.get(second).status_code == 404


def test_looking_at_the_letter_changes_nothing(cast, card, client):
    ask(cast, card, mail=MAIL)
    for _time in range(3):
        client.get(link_to(MAIL))
    assert Consent.objects.get().is_asked


def test_signed_in_and_taken_back_in_ones_own_day(cast, card):
    ask(cast, card, member=cast.group.memberships.get(person=cast.member).pk)
    client = cast.client("member")
    address = reverse("my_consent", args=[Consent.objects.get().uuid])
    assert address in client.get("/ar/me/").content.decode()
    say(client, address, "yes")
    assert is_public(card)
    assert "منى سالم" in client.get(reverse("my_consents")).content.decode()
    say(client, address, "withdraw")
    assert not is_public(card)


def test_nobody_else_answers(cast, card, client):
    ask(cast, card, member=cast.group.memberships.get(person=cast.member).pk)
    address = reverse("my_consent", args=[Consent.objects.get().uuid])
    for role in ("editor", "leader", "volunteer", "committee", "operator"):
        assert say(cast.client(role), address, "yes").status_code == 404
    assert say(client, address, "yes").status_code == 302
    assert not is_public(card)


def test_declined_and_not_asked_again_within_a_day(cast, card, client):
    ask(cast, card, mail=MAIL)
    assert ask(cast, card, mail=MAIL).status_code == 422
    say(client, link_to(MAIL), "no")
    assert not is_public(card)
    assert Consent.objects.get().declined_at
    assert len(letters_to(MAIL)) == 1


def test_only_editors_ask(cast, card):
    for role in ("member", "volunteer", "other_leader", "committee"):
        assert post(cast.client(role), "team_ask", cast.group, card.pk, mail=MAIL).status_code == 404
    assert not Consent.objects.exists()


# --- minors


def test_a_minors_name_takes_a_guardian_who_gives_theirs(cast, child, client):
    ask(cast, child, mail=GUARDIAN)
    address = link_to(GUARDIAN)
    assert say(client, address, "yes").status_code == 422
    assert not is_public(child)
    say(client, address, "yes", guardian_name="أم الطفلة")
    given = Consent.objects.get()
    assert is_public(child)
    assert (given.guardian, given.guardian_name, given.person) == (True, "أم الطفلة", None)


def test_a_minors_own_consent_shows_nothing(cast, child):
    TeamCard.objects.filter(pk=child.pk).update(is_minor=False)
    agree(TeamCard.objects.get(pk=child.pk))
    TeamCard.objects.filter(pk=child.pk).update(is_minor=True)
    assert not is_public(child)


def test_a_guardian_is_asked_at_an_address_of_their_own(cast, child):
    TeamCard.objects.filter(pk=child.pk).update(person=cast.member)
    assert ask(cast, child, mail=cast.member.email).status_code == 422
    assert ask(cast, child).status_code == 422
    assert not Consent.objects.exists()


def test_the_database_wants_a_guardians_name(cast, child):
    given = {"given_at": timezone.now(), "until": timezone.now(), "text_version": "team_card_guardian-1"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(scope=child.consent_scope, guardian=True, **given)


# --- what ends it


def test_past_its_last_day_a_name_is_hidden_whether_the_job_ran_or_not(cast, card, client):
    agree(card)
    Consent.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not is_public(card)
    consents.keep_time()
    consents.keep_time()
    assert Entry.objects.filter(deed="consent.expire", actor=None).count() == 1


def test_it_is_asked_again_before_it_runs_out_and_once(cast, card, client):
    ask(cast, card, mail=MAIL)
    say(client, link_to(MAIL), "yes")
    Consent.objects.update(
        until=timezone.now() + timedelta(days=10), given_at=timezone.now() - timedelta(days=355)
    )
    Consent.objects.update(asked_at=timezone.now() - timedelta(days=356))
    consents.keep_time()
    consents.keep_time()
    assert len(letters_to(MAIL)) == 3
    say(client, link_to(MAIL), "yes")
    assert Consent.objects.live().count() == 2
    say(client, link_to(MAIL), "withdraw")
    assert not is_public(card)


@pytest.mark.parametrize("change", [{"name_ar": "غيرها"}, {"is_minor": True}])
def test_another_name_is_another_question(cast, card, client, change):
    ask(cast, card, mail=MAIL)
    say(client, link_to(MAIL), "yes")
    TeamCard.objects.filter(pk=card.pk).update(**change)
    consents.follow(Group.objects.get(pk=cast.group.pk))
    assert not is_public(card)
    assert Consent.objects.get().withdrawn_by == "changed"


def test_words_that_changed_meanwhile_are_read_again(cast, card):
    ask(cast, card, mail=MAIL)
    with pytest.raises(Refused) as refused:
        consents.give(Consent.objects.get(), by=None, text_version="team_card-0")
    assert refused.value.code == "new_words"


def test_each_answer_is_an_entry_about_the_group_without_the_name(cast, card, client):
    ask(cast, card, mail=MAIL)
    say(client, link_to(MAIL), "yes")
    say(client, link_to(MAIL), "withdraw")
    entries = Entry.objects.filter(deed__startswith="consent.").order_by("pk")
    assert [entry.deed for entry in entries] == ["consent.ask", "consent.give", "consent.withdraw"]
    assert {entry.subject_type for entry in entries} == {"directory.group"}
    assert all("منى" not in entry.text.title_ar + entry.text.words for entry in entries)


def test_what_ended_a_year_ago_is_forgotten(cast, card):
    agree(card)
    Consent.objects.update(withdrawn_at=timezone.now() - timedelta(days=366))
    consents.keep_time()
    assert not Consent.objects.exists()


def test_a_person_takes_their_consents_along_and_they_are_forgotten(cast, card):
    ask(cast, card, member=cast.group.memberships.get(person=cast.member).pk)
    rows = own_data.export(cast.member)["consents"]
    assert [row["subject_name"] for row in rows] == ["منى سالم"]
    own_data.erase(cast.member)
    assert not Consent.objects.exists()
