"""What ballots and meetings put into the inboxes of the committee, and when it ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.committee.actions import voting
from coordination.committee.actions.meetings import calling
from coordination.committee.models import Bylaw, first_values
from directory.models import Group
from tests.workers.inboxes import read, told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db
VOTERS = ("chair", "secretary", "committee", "committee_no_2fa")


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    """No page waits to be confirmed, which the clock would tell as well."""
    Group.objects.update(confirmed_on=timezone.localdate())


def test_a_ballot_waits_for_those_on_the_roll_until_they_voted(cast, ballot):
    read()
    sentence = "Voting on Basira is open"
    lines = {role: waiting(cast.people[role]) for role in (*VOTERS, "recused_committee")}
    assert (
        lines
        == {
            "chair": [],  # opened it
            **{role: [sentence] for role in VOTERS[1:]},
            "recused_committee": [],
        }
    )
    voting.vote(ballot, "for", by=cast.secretary, seen=ballot.matter_version)
    read()
    assert (waiting(cast.secretary), waiting(cast.committee)) == ([], [sentence])
    soon = ballot.closes_at - timedelta(days=Bylaw.in_force().reminder_days) + timedelta(minutes=1)
    assert [noticing.remind(soon), noticing.remind(soon)] == [1, 0]
    late = "Voting on Basira closes soon, and your vote is missing"
    assert [waiting(cast.people[role]) for role in VOTERS] == [[late], [], [late], [late]]
    for role in ("chair", "committee", "committee_no_2fa"):
        voting.vote(ballot, "for", by=cast.people[role], seen=ballot.matter_version)
    read()
    assert [waiting(cast.people[role]) for role in VOTERS] == [[]] * 4
    assert told(cast.committee)[-1] == "The vote on Basira has ended"


def test_bylaws_that_say_0_days_remind_of_nothing(cast, ballot):
    bylaws = Bylaw.objects.create(
        values={**first_values(), "reminder_days": 0}, state="in_force", in_force_at=timezone.now()
    )
    assert bylaws == Bylaw.in_force()
    assert noticing.remind(ballot.closes_at - timedelta(hours=1)) == 0


def test_a_question_before_the_vote_goes_to_the_offices_and_its_answer_to_who_asked(cast, ballot):
    question = voting.ask(ballot, "How many?", by=cast.committee)
    read()
    asked = "Somebody asked about Basira before voting"
    assert [asked in waiting(cast.people[role]) for role in VOTERS] == [True, True, False, False]
    voting.answer(question, "Nine.", by=cast.chair)
    read()
    assert asked not in waiting(cast.secretary)
    assert told(cast.committee)[-1] == "Your question about Basira was answered"


def test_a_meeting_asks_each_member_and_asks_anew_when_the_hour_changes(cast):
    starts = timezone.now() + timedelta(days=7)
    columns = {
        "title_en": "December",
        "starts_at": starts,
        "zone": "Asia/Kuwait",
        "place": "Hall",
        "link": "",
    }
    meeting = calling.call(columns, by=cast.secretary)
    read()
    sentence = "Say whether you come to the meeting December"
    assert (waiting(cast.committee), waiting(cast.secretary)) == ([sentence], [])
    calling.reply(meeting, "coming", by=cast.committee)
    assert (noticing.settle_all(), waiting(cast.committee)) == (1, [])
    meeting.refresh_from_db()
    columns["starts_at"] = starts + timedelta(days=1)
    meeting = calling.change(meeting, columns, by=cast.secretary, seen=meeting.version)
    read()
    assert waiting(cast.committee) == [sentence]
    calling.cancel(meeting, by=cast.secretary, seen=meeting.version, reason="Rain")
    read()
    assert (waiting(cast.committee), told(cast.committee)[-1]) == ([], "The meeting December was cancelled")
