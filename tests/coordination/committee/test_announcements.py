from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.test import override_settings
from django.utils import translation
from icalendar import Calendar

from coordination.committee.actions import announcing
from coordination.committee.forms.announcements import AnnouncementForm
from coordination.committee.forms.moments import moment
from coordination.committee.models import Announcement
from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.cast import sit

NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Asia/Kuwait"))
TEXTS = {"title_ar": "الملتقى الثاني", "title_en": "Second forum", "place_en": "Al Manara Hall"}
PLACES = ["/en/", "/en/committee/announcements/", "/en/committee/announcements/feed.atom"]


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def forum(cast, days=20, published=True, **texts):
    starts_at = NOW + timedelta(days=days, hours=6)
    row = announcing.write({**TEXTS, "starts_at": starts_at, **texts}, by=cast.secretary)
    return announcing.publish(row, by=cast.secretary, seen=row.version) if published else row


def seen_at(client, text, places=PLACES):
    return [text in client.get(place).content.decode() for place in places]


@pytest.mark.django_db
def test_an_announcement_reaches_the_first_page_the_list_and_the_feed_once_published(cast):
    row = forum(cast, published=False)
    visitor = cast.client("public")
    assert seen_at(visitor, "Second forum") == [False, False, False]
    assert visitor.get(row.get_absolute_url()).status_code == 404
    row = announcing.publish(row, by=cast.chair, seen=row.version)
    assert seen_at(visitor, "Second forum") == [True, True, True]
    announcing.withdraw(row, by=cast.chair, seen=row.version)
    assert seen_at(visitor, "Second forum") == [False, False, False]
    assert [entry.deed for entry in Entry.objects.visible_to(None).order_by("pk")] == ["announcement.publish"]


@pytest.mark.django_db
def test_the_first_page_shows_the_event_that_comes_next_and_none_that_is_over(cast):
    forum(cast, days=-3, title_en="Past forum")
    forum(cast, days=30, title_en="Third forum")
    forum(cast, days=5)
    assert [seen_at(cast.client("public"), title, ["/en/"]) for title in ("Past", "Third", "Second")] == [
        [False],
        [False],
        [True],
    ]


@pytest.mark.django_db
def test_a_calendar_has_every_event_to_come_at_its_moment(cast):
    row = forum(cast, ends_at=NOW + timedelta(days=20, hours=9))
    forum(cast, days=-3)
    whole, single = (
        Calendar.from_ical(cast.client("public").get(place).content).walk("vevent")
        for place in (
            "/en/committee/announcements/calendar.ics",
            f"/en/committee/announcements/{row.uuid}/event.ics",
        )
    )
    told = [(str(event["summary"]), event.start, event.end, str(event["location"])) for event in single]
    assert told == [("Second forum", row.starts_at, row.ends_at, "Al Manara Hall")]
    assert [event["uid"] for event in whole] == [event["uid"] for event in single]


@pytest.mark.django_db
def test_the_list_answers_in_a_fixed_number_of_queries(cast, django_assert_num_queries):
    client = cast.client("public")
    forum(cast)
    client.get(PLACES[1])
    with django_assert_num_queries(2):
        client.get(PLACES[1])
    forum(cast, days=40)
    forum(cast, days=-4)
    with django_assert_num_queries(3):  # the page of others is not empty now
        client.get(PLACES[1])


@pytest.mark.django_db
def test_members_do_not_write_announcements_and_two_who_edit_do_not_overwrite_each_other(cast):
    row = forum(cast)
    with pytest.raises(Refused) as refused:
        announcing.write(TEXTS, by=cast.committee)
    assert refused.value.code == "role"
    announcing.change(row, {"title_en": "Forum two"}, by=cast.chair, seen=row.version)
    with pytest.raises(Refused) as refused:
        announcing.change(row, {"title_en": "Forum 2"}, by=cast.secretary, seen=row.version - 1)
    assert refused.value.code == "changed"
    assert Announcement.objects.get().title_en == "Forum two"


@pytest.mark.django_db
def test_the_form_keeps_what_was_typed_and_says_what_is_missing(cast):
    client = cast.client("secretary")
    answer = client.post("/en/committee/announcements/new/", {"text_en": "Come along", "day": "2026-12-12"})
    assert answer.status_code == 422
    assert "Come along" in answer.content.decode()
    assert {*answer.context["form"].errors} == {"title_ar", "hour"}
    posted = {"title_en": "Forum", "day": "2026-12-12", "hour": "16:00", "until": "19:00", "once": "one"}
    for _again in range(2):
        assert client.post("/en/committee/announcements/new/", posted).status_code == 302
    row = Announcement.objects.get()
    assert (row.starts_at, row.ends_at) == tuple(
        datetime(2026, 12, 12, hour, tzinfo=ZoneInfo("Asia/Kuwait")) for hour in (16, 19)
    )


@pytest.mark.django_db
def test_whoever_sits_no_more_writes_no_more(cast):
    sit(cast.volunteer, "secretary")
    cast.volunteer.seats.update(ends_at=NOW)
    with pytest.raises(Refused):
        announcing.write(TEXTS, by=cast.volunteer)


def test_an_hour_that_clocks_skip_or_repeat_is_refused_with_a_sentence():
    spring, autumn = datetime(2026, 3, 29), datetime(2026, 10, 25)
    for day, words in ((spring, "does not exist"), (autumn, "comes twice")):
        with translation.override("en"), pytest.raises(forms.ValidationError, match=words):
            moment(day.date(), datetime(2026, 1, 1, 1, 30).time(), "Europe/London")
    summer = moment(datetime(2026, 7, 1).date(), datetime(2026, 1, 1, 18).time(), "Europe/London")
    assert summer.hour == 17


@pytest.mark.django_db
@override_settings(TIME_ZONE="Africa/Cairo")
def test_the_form_reads_hours_where_the_site_is_at_home():
    form = AnnouncementForm({"title_en": "Forum", "day": "2026-07-01", "hour": "18:00"})
    assert form.is_valid()
    assert form.cleaned_data["starts_at"].hour == 15
