"""The workspace: what is missing, what runs out, what was done, asked and searched, for each who may know."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from deeds.hooks import awaiting_of
from deeds.journal import record
from deeds.models import Entry
from directory.actions import keeping
from directory.models import Area, Ask, Beneficiary, Contact, FoundBy, Helper, Licence, Miss, Service
from tests.directory.pages.world import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def workspace(cast, role):
    return plain(cast.client(role).get(reverse("group_edit", args=[cast.group.slug])).content.decode())


def confirm(cast, role, **data):
    cast.group.refresh_from_db()
    address = reverse("group_confirm", args=[cast.group.slug])
    return cast.client(role).post(address, {"version": cast.group.version, **data})


def licence_for(group, days):
    end = timezone.localdate() + timedelta(days=days)
    return Licence.objects.create(group=group, number="12", authority_en="Ministry", expires_on=end)


def test_a_new_group_hears_first_what_lets_people_find_it(cast):
    text = workspace(cast, "editor")
    places = [text.index(step) for step in ("Say what you offer", "Say for whom", "Say where")]
    assert "Your page is ready for its first words." in text
    assert places == sorted(places)


def test_what_is_there_is_no_longer_asked_for(cast):
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    autism = Beneficiary.objects.create(code="autism", title_ar="التوحد", title_en="Autism")
    Service.objects.create(group=cast.group, title_en="Reading aloud")
    cast.group.beneficiaries.add(autism)
    type(cast.group).objects.filter(pk=cast.group.pk).update(area="KW-HA", summary_en="We read")
    text = workspace(cast, "editor")
    missing = ("Say what you offer", "Say for whom", "Say where", "Write a summary")
    assert [step for step in missing if step in text] == []
    assert "Say how to reach you" in text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (61, "The licence expires in 61 days"),
        (60, "The licence expires in 60 days"),
        (30, "The licence expires in 30 days"),
        (7, "The licence expires in 7 days"),
        (1, "The licence expires in 1 day"),
        (0, "The licence expires today"),
        (-1, "The licence expired 1 day ago"),
    ],
)
def test_the_licence_has_a_clock_in_words(cast, days, said):
    licence_for(cast.group, days)
    assert said in workspace(cast, "editor")
    assert ("Enter the renewed licence" in workspace(cast, "editor")) == (days <= 60)


def test_one_tap_confirms_that_all_is_right(cast):
    assert confirm(cast, "editor").status_code == 302
    cast.group.refresh_from_db()
    entry = Entry.objects.get(deed="directory.confirm")
    assert cast.group.confirmed_on == timezone.localdate()
    assert (entry.actor, entry.audience) == (cast.editor, [f"person:{cast.editor.pk}", "public"])


@pytest.mark.parametrize("seen", ["0", "", "x"])
def test_who_confirms_has_seen_the_page_as_it_is(cast, seen):
    assert confirm(cast, "editor", version=seen).status_code == 303
    cast.group.refresh_from_db()
    assert cast.group.confirmed_on is None


@pytest.mark.parametrize("role", ["volunteer", "member", "other_leader", "committee", "operator"])
def test_nobody_else_confirms(cast, role):
    assert confirm(cast, role).status_code == 404


def test_who_is_no_longer_editor_is_refused_by_the_rule_too(cast):
    with pytest.raises(Exception, match="Only editors and leaders"):
        keeping.confirm(cast.group, by=cast.member, seen=cast.group.version)


def test_after_half_a_year_the_page_waits_to_be_confirmed(cast):
    def waits():
        return [str(one.sentence) for one in awaiting_of(cast.editor)]

    groups = type(cast.group).objects.filter(pk=cast.group.pk)
    groups.update(confirmed_on=timezone.localdate() - timedelta(days=183))
    assert waits() == []
    groups.update(confirmed_on=timezone.localdate() - timedelta(days=184))
    assert waits() == ["Confirm that the page is still right"]
    assert awaiting_of(cast.member) == awaiting_of(cast.other_leader)[1:] == []


def test_a_licence_that_runs_out_waits_for_who_keeps_the_page(cast):
    confirm(cast, "editor")
    licence_for(cast.group, 30)
    (one,) = awaiting_of(cast.editor)
    assert str(one.sentence) == "The licence expires in 30 days"
    assert timezone.localdate(one.due_at) == timezone.localdate() + timedelta(days=30)


def test_members_see_what_was_done_and_no_tools(cast):
    confirm(cast, "editor")
    text = workspace(cast, "member")
    assert "You belong to this group." in text
    assert "confirmed that its page is still right" in text
    assert "Sections of the page" not in text


def test_each_sees_the_entries_meant_for_them(cast):
    with transaction.atomic():
        for role in ("member", "leader"):
            audience = [f"group:{cast.group.pk}:{role}"]
            record("x.y", cast.group, by=None, audience=audience, title=f"For each {role}")
        record("x.y", cast.other_group, by=None, audience=["public"], title="Of another group")
    said = {
        role: [line for line in ("For each member", "For each leader") if line in workspace(cast, role)]
        for role in ("member", "editor", "leader")
    }
    assert said == {
        "member": ["For each member"],
        "editor": ["For each member"],
        "leader": ["For each member", "For each leader"],
    }
    assert "Of another group" not in workspace(cast, "leader")


def test_leaders_hear_how_many_wait_for_an_answer(cast):
    for number in range(3):
        Ask.objects.create(group=cast.group, token_hash=f"a{number}", text="When?")
    Helper.objects.create(group=cast.group, token_hash="h", what="Reading", when="Saturdays")
    Helper.objects.create(
        group=cast.group, token_hash="m", what="x", when="y", is_minor=True, state=Helper.State.GUARDIAN
    )
    assert "3 questions wait for an answer" in workspace(cast, "leader")
    assert "1 person wants to help" in workspace(cast, "leader")
    assert "wait for an answer" not in workspace(cast, "editor")


def test_words_are_shown_from_five_up(cast):
    for word, times in {"braille": 5, "secret": 4}.items():
        FoundBy.objects.create(
            group=cast.group, word=word, typed=word, month=timezone.localdate().replace(day=1), count=times
        )
    text = workspace(cast, "editor")
    assert "braille 5" in text
    assert "secret" not in text


def test_words_missed_nearby_are_those_of_the_own_governorate(cast):
    Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    type(cast.group).objects.filter(pk=cast.group.pk).update(area="KW-HA")
    month = timezone.localdate().replace(day=1)
    for word, place in {"swimming": "KW-HA", "chess": "", "riding": "KW-JA"}.items():
        Miss.objects.create(word=word, typed=word, governorate=place, month=month, count=5)
    text = workspace(cast, "editor")
    assert [word for word in ("swimming", "chess", "riding") if word in text] == ["swimming", "chess"]


def test_only_leaders_are_offered_the_contacts_for_the_committee(cast):
    Contact.objects.create(group=cast.group, kind="phone", value="+96550001111", audience="committee")
    address = reverse("group_edit_section", args=[cast.group.slug, "private"])
    assert cast.client("editor").get(address).status_code == 404
    assert "50001111" in cast.client("leader").get(address).content.decode()
    everyones = reverse("group_edit_section", args=[cast.group.slug, "contacts"])
    assert "50001111" not in cast.client("leader").get(everyones).content.decode()
