"""My day of those who sit: where to start, where they stand aside, and what was decided since they looked."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import erase_own, export_own
from coordination.committee.actions import opening, voting
from coordination.committee.actions.meetings import calling
from coordination.committee.models import Decision, Look
from directory.models import Group
from tests.coordination.committee.room import NAME

pytestmark = pytest.mark.django_db


def text_of(client, lang="en"):
    answer = client.get(f"/{lang}/me/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("lang", "start", "title"),
    [("en", "Start: 1 decision, about 2 minutes", "Vote: "), ("ar", "البدء", "تصويت: ")],
)
def test_a_missing_vote_is_a_row_and_where_to_start(cast, ballot, lang, start, title):
    text = text_of(cast.client("committee"), lang)
    assert start in text
    assert title in text
    voting.vote(ballot, "for", by=cast.committee, seen=ballot.matter_version)
    assert start not in text_of(cast.client("committee"), lang)


def test_there_is_one_filled_button(cast, ballot):
    page = cast.client("committee").get("/en/me/").content.decode()
    assert page.partition("<main")[2].count("btn-primary") == 1


def test_who_is_recused_reads_so_and_is_not_asked_to_start(cast, ballot):
    text = text_of(cast.client("recused_committee"))
    assert "You stand aside" in text
    assert "Start: " not in text
    assert "You stand aside" not in text_of(cast.client("committee"))


def test_the_next_meeting_stands_with_the_own_reply_and_the_quorum_to_expect(cast):
    when = {"starts_at": timezone.now() + timedelta(days=3), "zone": "Asia/Kuwait", "minutes_each": 5}
    meeting = calling.call(
        {"title_ar": "", "title_en": "January", "place": "Hall", **when}, by=cast.secretary
    )
    assert "Say whether you come" in text_of(cast.client("committee"))
    for role in ("committee", "chair"):
        calling.reply(meeting, "coming", by=cast.people[role])
    text = text_of(cast.client("committee"))
    assert ("The next meeting January" in text, "quorum: needs 3, expected 2" in text) == (True, True)
    assert "The next meeting" not in text_of(cast.client("leader"))


def test_what_was_decided_since_the_last_visit_is_told_once_an_hour_has_passed(cast):
    client = cast.client("committee")
    assert "Decided since your last visit" not in text_of(client)
    Look.objects.filter(person=cast.committee).update(at=timezone.now() - timedelta(days=2))
    Decision.objects.create(
        kind="x", matter_uuid=uuid4(), subject_en="A small matter", result="carried", result_en="Carried"
    )
    assert "A small matter" in text_of(client)
    assert "A small matter" not in text_of(client)
    assert len(export_own(cast.committee)["committee"]["briefs_seen"]) == 1
    erase_own(cast.committee, by=cast.committee)
    assert not Look.objects.filter(person=cast.committee).exists()


def test_many_open_ballots_cost_no_more_queries_than_one(cast, room, ballot):
    client = cast.client("committee")
    client.get("/en/me/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/en/me/")
    for n in range(30):
        group = Group.objects.create(slug=f"matter-{n}", name_en=f"Matter {n}", standing="listed")
        opening.open_ballot(NAME, group.uuid, by=cast.chair, seen=group.version)
    with CaptureQueriesContext(connection) as many:
        text = text_of(client)
    assert "Start: 31 decisions, about 62 minutes" in text
    assert len(many) <= len(one)


@pytest.mark.parametrize(
    ("role", "items"),
    [
        ("public", ["services/", "volunteer/", "groups/", "initiatives/", "exchange/", "committee/"]),
        ("volunteer", ["me/", "services/", "volunteer/", "groups/", "initiatives/", "committee/"]),
        ("member", ["me/", "services/", "volunteer/", "groups/", "initiatives/", "committee/"]),
        ("leader", ["me/", "me/group/", "exchange/", "initiatives/", "groups/", "committee/"]),
        ("chair", ["me/", "committee/docket/", "groups/", "initiatives/", "committee/decisions/"]),
        ("secretary", ["me/", "committee/docket/", "admissions/", "groups/", "committee/decisions/"]),
        ("operator", ["me/", "operating/", "operating/messages/", "groups/", "committee/", "/admin/"]),
    ],
)
def test_each_role_has_its_own_rooms_in_order(cast, role, items):
    page = cast.client(role).get("/ar/about/").content.decode()
    nav = page.partition('<nav class="rooms"')[2].partition("</nav>")[0]
    found = [url.removeprefix("/ar/") for url in re.findall(r'href="([^"]*)"', nav)]
    assert [url for url in found if url != "committee/meetings/"] == items
    assert len(found) <= 6


@pytest.mark.parametrize(
    ("role", "path", "current"),
    [
        ("public", "groups/basira/", "groups/"),
        ("leader", "groups/basira/inbox/", "me/group/"),
        ("leader", "groups/basira/", "groups/"),
        ("chair", "committee/docket/", "committee/docket/"),
        ("public", "committee/decisions/", "committee/"),
        ("secretary", "claims/", "admissions/"),
    ],
)
def test_one_room_is_current(cast, role, path, current):
    page = cast.client(role).get(f"/ar/{path}").content.decode()
    nav = page.partition('<nav class="rooms"')[2].partition("</nav>")[0]
    assert re.findall(r'href="/ar/([^"]*)" aria-current', nav) == [current]


@pytest.mark.parametrize("role", ["public", "leader", "chair"])
def test_the_navigation_asks_the_database_nothing_but_who_is_there(cast, role):
    client = cast.client(role)
    client.get("/ar/about/")
    with CaptureQueriesContext(connection) as found:
        client.get("/ar/about/")
    asked = [query["sql"] for query in found]
    assert len(asked) <= {"public": 0, "leader": 5, "chair": 5}[role], asked
