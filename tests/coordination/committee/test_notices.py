"""What the committee's clock and its questions put into inboxes, and what ends it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.committee.actions import scheduling, seating
from coordination.committee.actions.meetings import calling
from coordination.committee.models import Seat
from tests.cast import sit
from tests.coordination.committee.room import NAME
from tests.workers.inboxes import read, told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db


def test_a_nominee_is_asked_until_they_answered(cast):
    made = seating.nominate(cast.volunteer, role="member", months=6, why="", by=cast.chair)
    read()
    assert waiting(cast.volunteer) == ["You are proposed for a seat on the committee"]
    seating.accept(made, by=cast.volunteer, seen=made.version)
    read()
    assert waiting(cast.volunteer) == []


def test_a_ballot_that_could_not_open_calls_those_who_keep_the_docket(cast, room):
    at = timezone.now() + timedelta(days=1)
    scheduling.schedule(NAME, cast.group.uuid, at=at, by=cast.chair, seen=cast.group.version)
    Seat.objects.exclude(person__in=[cast.chair, cast.secretary]).delete()
    with time_machine.travel(at + timedelta(minutes=1)):
        scheduling.keep_time()
        read()
        assert [len(waiting(person)) for person in (cast.chair, cast.secretary)] == [1, 1]
        sit(cast.volunteer)
        scheduling.keep_time()
        read()
    assert told(cast.secretary, kind="not_opened", done_at=None) == []


def test_whoever_has_not_replied_is_reminded_once_before_the_meeting(cast):
    columns = {"title_ar": "", "title_en": "January", "place": "", "link": "", "minutes_each": 5}
    when = {"starts_at": timezone.now() + timedelta(days=5), "zone": "Asia/Kuwait"}
    meeting = calling.call({**columns, **when}, by=cast.secretary)
    calling.reply(meeting, "not", by=cast.committee)
    with time_machine.travel(meeting.starts_at - timedelta(days=1)):
        for _time in range(2):
            noticing.remind()
    reminder = "The meeting January is soon, and your reply is missing"
    assert [told(person).count(reminder) for person in (cast.committee, cast.chair)] == [0, 1]
