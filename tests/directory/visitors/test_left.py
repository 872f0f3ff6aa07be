"""A question left where the search found nothing: the secretary hands it to a group, or answers it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deeds.hooks import awaiting_of
from deeds.lifecycle import Refused
from directory.actions.visitors import asking, clock, leaving, own
from directory.models import Area, Ask, Group, Standing
from directory.search import build
from tests.directory.visitors.things import ONCE, deeds, heard_by, left

FORM = "/ar/questions/new/?q=تعليم+النول&area=KW-JA&page=2"
TYPED = {"text": "هل يعرف أحد من يعلّم النول؟", "name": "", "mail": "", "once": ONCE}
SECRETARIAT = ["committee:chair", "committee:secretary"]


@pytest.fixture
def desk(cast):
    """The secretary's page of one left question."""
    return reverse("left_question", args=[left(sought="بصيرة")[0].uuid])


def posted(cast, page, role="secretary", **said):
    said = {"version": Ask.objects.get().version, "once": "d" * 20, **said}
    return cast.client(role).post(page, said)


def test_an_empty_search_leads_to_the_question_with_its_own_words(client, cast):
    Area.objects.create(code="KW-JA", title_ar="الجهراء", title_en="Jahra")
    build.rebuild()
    assert "/questions/new/?q=" in client.get("/ar/groups/?q=xyzzyq").content.decode()
    assert "/questions/new/" not in client.get("/ar/groups/?q=بصيرة").content.decode()
    opened = client.get(FORM)
    assert "تعليم النول، الجهراء" in opened.context["form"].initial["text"]
    pages = {client.post(FORM, TYPED)["Location"] for _each in range(3)}
    (ask,) = Ask.objects.all()
    assert (ask.group, ask.state, ask.sought) == (None, "left", "تعليم النول الجهراء")
    assert deeds() == [("left_question.send", None, SECRETARIAT)]
    assert TYPED["text"] in client.get(pages.pop()).content.decode()


def test_the_seventh_question_within_an_hour_from_one_place_waits(client, cast):
    said = [client.post(FORM, {**TYPED, "text": f"سؤال {n}"}).status_code for n in range(7)]
    assert said == [302] * 6 + [422]


def test_the_secretary_and_the_chair_hear_of_it_and_the_mail_says_nothing_of_it(cast):
    left(name="أم علي", mail="a@home.test")
    left(once="b" * 43)
    letter = heard_by(cast.secretary)
    assert letter.count("سؤال لم يجد مجموعة ينتظر الرد") == 2
    assert not any(word in letter for word in ("النول", "أم علي", "a@home.test"))
    lines = {role: [w.url for w in awaiting_of(person)] for role, person in cast.people.items()}
    assert {role for role, urls in lines.items() if reverse("left_questions") in urls} == {
        "secretary",
        "chair",
    }


def test_groups_are_found_for_it_by_the_same_search_and_one_is_handed_the_question(client, cast, desk):
    area = Area.objects.create(code="KW-JA", title_ar="الجهراء", title_en="Jahra")
    Group.objects.update(area=area)
    build.rebuild()
    assert "مجموعة بصيرة · الجهراء" in cast.client("secretary").get(desk).content.decode()
    assert posted(cast, desk, deed="pass_on").status_code == 422
    for _twice in range(2):
        assert posted(cast, desk, deed="pass_on", group=cast.group.uuid).status_code == 302
    ask = Ask.objects.get()
    assert (ask.group, ask.state) == (cast.group, "sent")
    assert "ينتظر الرد" in heard_by(cast.leader)
    (handed,) = deeds()[1:]
    assert handed[:2] == ("left_question.pass_on", cast.secretary)
    assert {*SECRETARIAT, f"group:{cast.group.pk}:leader"} < set(handed[2])
    asking.answer(ask, text="نعم", by=cast.leader, seen=ask.version)
    assert cast.client("secretary").get(desk).status_code == 404


def test_nobody_hands_it_to_a_group_that_cannot_be_asked_or_hands_it_twice(cast):
    ask = left()[0]
    Group.objects.filter(pk=cast.other_group.pk).update(standing=Standing.SUSPENDED)
    for group, by in ((cast.other_group, cast.secretary), (cast.group, cast.committee), (cast.group, None)):
        with pytest.raises(Refused):
            leaving.pass_on(Ask.objects.get(), group=group, by=by, seen=1)
    leaving.pass_on(ask, group=cast.group, by=cast.chair, seen=1)
    moved = Ask.objects.get()
    for deed in (
        lambda: leaving.pass_on(moved, group=cast.group, by=cast.chair, seen=moved.version),
        lambda: leaving.answer(moved, text="نعم", by=cast.chair, seen=moved.version),
    ):
        with pytest.raises(Refused):
            deed()


def test_what_a_group_left_unanswered_stays_its_own(cast):
    ask, _token = left()
    ask = leaving.pass_on(ask, group=cast.group, by=cast.chair, seen=ask.version)
    Ask.objects.update(heard_at=timezone.now() - timedelta(days=6))
    clock.mark_silence()
    ask.refresh_from_db()
    assert ask.state == "unanswered"
    with pytest.raises(Refused):
        leaving.set_aside(ask, code="elsewhere", by=cast.chair, seen=ask.version)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"deed": "answer", "answer": "اسألوا المكتبة"}, "answered"),
        ({"deed": "set_aside", "code": "elsewhere"}, "closed"),
    ],
)
def test_the_secretary_answers_or_sets_aside(cast, desk, said, state):
    assert posted(cast, desk, **{**said, "answer": "", "code": ""}).status_code == 422
    assert posted(cast, desk, **said).status_code == 302
    assert Ask.objects.get().state == state


def test_after_five_days_the_secretary_is_reminded_and_after_a_year_it_is_gone(client, cast):
    _ask, token = left(sought="بصيرة")
    build.rebuild()
    Ask.objects.update(heard_at=timezone.now() - timedelta(days=6))
    assert (clock.mark_silence(), clock.mark_silence()) == (1, 0)
    assert "سؤال لم يجد مجموعة ينتظر منذ 5 أيام" in heard_by(cast.secretary)
    shown = client.get(reverse("ask_status", args=[token])).content.decode()
    assert reverse("group", args=[cast.group.slug]) in shown
    closing = {"deed": "close", "version": Ask.objects.get().version}
    client.post(reverse("ask_status", args=[token]), closing)
    assert Ask.objects.get().state == "closed"
    Ask.objects.update(created_at=timezone.now() - timedelta(days=366))
    assert clock.erase_old() == 1
    assert {audience for _deed, _actor, [audience, *_] in deeds()} == {"committee:chair"}


def test_it_is_part_of_ones_own_data(cast):
    left(mail=cast.volunteer.email)
    (row,) = own.export(cast.volunteer)["questions"]
    assert (row["group"], row["state"]) == (None, "left")
    own.erase(cast.volunteer)
    assert not Ask.objects.exists()
