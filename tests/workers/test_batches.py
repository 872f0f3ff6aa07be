"""An abnormal run of bulk mail waits for an operator, and so does what a restored dump would send again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.cast import make_person
from tests.workers.letters import counts, write, write_many
from workers import outbox
from workers.models import Batch, Mailroom, OutgoingMessage
from workers.outbox import batches, claiming, restored

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def floor(settings, tmp_path):
    settings.MAIL_BATCH_FLOOR, settings.VAR_DIR = 5, tmp_path


@pytest.fixture
def operator():
    return make_person("operator", is_operator=True)


def past_runs(*sizes, kind="digest"):
    today = timezone.localdate()
    for weeks, size in enumerate(sizes, 1):
        Batch.objects.create(kind=kind, on=today - timedelta(weeks=weeks), mails=size)


def test_a_usual_run_goes_out(memory):
    past_runs(4, 6, 8)
    write_many(18, kind="digest")
    outbox.drain()
    assert (counts(), Batch.objects.latest("on").state) == ({"sent": 18}, "running")


def test_a_run_of_more_than_three_times_the_median_is_held_with_an_entry(memory, caplog):
    past_runs(4, 6, 800)
    write_many(25, kind="digest")
    outbox.drain()
    assert (counts(), memory) == ({"held": 25}, [])
    batch = Batch.objects.latest("on")
    assert (batch.state, batch.mails, batch.usual) == ("held", 25, 18)
    entry = Entry.objects.get()
    assert (entry.deed, entry.actor, entry.audience) == ("batch.hold", None, ["operator"])
    assert "25 mails" in caplog.text


def test_few_mails_are_never_abnormal_also_the_first_time(memory):
    write_many(5, kind="notice")
    outbox.drain()
    assert counts() == {"sent": 5}


def test_runs_of_another_name_are_no_measure(memory):
    past_runs(400)
    write_many(6, kind="digest", run="monthly")
    outbox.drain()
    assert counts() == {"held": 6}


def test_what_joins_a_held_run_is_held_and_letters_go(memory):
    write_many(6, kind="digest")
    outbox.drain()
    write("late@example.org", kind="digest")
    write("letter@example.org")
    outbox.drain()
    assert (counts(), len(memory)) == ({"held": 7, "sent": 1}, 1)


def test_an_operator_releases_a_run(memory, operator):
    write_many(6, kind="digest")
    outbox.drain()
    batch = Batch.objects.get()
    batches.release(batch, by=operator, seen=batch.version)
    write("late@example.org", kind="digest")
    outbox.drain()
    assert (counts(), len(memory)) == ({"sent": 7}, 7)
    assert Entry.objects.latest("pk").deed == "batch.release"


def test_an_operator_drops_a_run_and_its_texts_go(memory, operator):
    write_many(6, kind="digest")
    outbox.drain()
    batch = Batch.objects.get()
    batches.drop(batch, by=operator, seen=batch.version)
    outbox.drain()
    assert (counts(), memory) == ({"cancelled": 6}, [])
    assert not OutgoingMessage.objects.exclude(body=b"").exists()


def test_nobody_else_releases(memory):
    write_many(6, kind="digest")
    outbox.drain()
    batch = Batch.objects.get()
    with pytest.raises(Refused):
        batches.release(batch, by=make_person("volunteer"), seen=batch.version)
    assert counts() == {"held": 6}


# --- restored dumps


def open_at(minutes):
    """The mailroom opens that many minutes from now, as senders do all day."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        restored.open_mailroom()


def test_a_running_site_holds_nothing(memory):
    for minutes in (-30, -3, -1, 0):
        open_at(minutes)
        write(f"{-minutes}@example.org")
        outbox.drain()
    assert counts() == {"sent": 4}


def test_a_restored_dump_holds_what_waited_in_it_and_nothing_newer(memory, operator):
    open_at(-60)
    old = write("old@example.org")
    dumped = Mailroom.objects.values().get()
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(minutes=60))
    open_at(-30)
    Mailroom.objects.update(**dumped)
    write("new@example.org")
    outbox.drain()
    assert counts() == {"held": 1, "sent": 1}
    batch = Batch.objects.get()
    assert (batch.kind, batch.mails, batch.state) == ("restored", 1, "held")
    batches.release(batch, by=operator, seen=batch.version)
    outbox.drain()
    old.refresh_from_db()
    assert old.state == "sent"


def test_a_database_that_slept_on_another_machine_holds_what_waited(memory, tmp_path):
    open_at(-60)
    write("old@example.org")
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(minutes=60))
    restored.mark().unlink()
    outbox.drain()
    assert counts() == {"held": 1}


def test_a_second_machine_joins_without_holding_anything(memory):
    open_at(-2)
    write("waiting@example.org")
    OutgoingMessage.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    restored.mark().unlink()
    outbox.drain()
    assert counts() == {"sent": 1}


def test_an_old_site_that_was_down_for_days_sends_what_waits(memory):
    open_at(-5000)
    write("waiting@example.org")
    outbox.drain()
    assert counts() == {"sent": 1}


def test_batches_are_weighed_again_only_after_something_was_written(memory, monkeypatch):
    weighed, watch = [], claiming.Watch()
    monkeypatch.setattr(batches, "weigh", lambda: weighed.append(1))
    write_many(3, kind="digest")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for seconds, writes, times in ((0, 0, 1), (70, 0, 2), (70, 0, 2), (0, 1, 3), (70, 0, 4), (70, 0, 4)):
            clock.shift(seconds)
            write_many(writes, kind="digest")
            watch.forget()
            watch.look()
            assert len(weighed) == times
