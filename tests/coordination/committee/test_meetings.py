from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from coordination.committee import agenda
from coordination.committee.actions import opening
from coordination.committee.actions.meetings import calling, holding, minuting, planning
from coordination.committee.models import Item, Meeting
from deeds import hooks
from deeds.lifecycle import Refused
from tests.coordination.committee.room import NAME
from workers.models import OutgoingMessage

BEGINS = datetime(2027, 1, 12, 16, tzinfo=UTC)
NOW = datetime(2027, 1, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(cast):
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


def called(cast, days=0, **columns):
    columns = {"title_en": "January", "place": "Hall", "link": "", "minutes_each": 10, **columns}
    columns = {"title_ar": "", "zone": "Asia/Kuwait", "starts_at": BEGINS + timedelta(days=days), **columns}
    return calling.call(columns, by=cast.secretary)


def with_matter(cast, meeting, group=None):
    key = (NAME, (group or cast.group).uuid)
    planning.add_matters(meeting, [key], by=cast.secretary, seen=version(meeting))
    return meeting.items.get(matter_uuid=key[1])


def with_point(cast, meeting, title="Rooms"):
    columns = {"title_ar": "", "title_en": title, "minutes": 5}
    planning.add_point(meeting, columns, by=cast.secretary, seen=version(meeting))
    return meeting.items.get(title_en=title)


def version(meeting):
    meeting.refresh_from_db()
    return meeting.version


def begun(cast, meeting):
    holding.begin(meeting, by=cast.secretary, seen=version(meeting))
    meeting.refresh_from_db()
    return meeting


def closed(cast, meeting, item, state=Item.State.DONE, outcome="", said=""):
    texts = {"outcome": outcome, "said": said}
    return holding.close(meeting, item, state, texts, by=cast.secretary, seen=version(meeting))


def forecasts(meeting):
    return [(point.needs, point.expected, point.unsure) for point in agenda.points(meeting)]


@pytest.mark.django_db
def test_the_quorum_is_forecast_for_each_point_less_the_recused(cast, room):
    meeting = called(cast)
    with_matter(cast, meeting)
    with_matter(cast, meeting, cast.other_group)
    with_point(cast, meeting)
    for person, reply in ((cast.chair, "coming"), (cast.secretary, "online"), (cast.committee, "not")):
        calling.reply(meeting, reply, by=person)
    calling.reply(meeting, "coming", by=cast.recused_committee)
    assert forecasts(meeting) == [(3, 2, 1), (3, 3, 1), (0, 0, 0)]
    assert [point.aside for point in agenda.points(meeting)] == [[cast.recused_committee], [], []]
    page = cast.client("committee").get(meeting.get_absolute_url()).content.decode()
    assert "quorum: needs 3, expected 2" in page
    assert "You are recused from 1 point" not in page
    assert (
        "You are recused from 1 point"
        in cast.client("recused_committee").get(meeting.get_absolute_url()).content.decode()
    )


@pytest.mark.django_db
def test_the_agenda_takes_a_fixed_number_of_queries(cast, room):
    meeting = called(cast)
    with_matter(cast, meeting)
    one = queries_of(meeting)
    with_matter(cast, meeting, cast.other_group)
    opening.open_ballot(NAME, cast.other_group.uuid, by=cast.chair, seen=cast.other_group.version)
    with_point(cast, meeting)
    assert queries_of(meeting) == one


def queries_of(meeting):
    with CaptureQueriesContext(connection) as captured:
        agenda.points(meeting)
    return len(captured)


@pytest.mark.django_db
def test_every_member_is_asked_once_and_asked_anew_when_the_hour_moves(cast):
    meeting = called(cast)
    members = sorted(person.email for person in agenda.seated(meeting))
    assert (written_to(), len(members)) == (members, 5)
    assert asked(cast.committee) == [meeting.get_absolute_url()]
    calling.reply(meeting, "coming", by=cast.committee)
    assert asked(cast.committee) == []
    columns = {"starts_at": BEGINS + timedelta(hours=1), "place": "Hall", "link": ""}
    calling.change(meeting, columns, by=cast.chair, seen=version(meeting))
    assert asked(cast.committee) == [meeting.get_absolute_url()]
    assert written_to() == members


def asked(person):
    return [waiting.url for waiting in hooks.awaiting_of(person) if "/meetings/" in waiting.url]


def written_to():
    """Whom letters wait for, each time anew."""
    found = sorted(OutgoingMessage.objects.values_list("recipient", flat=True))
    OutgoingMessage.objects.all().delete()
    return found


@pytest.mark.django_db
def test_what_was_not_finished_goes_on_in_the_next_meeting_once(cast, room):
    meeting = called(cast)
    first, second, third = (
        with_matter(cast, meeting),
        with_point(cast, meeting),
        with_point(cast, meeting, "Money"),
    )
    begun(cast, meeting)
    assert closed(cast, meeting, first) == second
    assert closed(cast, meeting, second, Item.State.POSTPONED) == third
    holding.end(meeting, by=cast.secretary, seen=version(meeting))
    following = called(cast, days=30)
    again = called(cast, days=60)
    assert [(item.title_en, item.continues_id) for item in following.items.all()] == [
        ("Rooms", second.pk),
        ("Money", third.pk),
    ]
    assert again.items.count() == 0
    calling.cancel(following, by=cast.chair, seen=version(following), reason="Nobody can come.")
    assert [item.title_en for item in again.items.all()] == ["Rooms", "Money"]


@pytest.mark.django_db
def test_minutes_are_drafted_from_what_was_noted_and_only_one_part_is_public(cast, room):
    meeting = called(cast)
    item, free = with_matter(cast, meeting), with_point(cast, meeting)
    begun(cast, meeting)
    presences = {cast.chair.pk: "here", cast.secretary.pk: "online", cast.committee.pk: "absent"}
    holding.attend(meeting, presences, by=cast.secretary, seen=version(meeting))
    closed(cast, meeting, item, outcome="The ballot is opened.", said="Two were in doubt.")
    closed(cast, meeting, free, Item.State.POSTPONED)
    holding.end(meeting, by=cast.secretary, seen=version(meeting))
    meeting.refresh_from_db()
    assert meeting.public_minutes == (
        "The coordinating committee met on 5 January 2027, 12:00 noon. 2 of 5 members attended.\n\n"
        "1. Basira: The ballot is opened. Recused: 1.\n\n2. Rooms: left for the next meeting."
    )
    assert meeting.committee_minutes == "1. Basira\nTwo were in doubt."
    assert asked(cast.secretary) == [f"{meeting.get_absolute_url()}minutes/"]
    assert cast.client("public").get(meeting.get_absolute_url()).status_code == 404
    minuting.publish(meeting, by=cast.chair, seen=version(meeting))
    seen = cast.client("public").get(meeting.get_absolute_url()).content.decode()
    assert "The ballot is opened." in seen
    assert "Two were in doubt." not in seen
    with pytest.raises(Refused):
        minuting.correct(meeting, {"public_minutes": "x"}, by=cast.chair, seen=version(meeting))


@pytest.mark.django_db
def test_points_are_put_in_order_given_minutes_and_taken_off(cast):
    meeting = called(cast)
    for title in ("One", "Two", "Three", "Four"):
        with_point(cast, meeting, title)
    one, two, three, four = meeting.items.all()
    address = f"/en/committee/meetings/{meeting.uuid}/agenda/"
    places = {one: 3, two: 2, three: 3, four: 1}
    posted = {f"place-{item.pk}": place for item, place in places.items()}
    posted |= {f"minutes-{item.pk}": 20 for item in places} | {f"out-{two.pk}": "on"}
    client = cast.client("secretary")
    answer = client.post(address, {**posted, "deed": "arrange", "version": version(meeting)})
    assert answer.status_code == 302
    assert [(item.title_en, item.minutes) for item in meeting.items.all()] == [
        ("Four", 20),
        ("Three", 20),
        ("One", 20),
    ]
    stale = client.post(address, {"deed": "point", "title_en": "Five", "minutes": 5, "version": 1})
    assert (stale.status_code, "Five" in stale.content.decode()) == (422, True)
    assert not Item.objects.filter(title_en="Five").exists()


@pytest.mark.django_db
def test_an_hour_stays_the_hour_of_its_place_over_the_change_of_clocks(cast):
    client = cast.client("secretary")
    posted = {
        "title_en": "Spring",
        "link": "https://meet.example/a",
        "minutes_each": 10,
        "zone": "Europe/London",
    }
    for day, hour, once in (
        ("2027-03-27", "18:00", "a"),
        ("2027-03-28", "18:00", "b"),
        ("2027-03-28", "01:30", "c"),
    ):
        client.post("/en/committee/meetings/new/", {**posted, "day": day, "hour": hour, "once": once})
    moments = [
        (row.starts_at.hour, row.hour.hour, row.is_elsewhere) for row in Meeting.objects.order_by("pk")
    ]
    assert moments == [(18, 18, True), (17, 18, True)]
    file = client.get(f"/en/committee/meetings/{Meeting.objects.order_by('pk').last().uuid}/meeting.ics")
    assert b"DTSTART;TZID=Asia/Kuwait:20270328T200000" in file.content.replace(b";VALUE=DATE-TIME", b"")


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["committee", "leader", "operator"])
def test_only_the_secretary_and_the_chair_keep_meetings(cast, by):
    meeting = called(cast)
    person = getattr(cast, by)
    deeds = [
        lambda seen: holding.begin(meeting, by=person, seen=seen),
        lambda seen: planning.add_point(meeting, {"title_en": "x", "minutes": 1}, by=person, seen=seen),
        lambda seen: calling.cancel(meeting, by=person, seen=seen, reason="No."),
        lambda seen: calling.call({"starts_at": timezone.now()}, by=person),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed(version(meeting))
        assert refused.value.code == "role"


@pytest.mark.django_db
def test_a_seat_that_ends_before_the_meeting_is_not_expected_and_one_that_ended_does_not_answer(cast):
    meeting = called(cast)
    cast.committee.seats.update(ends_at=BEGINS - timedelta(days=1))
    assert cast.committee not in agenda.seated(meeting)
    cast.chair.seats.update(ends_at=NOW)
    with pytest.raises(Refused):
        calling.reply(meeting, "coming", by=cast.chair)
    with pytest.raises(Refused):
        calling.reply(meeting, "perhaps", by=cast.secretary)


@pytest.mark.django_db
def test_the_room_shows_one_point_and_says_how_long_it_has_been_going_on(cast, room):
    meeting = called(cast)
    with_matter(cast, meeting)
    with_point(cast, meeting)
    address = f"/en/committee/meetings/{meeting.uuid}/room/"
    begun(cast, meeting)
    keeper, member = cast.client("secretary"), cast.client("recused_committee")
    with time_machine.travel(NOW + timedelta(minutes=12), tick=False):
        seen = member.get(address, follow=True).content.decode()
    assert "2 minutes over its 10 minutes" in seen
    assert "You are recused: you can read, not vote." in seen
    assert "Done: next point" not in seen
    assert member.post(f"{address}1/", {"deed": "done", "version": version(meeting)}).status_code == 404
    stale = keeper.post(f"{address}1/", {"deed": "done", "version": 1, "said": "A long talk"})
    assert (stale.status_code, "A long talk" in stale.content.decode()) == (422, True)
    done = keeper.post(f"{address}1/", {"deed": "done", "version": version(meeting)}, follow=True)
    assert done.redirect_chain[-1][0] == f"{address}2/"
    assert keeper.get(f"{address}3/").status_code == 404
