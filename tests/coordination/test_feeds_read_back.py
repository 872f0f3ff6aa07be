"""What feeds, calendars and pages say to machines, read back with their own libraries."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from django.db import transaction
from django.utils import timezone
from icalendar import Calendar

from coordination.committee.actions import announcing
from coordination.initiatives.models import Initiative
from deeds import journal
from directory.models import Field, Group, Standing
from tests.api.test_resources import decided
from tests.coordination.initiatives.world import initiative_in

pytestmark = pytest.mark.django_db
KUWAIT = ZoneInfo("Asia/Kuwait")
EVENING = datetime(2027, 3, 28, 17, 0, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def reading(cast):
    """A field that the first group works in."""
    field = Field.objects.create(code="E99", title_ar="القراءة", title_en="Reading")
    cast.group.fields.add(field)
    return field


def note(subject, title, audience=("public",)):
    with transaction.atomic():
        journal.record("x.y", subject, by=None, audience=audience, title=title)


def read(client, path):
    """The feed as feedparser sees it, without a fault."""
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def calendar(client, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def linked(client, path):
    found = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(path).content.decode(), re.S
    )
    return [json.loads(text) for text in found]


def forum(cast, **texts):
    words = {"title_ar": "الملتقى الثاني", "title_en": "Second forum", "place_ar": "قاعة المنارة", **texts}
    row = announcing.write({"starts_at": EVENING, **words}, by=cast.secretary)
    return announcing.publish(row, by=cast.secretary, seen=row.version)


@pytest.mark.parametrize(
    "path",
    [
        "feed.atom",
        "groups/basira/feed.atom",
        "fields/E99/feed.atom",
        "committee/decisions/feed.atom",
        "committee/announcements/feed.atom",
    ],
)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_feed_is_well_formed_and_says_its_language(cast, client, reading, path, lang):
    note(cast.group, "أخبار <b>&</b> News")
    forum(cast)
    decided("Decided", cast.group)
    feed = read(client, f"/{lang}/{path}")
    assert (feed.version, feed.feed.language) == ("atom10", lang)
    assert feed.feed.title
    assert feed.entries
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.link.startswith("http://localhost:8000/")
        assert entry.updated_parsed


def test_the_feed_of_a_field_tells_of_its_groups_alone(cast, client, reading):
    note(cast.group, "Ours")
    note(cast.other_group, "Theirs")
    note(cast.group, "Inside", [f"group:{cast.group.pk}:member"])
    assert [entry.title for entry in read(client, "/en/fields/E99/feed.atom").entries] == ["Ours"]
    assert "/en/fields/E99/feed.atom" in client.get("/en/fields/E99/").content.decode()
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    assert read(client, "/en/fields/E99/feed.atom").entries == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_feed_of_a_field_costs_the_same(cast, client, reading, many, django_assert_num_queries):
    for number in range(many):
        note(cast.group, f"News {number}")
    with django_assert_num_queries(3):
        assert len(read(client, "/en/fields/E99/feed.atom").entries) == many


def test_an_event_stands_in_the_calendar_by_kuwaits_clocks_with_an_arabic_summary(cast, client):
    forum(cast)
    found = calendar(client, "/ar/committee/announcements/calendar.ics")
    (event,) = found.walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("الملتقى الثاني", "قاعة المنارة")
    assert (event.decoded("dtstart"), event["dtstart"].params["TZID"]) == (EVENING, "Asia/Kuwait")
    assert event.decoded("dtstart").astimezone(KUWAIT).hour == 20
    (zone,) = found.walk("VTIMEZONE")
    assert (str(zone["tzid"]), zone.to_tz().utcoffset(EVENING.replace(tzinfo=None))) == (
        "Asia/Kuwait",
        timedelta(hours=3),
    )


def test_initiatives_that_everybody_sees_stand_in_one_calendar_with_their_milestones(cast, client):
    hidden = initiative_in(cast, "voting")
    shown = initiative_in(cast, "approved")
    Initiative.objects.filter(pk=shown.pk).update(title_ar="قاعات للجميع")
    found = calendar(client, "/ar/initiatives/calendar.ics")
    summaries = [str(event["summary"]) for event in found.walk("VEVENT")]
    milestones = shown.milestones.count()
    assert (summaries[0], len(summaries)) == ("قاعات للجميع", 1 + milestones)
    assert milestones
    assert str(hidden.uuid) not in found.to_ical().decode()
    over = timezone.localdate() - timedelta(days=1)
    Initiative.objects.update(starts_on=over, ends_on=over)
    assert calendar(client, "/ar/initiatives/calendar.ics").walk("VEVENT") == []


def test_machines_read_an_event_that_has_a_day_and_a_place(cast, client):
    row = forum(cast, title_ar="</script><script>alert(1)</script>")
    (data,) = linked(client, f"/ar/committee/announcements/{row.uuid}/")
    assert (data["@type"], data["startDate"]) == ("Event", "2027-03-28T20:00:00+03:00")
    assert (data["location"]["@type"], data["location"]["name"]) == ("Place", "قاعة المنارة")
    assert data["name"] == "</script><script>alert(1)</script>"
    plain = forum(cast, place_ar="")
    assert linked(client, f"/ar/committee/announcements/{plain.uuid}/") == []


def test_machines_read_a_project_once_everybody_sees_it(cast, client):
    draft = initiative_in(cast, "voting")
    leader = cast.client("leader")
    assert linked(leader, f"/en/initiatives/{draft.uuid}/") == []
    shown = initiative_in(cast, "approved")
    (data,) = linked(client, f"/en/initiatives/{shown.uuid}/")
    assert (data["@type"], data["name"], data["identifier"]) == ("Project", "Halls for all", str(shown.uuid))
    assert [member["name"] for member in data["member"]] == ["Basira", "Sign Language Pioneers"]
    Group.objects.filter(pk=cast.other_group.pk).update(standing=Standing.SUSPENDED)
    (data,) = linked(client, f"/en/initiatives/{shown.uuid}/")
    assert [member["name"] for member in data["member"]] == ["Basira"]
