"""A ballot that opens at a moment: by the clock, on the facts of that minute, or with the sentence why not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from coordination.committee.actions import closing, opening, scheduling, voting
from coordination.committee.models import Ballot, Bylaw, Decision, Seat
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group
from tests.cast import join, sit
from tests.coordination.committee.room import NAME, told

IN = timedelta(days=2)


@pytest.fixture
def scheduled(cast, room):
    at = timezone.now() + IN
    return scheduling.schedule(NAME, cast.group.uuid, at=at, by=cast.chair, seen=cast.group.version, days=3)


def at_its_moment(ballot):
    return time_machine.travel(ballot.opened_at + timedelta(seconds=5), tick=False)


def tick(ballot):
    opened = scheduling.keep_time()
    ballot.refresh_from_db()
    return opened, ballot.state


def test_until_its_moment_nobody_votes_and_the_room_has_not_heard_of_it(cast, scheduled):
    assert tick(scheduled) == (0, "scheduled")
    with pytest.raises(Refused):
        voting.vote(scheduled, "for", by=cast.chair, seen=scheduled.matter_version)
    assert (scheduled.roll.count(), told()) == (0, [])


def test_the_clock_opens_it_once_for_as_long_as_was_said(cast, scheduled):
    with at_its_moment(scheduled):
        assert tick(scheduled) == (1, "open")
        assert tick(scheduled) == (0, "open")
        assert (scheduled.closes_at - timezone.now(), scheduled.quorum) == (timedelta(days=3), 3)
    assert (told(), scheduled.roll.count()) == (["opened"], 5)


def test_a_late_clock_takes_no_time_away(cast, scheduled):
    with time_machine.travel(scheduled.opened_at + timedelta(days=9), tick=False):
        assert tick(scheduled) == (1, "open")
        assert scheduled.closes_at == timezone.now() + timedelta(days=3)


def test_roll_matter_and_bylaws_are_those_of_the_minute_it_opens(cast, scheduled):
    sit(cast.volunteer)
    join(cast.chair, cast.group)
    Group.objects.filter(pk=cast.group.pk).update(name_ar="اسم جديد", version=40)
    Bylaw.objects.create(values={"secret": False, "quorum_percent": 75}, state="in_force")
    with at_its_moment(scheduled):
        assert tick(scheduled) == (1, "open")
    lines = dict(scheduled.roll.values_list("person__email", "standing"))
    assert (lines[cast.volunteer.email], lines[cast.chair.email]) == ("voting", "recused")
    assert (scheduled.title_ar, scheduled.matter_version, scheduled.secret) == ("اسم جديد", 40, False)
    assert scheduled.quorum == 4


def test_below_the_floor_it_stays_shut_says_why_once_and_opens_when_a_seat_is_filled(cast, scheduled):
    Seat.objects.exclude(person__in=[cast.chair, cast.secretary]).delete()
    with at_its_moment(scheduled):
        assert [tick(scheduled), tick(scheduled)] == [(0, "scheduled")] * 2
        with translation.override("en"):
            assert scheduled.not_opened.startswith("A ballot needs 3 voters. Only 2 members")
        assert "A ballot" not in scheduled.not_opened_ar
        assert Entry.objects.filter(deed="ballot.not_opened").count() == 1
        page = cast.client("chair").get(reverse("matter", args=[NAME, cast.group.uuid])).content.decode()
        now = reverse("ballot_open_now", args=[scheduled.uuid])
        said = [words in page for words in (scheduled.not_opened_ar, reverse("nominate"), now)]
        assert said == [True, True, False]
        sit(cast.volunteer)
        assert tick(scheduled) == (1, "open")
        assert scheduled.not_opened == ""


def test_a_room_that_refuses_keeps_it_shut_with_its_sentence(cast, scheduled, room, monkeypatch):
    def refuse(uuid, ballot):
        raise Refused("الشريك موقوف.", "room")

    monkeypatch.setattr(room, "opened", refuse)
    with at_its_moment(scheduled):
        assert tick(scheduled) == (0, "scheduled")
    assert (scheduled.not_opened, scheduled.roll.count()) == ("الشريك موقوف.", 0)


def test_one_matter_has_one_ballot_scheduled_or_open(cast, scheduled):
    seen = Group.objects.get(pk=cast.group.pk).version
    with pytest.raises(Refused) as refused:
        opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=seen)
    assert refused.value.code == "open"


@pytest.mark.parametrize("away", [timedelta(minutes=-1), timedelta(days=91)])
def test_a_moment_that_is_past_or_far_is_refused(cast, room, away):
    with pytest.raises(Refused) as refused:
        scheduling.schedule(
            NAME, cast.group.uuid, at=timezone.now() + away, by=cast.chair, seen=cast.group.version
        )
    assert (refused.value.code, Ballot.objects.count()) == ("moment", 0)


def test_a_cancelled_one_leaves_no_trace_in_the_room_or_the_register(cast, scheduled):
    said = {"code": "by_hand", "reason": "لم يعد لازمًا."}
    closing.cancel(scheduled, by=cast.secretary, seen=scheduled.version, **said)
    with at_its_moment(scheduled):
        assert tick(scheduled) == (0, "cancelled")
    assert (told(), Decision.objects.count(), Ballot.objects.unapplied().count()) == ([], 0, 0)


def test_the_chair_need_not_wait_and_a_member_cannot_hurry_it(cast, scheduled):
    address = reverse("ballot_open_now", args=[scheduled.uuid])
    assert cast.client("committee").post(address, {"version": scheduled.version}).status_code == 404
    cast.client("chair").post(address, {"version": 99})
    scheduled.refresh_from_db()
    assert scheduled.state == "scheduled"
    cast.client("chair").post(address, {"version": scheduled.version})
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.is_running) == ("open", True)


def test_the_form_takes_a_day_and_an_hour_on_the_sites_own_clocks(cast, room, settings):
    settings.TIME_ZONE = "Africa/Cairo"
    address, day = reverse("ballot_open", args=[NAME, cast.group.uuid]), date(2027, 4, 29)
    given = {"days": 7, "day": day.isoformat(), "hour": "18:00", "version": cast.group.version}
    with time_machine.travel(datetime(2027, 4, 20, 9, tzinfo=UTC)), translation.override("ar"):
        half = cast.client("chair").post(address, {**given, "hour": ""})
        assert (half.status_code, Ballot.objects.count()) == (422, 0)
        gone = cast.client("chair").post(address, {**given, "day": "2027-04-30", "hour": "00:30"})
        assert (gone.status_code, "هذا الوقت غير موجود" in gone.content.decode()) == (422, True)
        assert cast.client("chair").post(address, given).status_code == 302
    assert Ballot.objects.get().opened_at == datetime(2027, 4, 29, 18, tzinfo=ZoneInfo("Africa/Cairo"))


@pytest.mark.parametrize(("lang", "words"), [("ar", "تصويتات مجدولة"), ("en", "Scheduled ballots")])
def test_the_docket_names_it_with_its_moment(cast, scheduled, lang, words):
    page = cast.client("committee").get(f"/{lang}/committee/docket/").content.decode()
    assert words in page
