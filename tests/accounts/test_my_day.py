"""My day: all hats at once, the most urgent first, a fixed number of queries however much waits."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import my_day
from deeds import hooks
from directory.models import Ask, Field, Follow, Group, Membership
from tests.cast import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def waits(monkeypatch):
    """`waits(*rows)`: nothing else waits for anybody."""

    def only(*rows):
        registry = hooks.Registry()
        registry.register(lambda person: rows)
        monkeypatch.setattr(hooks, "awaiting", registry)

    return only


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def after(**time):
    return timezone.now() + timedelta(**time)


def test_what_waits_falls_into_groups_by_urgency_and_says_its_state(waits, cast):
    rows = [
        hooks.Waiting("a", "/", after(days=-2)),
        hooks.Waiting("b", "/", after(minutes=1)),
        hooks.Waiting("c", "/", after(days=3)),
        hooks.Waiting("d", "/", after(days=40)),
        hooks.Waiting("e", "/", since=after(days=-4)),
    ]
    waits(*rows)
    _people, work = my_day.rows_of(cast.leader)
    urgencies = [row.urgency for row in work]
    assert [urgencies[0], *urgencies[2:]] == ["overdue", "week", "later", "undated"]
    assert urgencies[1] in {"today", "week"}  # a minute before midnight it is tomorrow already
    assert [row.tone for row in work] == ["bad", "warn", "warn", "info", "warn"]


@pytest.mark.parametrize(
    ("capacity", "group"),
    [("as a leader of \u2068Basira\u2069", "Basira"), ("as a member of the committee", ""), ("", "")],
)
def test_a_row_says_as_whom(capacity, group):
    assert my_day.row_of(hooks.Waiting("a", "/", None, capacity), timezone.now()).group == group


def test_the_button_says_what_to_do_and_an_old_registration_still_has_one(waits, cast):
    waits(hooks.Waiting("Old", "/old/"), hooks.Waiting("New", "/new/", verb="Read the offer"))
    page = cast.client("volunteer").get("/en/me/").content.decode()
    buttons = re.findall(r'<a class="btn btn-[a-z-]+" href="(/\w+/)"[^>]*>([^<]+)</a>', page)
    assert buttons == [("/old/", "Open it"), ("/new/", "Read the offer")]
    assert page.count("btn-primary") == 2  # the way past the navigation, and the first row


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_thousand_things_are_five_rows_then_a_list_of_pages(waits, cast, lang):
    waits(*(hooks.Waiting(f"thing {n}", "/", after(hours=n)) for n in range(-500, 500)))
    client = cast.client("leader")
    page = client.get(f"/{lang}/me/").content.decode()
    assert len(re.findall(r"thing -?\d+", page)) == 5
    assert f'href="/{lang}/me/?all=1"' in page
    assert "1,000" in text_of(client.get(f"/{lang}/me/"))
    everything = [client.get(f"/{lang}/me/?all=1&page={n}") for n in ("1", "20", "x", "99999999")]
    assert [answer.status_code for answer in everything] == [200] * 4
    assert [len(re.findall(r"thing -?\d+", answer.content.decode())) for answer in everything] == [50] * 4


def ask(group, number, days=1):
    """So many questions of visitors, some days old."""
    asked = timezone.now() - timedelta(days=days)
    made = [
        Ask(
            group=group, text=f"Question {n}?", token_hash=f"{group.pk}-{n}", created_at=asked, heard_at=asked
        )
        for n in range(number)
    ]
    Ask.objects.bulk_create(made)


def test_people_who_asked_stand_apart_with_the_age_of_the_oldest(cast):
    ask(cast.group, 3, days=4)
    text = text_of(cast.client("leader").get("/en/me/"))
    section = text.partition("People who asked")[2]
    assert "3 questions wait for an answer" in section
    assert "Question 0?" in section
    assert "for 4 days" in section
    assert "People who asked" not in text_of(cast.client("editor").get("/en/me/"))


def queries(client):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get("/en/me/").status_code == 200
    return len(found)


def test_the_number_of_queries_does_not_grow_with_what_waits(cast):
    client = cast.client("leader")
    ask(cast.group, 1)
    few = queries(client)
    for n in range(4):
        group = Group.objects.create(slug=f"more-{n}", name_en=f"More {n}", standing="listed")
        join(cast.leader, group, "leader")
        ask(group, 250)
        Membership.objects.create(person=cast.volunteer, group=group, role="member", state="asked")
    assert queries(client) <= few + 4  # the first three pages are asked what they lack


def test_a_leader_finds_a_step_the_week_and_what_to_add(cast):
    ask(cast.group, 2)
    Ask.objects.filter(text="Question 1?").update(answered_at=timezone.now(), state="answered")
    page = cast.client("leader").get("/en/me/")
    text = text_of(page)
    assert "One step for your page" in text
    assert re.search(r"Asked 2 Answered 1", text)
    assert 'href="/en/groups/basira/edit/services/new/"' in page.content.decode()
    assert "One step for your page" not in text_of(cast.client("member").get("/en/me/"))


def test_a_volunteer_begins_with_groups_that_welcome_volunteers_in_what_they_follow(cast):
    field = Field.objects.create(code="ZZ9", title_en="Reading", title_ar="القراءة")
    cast.group.fields.add(field)
    Group.objects.update(accepts_volunteers=True)
    client = cast.client("volunteer")
    assert "Start here: 2 groups welcome volunteers." in text_of(client.get("/en/me/"))
    Follow.objects.create(person=cast.volunteer, field=field)
    assert "Start here: 1 group welcomes volunteers in Reading." in text_of(client.get("/en/me/"))
    assert "Start here" not in text_of(cast.client("member").get("/en/me/"))


def test_without_groups_that_welcome_anybody_nothing_is_promised(cast):
    assert "Start here" not in text_of(cast.client("volunteer").get("/en/me/"))


def test_the_day_ends_with_what_comes_next(cast):
    Group.objects.update(confirmed_on=timezone.localdate())
    text = text_of(cast.client("editor").get("/en/me/"))
    assert "Next up: confirm the page of" in text
    ask(cast.group, 1)
    assert "Nothing else needs you before" in text_of(cast.client("leader").get("/en/me/"))
