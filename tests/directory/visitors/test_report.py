"""A page is reported: to its leaders, or past them to the committee when harm or a child is meant."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deeds.lifecycle import Refused
from directory.actions.visitors import reporting
from directory.models import Membership, Photo, Report
from tests.cast import join
from tests.directory.visitors.things import ONCE, deeds, heard_by, letters_to, reported

PAST_LEADERS = [("harmful", timedelta(days=3)), ("child", timedelta(days=1))]


@pytest.fixture
def photo(cast):
    now = timezone.now()
    return Photo.objects.create(
        group=cast.group, use="cover", name="a" * 32, widths=[320], width=320, height=240,
        people="adults", answered_at=now, alt_ar="نزهة",
    )  # fmt: skip


def test_a_report_is_sent_once_and_the_reader_is_told_who_looks_at_it(client, cast):
    form = reverse("report", args=[cast.group.slug])
    said = {"kind": "wrong", "text": "الرقم قديم", "once": ONCE}
    assert [client.post(form, said).status_code for _each in range(2)] == [302, 302]
    assert Report.objects.get().addressee == "group"
    assert "وصل بلاغ" in heard_by(cast.leader)
    assert deeds() == [("report.send", None, [f"group:{cast.group.pk}:leader"])]


def test_what_is_wrong_has_to_be_said(client, cast):
    response = client.post(reverse("report", args=[cast.group.slug]), {"kind": "wrong"})
    assert response.status_code == 422


@pytest.mark.parametrize(("kind", "clock"), PAST_LEADERS)
def test_harm_and_children_go_past_the_group_with_a_clock(cast, kind, clock):
    report = reported(cast.group, kind)
    assert report.addressee == "committee"
    assert abs(report.due_at - timezone.now() - clock) < timedelta(minutes=1)
    assert letters_to(cast.leader.email) == []
    assert deeds() == [("report.send", None, ["committee"])]
    seen = {role for role, person in cast.people.items() if Report.objects.visible_to(person).exists()}
    assert seen == {"committee", "secretary", "chair", "committee_no_2fa"}


@pytest.mark.parametrize("kind", ["harmful", "child"])
def test_the_secretary_and_the_chair_are_written_to_at_once_without_a_word_of_it(cast, kind):
    report = reported(cast.group, kind, text="صورة ابنتي", mail="mother@home.test")
    for person in (cast.secretary, cast.chair):
        (letter,) = letters_to(person.email)
        assert reverse("report_look", args=[report.uuid]) in letter
        assert f"{timezone.localtime(report.due_at):%H:%M}" in letter
        assert "<" not in letter
        assert not any(word in letter for word in ("ابنتي", "mother@home.test", "بصيرة"))
    assert letters_to(cast.committee.email) == letters_to(cast.leader.email) == []
    reported(cast.group, "wrong", once="b" * 43)
    assert ("وصل بلاغ" in heard_by(cast.leader), heard_by(cast.secretary)) == (True, "")


def test_where_both_offices_belong_to_the_group_the_other_seats_are_written_to(cast):
    for person in (cast.secretary, cast.chair):
        join(person, cast.group)
    reported(cast.group, "harmful")
    written = {role for role, person in cast.people.items() if letters_to(person.email)}
    assert written == {"committee", "committee_no_2fa"}


def test_a_page_that_nobody_keeps_is_for_the_committee(cast):
    Membership.objects.filter(group=cast.group).update(state="ended")
    assert reported(cast.group, "closed").addressee == "committee"


def test_a_photo_reported_as_a_childs_is_hidden_at_once(client, cast, photo):
    form = reverse("report", args=[cast.group.slug])
    client.post(form, {"kind": "child", "photo": photo.pk, "text": "", "once": ONCE})
    photo.refresh_from_db()
    assert photo.hidden_at is not None
    assert Report.objects.get().photo == photo
    assert not Photo.objects.public().exists()


def test_a_photo_that_was_reported_without_ground_is_shown_again(cast, photo):
    report = reported(cast.group, "child", photo=photo)
    reporting.settle(report, "dismiss", words="لا طفل في الصورة", by=cast.secretary, seen=report.version)
    photo.refresh_from_db()
    assert photo.hidden_at is None


def test_a_photo_of_another_group_cannot_be_hidden_here(client, cast, photo):
    Photo.objects.update(group=cast.other_group)
    form = reverse("report", args=[cast.group.slug])
    client.post(form, {"kind": "child", "photo": photo.pk, "text": "", "once": ONCE})
    photo.refresh_from_db()
    assert photo.hidden_at is None


def test_the_committee_settles_with_words_and_leaders_cannot(cast):
    report = reported(cast.group, "harmful")
    for person in (cast.leader, cast.recused_committee, cast.operator, cast.volunteer):
        with pytest.raises(Refused):
            reporting.settle(report, "mend", words="أزيل النص", by=person, seen=report.version)
    report.refresh_from_db()
    look = reverse("report_look", args=[report.uuid])
    secretary = cast.client("secretary")
    said = {"step": "mend", "version": report.version}
    assert secretary.post(look, said).status_code == 422
    assert secretary.post(look, said | {"words": "أزيل النص"}).status_code == 302
    report.refresh_from_db()
    assert report.state == "mended"


def test_a_leader_settles_what_is_addressed_to_the_group(cast):
    report = reported(cast.group, "closed")
    look = reverse("report_look", args=[report.uuid])
    said = {"step": "dismiss", "words": "ما زلنا نعمل", "version": report.version}
    assert cast.client("leader").post(look, said).status_code == 302
    report.refresh_from_db()
    assert report.state == "unfounded"
