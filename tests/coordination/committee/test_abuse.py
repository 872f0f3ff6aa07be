"""Votes that must not count, tried through every door: the page, the API and the admin. Each gets a sentence."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.committee.actions import closing, opening, voting
from coordination.committee.models import Ballot, RollLine, Seat, Vote
from tests.coordination.committee.room import NAME

BEFORE = datetime(2027, 10, 28, 12, tzinfo=ZoneInfo("Africa/Cairo"))


def vote_by_page(cast, role, ballot):
    place = reverse("matter", args=[ballot.kind, ballot.matter_uuid])
    return cast.client(role).post(
        place, {"choice": "for", "version": ballot.matter_version}, headers={"referer": place}, follow=True
    )


def read(answer):
    return answer.content.decode()


def test_a_vote_after_closing_is_refused_on_the_page_with_a_sentence_before_any_job_ran(cast, ballot):
    cast.client("chair").get(reverse("docket"))
    now = timezone.now()
    Ballot.objects.update(opened_at=now - timedelta(days=1), closes_at=now)
    assert "أُغلق التصويت" in read(vote_by_page(cast, "chair", ballot))
    assert (Vote.objects.count(), Ballot.objects.get().state) == (0, "open")


def test_for_a_seat_that_ended_the_page_is_gone_that_minute_and_the_vote_with_it(cast, ballot):
    voting.vote(ballot, "for", by=cast.committee, seen=ballot.matter_version)
    Seat.objects.filter(person=cast.committee).update(ends_at=timezone.now())
    assert vote_by_page(cast, "committee", ballot).status_code == 404
    closing.keep_time()
    assert (Vote.objects.count(), RollLine.objects.get(person=cast.committee).standing) == (0, "ended")


def test_a_recused_member_is_told_why_on_the_page(cast, ballot):
    assert "لأن لكم صلة" in read(vote_by_page(cast, "recused_committee", ballot))
    assert not Vote.objects.exists()


@pytest.mark.parametrize("role", ["partner", "recused_committee", "chair", "operator"])
def test_the_api_takes_no_vote_and_moves_no_ballot(cast, ballot, role):
    client = cast.client(role)
    for place in ("/api/v1/decisions/", f"/api/v1/decisions/{ballot.uuid}/"):
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(place, {"choice": "for"}, content_type="application/json")
            assert 400 <= answer.status_code < 500
    assert (Vote.objects.count(), Ballot.objects.get().state) == (0, "open")


@pytest.mark.parametrize("model", ["ballot", "rollline", "vote"])
def test_an_operator_can_add_no_vote_no_line_and_no_ballot(cast, ballot, model):
    answer = cast.client("operator").post(f"/admin/committee/{model}/add/", {"choice": "for"})
    assert answer.status_code in (403, 404)
    assert (Vote.objects.count(), RollLine.objects.count(), Ballot.objects.count()) == (0, 5, 1)


def test_one_form_sent_twice_is_one_vote_and_another_choice_changes_it(cast, ballot):
    for _time in range(2):
        vote_by_page(cast, "chair", ballot)
    voting.vote(ballot, "against", by=cast.chair, seen=ballot.matter_version)
    assert [*Vote.objects.values_list("choice", flat=True)] == ["against"]


def test_days_of_a_ballot_are_days_of_24_hours_over_a_change_of_clocks(cast, room, settings):
    """On 29 October 2027 Cairo puts its clocks back: the ballot ends an hour earlier by the wall, and says so."""
    settings.TIME_ZONE = "Africa/Cairo"
    with time_machine.travel(BEFORE, tick=False):
        ballot = opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=cast.group.version, days=2)
    assert ballot.closes_at - ballot.opened_at == timedelta(days=2)
    assert timezone.localtime(ballot.closes_at).hour == 11
    with time_machine.travel(ballot.closes_at - timedelta(seconds=1), tick=False):
        voting.vote(ballot, "for", by=cast.chair, seen=ballot.matter_version)
    with time_machine.travel(ballot.closes_at, tick=False):
        assert not ballot.is_running
