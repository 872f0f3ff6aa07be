"""The figures of the exchange: exact, the same on the page and in the API, and silent about a few named groups."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from coordination.exchange import figures
from coordination.exchange.actions import responding
from coordination.exchange.models import Audience, Post, Side, Stage, State
from deeds.models import Entry
from directory.models import Area, Field, Miss
from tests.coordination.exchange.world import fresh, opened, post_in, response_in

pytestmark = pytest.mark.django_db
remember = import_module("coordination.exchange.migrations.0010_when_posts_were_agreed").remember


@pytest.fixture
def placed(cast):
    """مجموعة بصيرة in Hawalli, at work for people with disabilities."""
    place = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    cast.group.area = Area.objects.create(code="KW-HA-x", title_ar="الشعب", title_en="Shaab", parent=place)
    cast.group.save()
    cast.group.fields.add(Field.objects.create(code="D13", title_ar="الإعاقة", title_en="Disability"))
    return cast


def counted():
    """{code of a figure: {code of a row: count}}"""
    return {one.code: {row.code: row.count for row in one.rows} for one in figures.every()}


def test_all_is_counted_where_the_group_is_when_nothing_else_is_said(placed):
    response_in(placed, Stage.CONFIRMED, kind="in_kind", unit="parcels", quantity=5)
    post_in(placed, State.FULFILLED)
    opened(placed, Side.OFFER)
    post_in(placed, State.EXPIRED)
    post_in(placed, State.WITHDRAWN)
    post_in(placed, State.DRAFT)
    found = counted()
    assert found["overview"] == {"asked": 3, "met": 1, "offered": 1}
    assert found["moved"] == {"parcels": 5}
    for name, code in (("areas", "KW-HA"), ("fields", "D13")):
        parts = {what: found[f"{what}-{name}"] for what in ("asked", "met", "offered", "goods", "hours")}
        assert parts == {
            "asked": {code: 3},
            "met": {code: 1},
            "offered": {code: 1},
            "goods": {code: 5},
            "hours": {},
        }
    assert found["unmet"] == {"KW-HA": 2}


def test_what_a_few_named_groups_see_is_not_counted(placed):
    opened(placed, audience=Audience.NAMED, named=[placed.other_group])
    assert counted()["overview"] == {"asked": 0, "met": 0, "offered": 0}


def test_the_time_until_agreed_is_kept_when_all_was_agreed_first(placed):
    post = opened(placed, quantity=2)
    row = responding.respond(post, placed.other_group, quantity=2, words="", by=placed.other_leader)
    responding.accept(row, by=placed.editor, seen=row.version)
    agreed = fresh(post).matched_at
    row = fresh(row)
    responding.refuse(row, "release", code="other", reason="It rains.", by=placed.editor, seen=row.version)
    assert agreed is not None
    assert (fresh(post).state, fresh(post).matched_at) == (State.OPEN, agreed)


def test_what_was_agreed_before_that_was_kept_learns_from_the_journal_when(placed):
    """By the migration: the first time that all of it was agreed, and nothing for what never was."""
    post, waits = opened(placed, quantity=2), opened(placed)
    row = responding.respond(post, placed.other_group, quantity=2, words="", by=placed.other_leader)
    responding.accept(row, by=placed.editor, seen=row.version)
    agreed = Entry.objects.get(deed="exchange.promise_all").at
    Post.objects.update(matched_at=None)
    remember(apps, SimpleNamespace(connection=connection))
    assert (fresh(post).matched_at, fresh(waits).matched_at) == (agreed, None)


@pytest.mark.parametrize(
    ("hours", "told"), [((1, 30), {}), ((1, 30, 90), {"all": 2}), ((1, 30, 50, 90), {"all": 3})]
)
def test_a_median_is_told_from_three_requests_on(placed, hours, told):
    for number in hours:
        begun = timezone.now() - timedelta(hours=number)
        Post.objects.filter(pk=post_in(placed, State.MATCHED).pk).update(
            opened_at=begun, matched_at=begun + timedelta(hours=number)
        )
    assert counted()["days"] == told


def test_words_looked_for_in_vain_are_counted_and_shown_to_groups_alone(client, placed):
    for _time in range(5):
        Miss.objects.note(["طائرة"], "KW-HA")
    Miss.objects.note(["قارب"], "KW-HA")
    assert counted()["sought"] == {"KW-HA": 5}
    assert client.get(reverse("exchange_figures")).context["words"] == []
    client.force_login(placed.member)
    assert client.get(reverse("exchange_figures")).context["words"] == [("طائرة", 5)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_however_much_it_tells(client, placed, number, django_assert_num_queries):
    for _number in range(number):
        opened(placed)
    with django_assert_num_queries(7):
        page = client.get(reverse("exchange_figures"))
    assert page.context["whole"][0].rows[0].count == number


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_its_tables_and_the_api_say_the_same(client, placed, lang):
    response_in(placed, Stage.CONFIRMED)
    page = client.get(f"/{lang}/exchange/figures/")
    shown = {
        figure.code: figure for part in ("areas", "fields") for figure in dict(page.context["parts"])[part]
    }
    told = {row["code"]: row for row in client.get("/api/v1/exchange/figures/").json()["results"]}
    table = client.get(f"/{lang}/exchange/figures/asked-areas.csv").content.decode("utf-8-sig")
    rows = told["asked-areas"]["rows"]
    assert [(row.code, row.count) for row in shown["asked-areas"].rows] == [
        (row["code"], row["count"]) for row in rows
    ]
    assert table.splitlines()[1] == f"KW-HA,حولي,Hawalli,{rows[0]['count']}"
    assert len(told) == len(figures.every())
    text = page.content.decode()
    assert text.count("<meter") == sum(len(figure.rows) for figure in figures.every())
    assert text.count('role="img"') == sum(bool(told[code]["rows"]) for code in ("unmet", "sought"))
    assert client.get(f"/{lang}/exchange/figures/nothing.csv").status_code == 404
