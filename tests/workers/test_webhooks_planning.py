"""From the journal to messages for partners: what changes/ shows, once, nothing older, never a flood."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Partner
from coordination.committee.models import Ballot, Decision
from deeds import journal
from directory.models import Group, Standing
from tests.cast import make_group
from tests.coordination.initiatives.world import initiative_in
from tests.coordination.standards.world import adopted
from tests.workers.hooks import deed, make_partner, make_webhook, note, read, told
from workers.models import Cursor, Delivery, News, Stuck, Webhook
from workers.readers import webhooks as reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def webhook(cast):
    read()
    return make_webhook(make_partner(cast.volunteer))[0]


def planned(webhook):
    return [one.type for one in webhook.deliveries.order_by("seq")]


def test_a_thin_message_says_what_changed_and_where_to_read_it(cast, webhook):
    told(cast.group)
    message = json.loads(webhook.deliveries.get().body)
    assert message == {
        "type": "group.changed",
        "seq": journal.head().seq,
        "uuid": str(cast.group.uuid),
        "url": f"http://localhost:8000/api/v1/groups/{cast.group.uuid}/",
        "at": message["at"],
    }
    assert message["at"].endswith("Z")


def test_kinds_of_news(cast, webhook):
    note(cast.group, deed="admissions.list")
    note(cast.group, data={"section": "achievements"})
    note(cast.group, data={"section": "texts"})
    note(cast.group, audience=[f"group:{cast.group.pk}:member"], data={"section": "achievements"})
    read()
    assert planned(webhook) == ["group.listed", "group.achievements", "group.changed", "group.changed"]
    achievements = webhook.deliveries.get(type=News.ACHIEVEMENTS)
    assert achievements.url == f"http://localhost:8000/api/v1/achievements/?group={cast.group.uuid}"
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    told(cast.group, deed="admissions.suspend")
    assert planned(webhook)[-1] == "group.gone"


def test_an_initiative_is_told_of_once_the_public_sees_it(cast, webhook):
    initiative_in(cast, "voting")
    read()
    assert [kind for kind in planned(webhook) if kind.startswith("initiative")] == []
    initiative_in(cast, "active")
    read()
    kinds = [kind for kind in planned(webhook) if kind.startswith("initiative")]
    assert kinds.count("initiative.approved") == 1
    assert kinds[-1] == "initiative.changed"


def test_a_decision_is_told_of_once_it_stands_in_the_register(cast, webhook):
    adopted(cast)
    read()
    told_of = webhook.deliveries.filter(type=News.DECISION)
    line = Decision.objects.get(kind="standards.adoption")
    assert {one.url for one in told_of} == {f"http://localhost:8000/api/v1/decisions/{line.uuid}/"}
    Decision.objects.update(is_public=False)
    before = told_of.count()
    note(Ballot.objects.get(), deed="committee.note")
    read()
    assert told_of.count() == before


def test_what_nobody_may_know_of_and_quiet_entries_are_never_told(cast, webhook):
    draft = make_group("draft", standing=Standing.DRAFT)
    Group.objects.filter(pk=draft.pk).update(listed_at=None)
    told(draft, audience=[f"group:{draft.pk}:member"])
    told(cast.group, audience=["committee"])
    told(cast.group, quiet=True)
    note(("directory.field", "E"), deed="field.edit")
    read()
    assert planned(webhook) == []
    assert reader.position() == journal.head().seq


def test_only_the_kinds_that_were_chosen(cast, webhook):
    deed("choose", webhook, kinds=[News.DECISION])
    told(cast.group)
    assert planned(webhook) == []


def test_nothing_older_than_the_webhook_and_nothing_while_it_is_off(cast, webhook):
    note(cast.group)
    Webhook.objects.update(created_at=timezone.now() + timedelta(seconds=1))
    read()
    Webhook.objects.update(created_at=timezone.now() - timedelta(days=9))
    deed("switch_off", webhook)
    told(cast.group)
    assert planned(webhook) == []


def test_read_twice_it_plans_nothing_twice_and_the_number_stays(cast, webhook):
    place = Cursor.objects.get(reader="webhooks")
    told(cast.group, 3)
    first = set(webhook.deliveries.values_list("pk", flat=True))
    Cursor.objects.filter(reader="webhooks").update(seq=place.seq, hash=place.hash)
    reader.catch_up()
    assert set(webhook.deliveries.values_list("pk", flat=True)) == first
    webhook.deliveries.all().delete()
    Cursor.objects.filter(reader="webhooks").update(seq=place.seq, hash=place.hash)
    reader.catch_up()
    assert (set(webhook.deliveries.values_list("pk", flat=True)), len(first)) == (first, 3)


def test_of_two_readers_at_once_the_second_does_nothing(cast, webhook):
    note(cast.group)
    journal.seal()
    place = Cursor.objects.place("webhooks")
    seals = list(journal.read_from(place.seq))
    assert (reader.take(place, seals), reader.take(place, seals)) == (len(seals), 0)


def test_after_thirty_days_one_message_says_where_to_read_on(cast, webhook, client):
    read()
    place = journal.head().seq
    with time_machine.travel(timezone.now() - timedelta(days=30)):
        for _time in range(5):
            note(cast.group)
    Webhook.objects.update(created_at=timezone.now() - timedelta(days=60))
    note(cast.other_group)
    read()
    assert planned(webhook) == ["catch_up", "group.changed"]
    catch_up = webhook.deliveries.get(type="catch_up")
    assert catch_up.seq == place
    rows = client.get(catch_up.url.removeprefix("http://localhost:8000")).json()["results"]
    assert [row["resource_id"] for row in rows] == [str(cast.group.uuid)] * 5 + [str(cast.other_group.uuid)]
    read()
    assert len(planned(webhook)) == 2


def test_a_flood_is_cut_and_ends_with_where_to_read_on(cast, webhook, monkeypatch):
    monkeypatch.setattr(reader, "MOST_WAITING", 4)
    told(cast.group, 9)
    assert planned(webhook) == ["group.changed"] * 4
    third = list(journal.read_from(0))[-6].seq
    webhook.refresh_from_db()
    assert webhook.missed_after == third
    Delivery.objects.update(state="sent")
    read()
    assert planned(webhook).count("catch_up") == 1
    assert webhook.deliveries.get(type="catch_up").seq == third


def test_a_partner_whose_access_ran_out_is_told_nothing_and_reads_on_later(cast, webhook):
    Partner.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    told(cast.group)
    assert planned(webhook) == []
    Partner.objects.update(ends_on=None)
    read()
    assert planned(webhook) == ["catch_up"]


def test_an_entry_it_stumbles_on_is_left_behind_after_eight_tries(cast, webhook, monkeypatch):
    note(cast.group)
    note(cast.other_group)
    journal.seal()
    bad = journal.head().seq - 1
    plan = reader.plan

    def stumbling(seals):
        if any(seal.seq == bad for seal in seals):
            raise ValueError("bad")
        plan(seals)

    monkeypatch.setattr(reader, "plan", stumbling)
    for _try in range(7):
        with pytest.raises(ValueError, match="bad"):
            reader.catch_up()
    reader.catch_up()
    assert Stuck.objects.given_up().get().reader == "webhooks"
    assert webhook.deliveries.get().thing == cast.other_group.uuid


@pytest.mark.parametrize("count", [1, 3])
def test_planning_for_more_entries_takes_no_more_queries(cast, webhook, count, django_assert_num_queries):
    for _time in range(count):
        note(cast.group)
    journal.seal()
    seals = list(journal.read_from(reader.position()))
    with django_assert_num_queries(6):
        reader.plan(seals)
