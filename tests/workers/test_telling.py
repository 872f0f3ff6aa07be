"""Urgent notices come by mail at once: gathered, few, in one's language, and only to who wishes them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mute, Notice, Person, Preference
from directory.models import Membership
from tests.accounts.test_inbox import notice
from workers import telling
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def urgent(cast, number=1, **fields):
    return notice(cast, number, **{"urgent": True, "at": timezone.now() - 3 * MINUTE, **fields})


def mails():
    return [row.letter for row in OutgoingMessage.objects.order_by("created_at")]


def body(letter):
    return letter.get_body(("plain",)).get_content()


def test_what_came_within_two_minutes_is_one_mail_and_said_once(cast):
    for number in range(50):
        urgent(cast, number, at=timezone.now() - timedelta(seconds=number))
    assert telling.tell_urgent() == 0
    later = timezone.now() + 2 * MINUTE
    assert (telling.tell_urgent(later), telling.tell_urgent(later)) == (1, 0)
    (letter,) = mails()
    assert (letter["Auto-Submitted"], letter["To"]) == ("auto-generated", cast.leader.email)
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert OutgoingMessage.objects.get().kind == "notice"


def test_the_mail_names_what_as_whom_and_until_when_in_the_readers_language(cast):
    row = urgent(cast, due_at=timezone.now() + timedelta(days=3))
    telling.tell_urgent()
    (letter,) = mails()
    assert letter["Subject"] == "سؤال 1"
    text = body(letter)
    assert "بصفتكم من مسؤولي \u2068مجموعة بصيرة\u2069" in text
    assert f"/ar/me/inbox/{row.uuid}/\r\n" in text
    assert f"/ar/me/inbox/{row.uuid}/mute/" in text
    assert "الموعد:" in text


def test_in_english_and_of_two(cast):
    Person.objects.filter(pk=cast.leader.pk).update(language="en")
    urgent(cast, 1)
    urgent(cast, 2)
    telling.tell_urgent()
    (letter,) = mails()
    assert letter["Subject"] == "2 things await you."
    assert ("Question 1" in body(letter), "Question 2" in body(letter)) == (True, True)


def test_whoever_wishes_no_content_reads_only_that_something_waits(cast):
    Preference.objects.create(person=cast.leader, hide_content=True)
    urgent(cast)
    telling.tell_urgent()
    (letter,) = mails()
    assert letter["Subject"] == "أمر واحد ينتظركم."
    assert ("سؤال" in body(letter), "بصيرة" in body(letter)) == (False, False)


@pytest.mark.parametrize(
    "wish",
    [{"choice": "nothing"}, {"immediate": False}, {"paused_until": timezone.now() + timedelta(days=9)}],
)
def test_who_does_not_wish_it_gets_none(cast, wish):
    Preference.objects.create(person=cast.leader, **wish)
    urgent(cast)
    assert telling.tell_urgent() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"urgent": False},
        {"read_at": timezone.now()},
        {"done_at": timezone.now()},
        {"mailed_at": timezone.now()},
        {"at": timezone.now() - timedelta(days=4)},
        {"as_whom": "committee", "group": None},
    ],
)
def test_what_is_not_urgent_was_read_settled_told_is_old_or_no_longer_theirs_brings_no_mail(cast, fields):
    urgent(cast, **fields)
    assert telling.tell_urgent() == 0


def test_what_is_muted_and_who_left_get_none(cast):
    urgent(cast)
    mute = Mute.objects.create(
        person=cast.leader, subject_type="directory.group", subject_id=str(cast.group.pk)
    )
    assert telling.tell_urgent() == 0
    mute.delete()
    Membership.objects.filter(person=cast.leader).update(state="ended")
    assert telling.tell_urgent() == 0


def test_the_sixth_of_a_day_waits_for_the_summary(cast):
    now = timezone.now()
    for hour in range(7):
        urgent(cast, hour, at=now + timedelta(hours=hour))
        telling.tell_urgent(now + timedelta(hours=hour) + 2 * MINUTE)
    assert (len(mails()), Notice.objects.filter(mailed_at=None).count()) == (5, 2)
    assert telling.tell_urgent(now + timedelta(days=1, hours=1)) == 1
