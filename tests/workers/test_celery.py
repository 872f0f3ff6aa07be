"""With a broker: the same jobs by the same functions, in queues; Redis only says that something waits."""

import logging
import time

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import transaction
from django.utils.module_loading import import_string

from deeds import journal
from deeds.models import Seal, Unsealed
from tests.workers.broker import own_broker
from workers import doorbell, loop, schedule, tasks
from workers.app import app, caller
from workers.models import Heartbeat, OutgoingMessage


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    with own_broker(tmp_path_factory.mktemp("redis")) as broker:
        yield broker


@pytest.fixture
def bell(broker, settings, monkeypatch):
    """The doorbell as a site with this broker has it."""
    broker.client.flushall()
    settings.DOORBELL = "workers.tasks.ring"
    bell = doorbell.Doorbell(lambda: app.connection_for_write(broker.url), tasks.run_lane)
    monkeypatch.setattr(tasks, "bell", bell)
    yield bell
    if bell.connection:
        bell.connection.release()


def waiting(broker):
    return {lane: broker.client.llen(lane) for lane in schedule.RUNG_FOR}


def record():
    with transaction.atomic():
        journal.record("tests.tried", ("tests.thing", 1), by=None, audience=["public"], title="Tried.")


def test_the_broker_is_asked_for_what_a_doorbell_needs():
    assert {name: app.conf[name] for name in EXPECTED} == EXPECTED
    assert {name: app.conf.broker_transport_options[name] for name in TRANSPORT} == TRANSPORT


EXPECTED = {
    "accept_content": ["json"],
    "task_serializer": "json",
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_soft_time_limit": 240,
    "task_time_limit": 300,
    "worker_prefetch_multiplier": 1,
    "broker_connection_max_retries": None,
}
TRANSPORT = {"visibility_timeout": 600, "unacked_restore_interval": 5, "unacked_restore_throttle": 1}


def test_beat_has_a_line_for_every_job_that_a_queue_can_carry():
    lines = {line["args"][0]: line for line in app.conf.beat_schedule.values()}
    assert set(lines) == {job.name for job in schedule.CLOCK} | set(schedule.RUNG_FOR)
    for job in schedule.CLOCK:
        assert lines[job.name]["task"] == "workers.tasks.run_job"
        assert lines[job.name]["options"]["queue"] == job.lane
        assert lines[job.name]["schedule"] == min(job.every, 300)
    assert {lines[lane]["schedule"] for lane in schedule.RUNG_FOR} == {60}
    assert max(line["options"]["expires"] for line in lines.values()) <= 300


def test_search_lies_on_the_disk_of_its_host_so_no_queue_carries_it():
    assert {job.name for job in schedule.JOBS} - {job.name for job in schedule.QUEUED} == {"search"}
    assert {queue.name for queue in app.conf.task_queues} == {job.lane for job in schedule.QUEUED}


def by_work():
    call_command("work", "--once")


def by_celery():
    """What beat and the doorbell send, in this process."""
    for job in schedule.CLOCK:
        tasks.run_job(job.name)
    for lane in schedule.RUNG_FOR:
        tasks.run_lane(lane)
    call_command("work", "--once", "--only", "search")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [by_work, by_celery])
def test_both_ways_do_everything_and_every_job_gives_a_sign_of_life(memory, bell, run):
    tasks.BEATS.clear()
    record()
    send_mail("s", "b", "no-reply@multaqa.example", ["mother@example.org"])
    run()
    assert (Unsealed.objects.count(), Seal.objects.count()) == (0, 1)
    assert [recipient for _sender, recipient, _content in memory] == ["mother@example.org"]
    assert set(Heartbeat.objects.values_list("job", flat=True)) == {job.name for job in schedule.JOBS}


@pytest.mark.django_db(transaction=True)
def test_a_deed_and_a_mail_ring_once_until_somebody_heard(broker, bell):
    record()
    send_mail("s", "b", "x@y.example", ["mother@example.org"])
    assert waiting(broker) == dict.fromkeys(schedule.RUNG_FOR, 1)
    bell.heard("mail")
    record()
    assert waiting(broker) == {**dict.fromkeys(schedule.RUNG_FOR, 1), "mail": 2}


@pytest.mark.django_db(transaction=True)
def test_a_mail_rings_only_once_it_is_written(broker, bell):
    with transaction.atomic():
        send_mail("s", "b", "x@y.example", ["mother@example.org"])
        assert waiting(broker)["mail"] == 0
    assert waiting(broker)["mail"] == 1


@pytest.mark.django_db(transaction=True)
def test_a_slice_that_leaves_something_rings_again(broker, bell, server, monkeypatch):
    monkeypatch.setattr(loop, "SLICE", 0.2)
    server.after_dot = lambda _session: time.sleep(0.3)
    for number in range(3):
        send_mail("s", "b", "x@y.example", [f"{number}@example.org"])
    broker.client.flushall()
    tasks.run_lane("mail")
    assert sorted(OutgoingMessage.objects.values_list("state", flat=True)) == ["pending", "pending", "sent"]
    assert (waiting(broker)["mail"], loop.stopping.is_set()) == (1, False)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_its_time_was_too_short_for_gets_another_turn(broker, bell, monkeypatch):
    def long():
        loop.stopping.wait(10)

    monkeypatch.setattr(loop, "SLICE", 0.1)
    monkeypatch.setattr(schedule, "QUEUED", [loop.Job("long", long, every=30, lane="mail")])
    tasks.run_job("long")
    assert (waiting(broker)["mail"], loop.stopping.is_set()) == (1, False)


@pytest.mark.django_db(transaction=True)
def test_without_redis_a_deed_is_done_at_once_and_the_log_says_it_once(settings, monkeypatch, caplog):
    settings.DOORBELL = "workers.tasks.ring"
    away = doorbell.Doorbell(lambda: caller_of("redis://127.0.0.1:1/0"), tasks.run_lane)
    monkeypatch.setattr(tasks, "bell", away)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="multaqa.doorbell"):
        for _deed in range(5):
            record()
    assert time.monotonic() - began < 2
    assert Unsealed.objects.count() == 5
    assert [line.name for line in caplog.records] == ["multaqa.doorbell"]


def caller_of(url):
    hasty = caller()
    return app.connection_for_write(url, transport_options=hasty.transport_options)


@pytest.mark.django_db(transaction=True)
def test_it_rings_again_once_redis_is_back(broker, bell, monkeypatch):
    monkeypatch.setattr(doorbell, "HUSH", 0)
    broker.end()
    record()
    broker.start()
    broker.client.flushall()
    record()
    assert waiting(broker) == dict.fromkeys(schedule.RUNG_FOR, 1)


def test_the_doorbell_of_the_settings_is_there():
    assert import_string("workers.tasks.ring") is tasks.ring
