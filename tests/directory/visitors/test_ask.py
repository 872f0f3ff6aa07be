"""A question without an address: sent once, followed by its link, read and answered by a leader."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.links import hashed
from deeds.lifecycle import Refused
from directory.actions.visitors import asking, sending
from directory.models import Ask, Group, Standing
from directory.templatetags.visits import reply_words
from tests.directory.visitors.things import ONCE, asked, deeds, heard_by, letters_to

TYPED = {"text": "هل لديكم مكان يوم السبت؟", "name": "أم علي", "mail": "", "once": ONCE}


@pytest.fixture
def form(cast):
    return reverse("ask", args=[cast.group.slug])


def test_a_question_is_sent_once_however_often_the_form_is_posted(client, cast, form):
    pages = [client.post(form, TYPED)["Location"] for _each in range(3)]
    assert len(set(pages)) == 1
    ask = Ask.objects.get()
    assert (ask.group, ask.text, ask.state) == (cast.group, TYPED["text"], "sent")
    assert ask.token_hash == hashed(pages[0].rstrip("/").rpartition("/")[2])
    assert deeds() == [("ask.send", None, [f"group:{cast.group.pk}:leader"])]


def test_other_words_or_another_form_are_another_question(client, form):
    client.post(form, TYPED)
    client.post(form, {**TYPED, "text": "وماذا عن الأحد؟"})
    client.post(form, {**TYPED, "once": "b" * 43})
    assert Ask.objects.count() == 3


def test_nothing_typed_is_lost_and_the_limit_is_counted(client, form):
    response = client.post(form, {**TYPED, "text": "س" * 1503})
    assert response.status_code == 422
    assert "س" * 1503 in response.content.decode()
    assert Ask.objects.count() == 0


def test_a_machine_that_fills_every_field_is_told(client, form):
    assert client.post(form, {**TYPED, "homepage": "https://spam.test"}).status_code == 422
    assert Ask.objects.count() == 0


def test_the_seventh_question_within_an_hour_from_one_place_is_refused(client, form):
    statuses = [client.post(form, {**TYPED, "text": f"سؤال {n}"}).status_code for n in range(7)]
    assert statuses == [302] * 6 + [422]
    assert client.post(form, {**TYPED, "text": "سؤال 0"}).status_code == 302
    assert Ask.objects.count() == 6


def test_the_status_page_is_kept_by_nobody_and_needs_the_token(client, cast):
    _ask, token = asked(cast.group)
    response = client.get(reverse("ask_status", args=[token]))
    assert TYPED["text"] in response.content.decode()
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert client.get(reverse("ask_status", args=["x" * 43])).status_code == 404


def test_a_leader_reads_and_answers_and_the_visitor_sees_both(client, cast):
    ask, token = asked(cast.group)
    page, inbox = reverse("ask_status", args=[token]), reverse("inbox_ask", args=[cast.group.slug, ask.uuid])
    leader = cast.client("leader")
    assert TYPED["text"] in leader.get(reverse("inbox", args=[cast.group.slug])).content.decode()
    leader.get(inbox)
    ask.refresh_from_db()
    assert ask.state == "read"
    said = {"answer": "نعم، لدينا مكان.", "version": ask.version, "deed": "answer", "once": "c" * 20}
    assert leader.post(inbox, said).status_code == 302
    assert leader.post(inbox, said).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.answer) == ("answered", said["answer"])
    assert said["answer"] in client.get(page).content.decode()
    assert [deed for deed, _actor, _audience in deeds()] == ["ask.send", "ask.read", "ask.answer"]


def test_an_answer_to_a_question_that_moved_on_keeps_what_was_typed(cast):
    ask, _token = asked(cast.group)
    inbox = reverse("inbox_ask", args=[cast.group.slug, ask.uuid])
    response = cast.client("leader").post(inbox, {"answer": "نعم", "version": 7, "deed": "answer"})
    assert response.status_code == 422
    assert "نعم" in response.content.decode()


def test_the_answer_goes_by_mail_only_to_an_address_that_was_confirmed(client, cast):
    for confirmed, mail in ((False, "a@home.test"), (True, "b@home.test")):
        ask, token = asked(cast.group, mail=mail)
        page = reverse("ask_status", args=[token])
        secret = sending.mail_secret(ask)
        assert f"{token}/?mail={secret}" in letters_to(mail)[0]
        client.get(f"{page}?mail={secret}")
        if confirmed:
            client.post(page, {"deed": "confirm_mail", "mail": secret})
        asking.answer(ask, text="نعم", by=cast.leader, seen=ask.version)
        assert len(letters_to(mail)) == 1 + confirmed
        Ask.objects.all().delete()


def test_a_false_secret_confirms_nothing(client, cast):
    ask, token = asked(cast.group, mail="a@home.test")
    client.post(reverse("ask_status", args=[token]), {"deed": "confirm_mail", "mail": "0" * 32})
    ask.refresh_from_db()
    assert ask.mail_confirmed_at is None


def test_leaders_hear_of_a_question_without_its_words(cast):
    asked(cast.group, mail="a@home.test", name="أم علي")
    letter = heard_by(cast.leader)
    assert "سؤال إلى \u2068مجموعة بصيرة\u2069 ينتظر الرد" in letter
    assert not any(word in letter for word in ("a@home.test", "أم علي", "السبت"))


def test_only_a_listed_group_that_somebody_leads_can_be_asked(client, cast, form):
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.ARCHIVED)
    assert client.post(form, TYPED).status_code == 200
    with pytest.raises(Refused):
        asked(Group.objects.get(pk=cast.group.pk))
    assert Ask.objects.count() == 0


def test_whoever_asked_closes_the_question_and_a_leader_may_set_it_aside(client, cast):
    ask, token = asked(cast.group)
    client.post(reverse("ask_status", args=[token]), {"deed": "close", "version": ask.version})
    ask.refresh_from_db()
    assert ask.state == "closed"
    other, _token = asked(cast.group, once="b" * 43)
    inbox = reverse("inbox_ask", args=[cast.group.slug, other.uuid])
    said = {"deed": "set_aside", "code": "advertising", "version": other.version}
    assert cast.client("leader").post(inbox, said).status_code == 302
    other.refresh_from_db()
    assert other.state == "closed"


def test_the_usual_reply_time_shows_from_five_answers(cast):
    day = timedelta(days=1)
    for n in range(5):
        assert Ask.objects.filter(group=cast.group).reply_time() is None
        ask, _token = asked(cast.group, once=f"{n}" * 43)
        now = timezone.now()
        Ask.objects.filter(pk=ask.pk).update(created_at=now - n * day, answered_at=now)
    assert Ask.objects.filter(group=cast.group).reply_time() == 2 * day


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(minutes=5), "Usually answers within 1 hour"),
        (timedelta(hours=2, minutes=1), "Usually answers within 3 hours"),
        (timedelta(hours=23, minutes=30), "Usually answers within 1 day"),
        (timedelta(days=2), "Usually answers within 2 days"),
    ],
)
def test_the_reply_time_is_said_in_words(time, words):
    with override("en"):
        assert reply_words(time) == words
