"""How written mails leave: in order, once, tried again when it may help, given up when it does not."""

import logging
import re
import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from tests.workers import sink
from tests.workers.letters import OURS, fast_forward, states, write
from workers import outbox, transports
from workers.models import OutgoingMessage
from workers.outbox import sending

pytestmark = pytest.mark.django_db


def test_what_is_due_is_sent_and_forgotten(memory):
    row = write("mother@example.org")
    content = row.content
    assert outbox.drain() == 1
    row.refresh_from_db()
    assert memory == [(OURS, "mother@example.org", content)]
    assert (row.state, row.attempt, bytes(row.body), row.finished_at is not None) == ("sent", 1, b"", True)
    assert outbox.drain() == 0


def test_sign_in_mails_go_first(memory):
    write("digest@example.org")
    write("code@example.org", priority=OutgoingMessage.SIGN_IN)
    outbox.drain()
    assert [recipient for _sender, recipient, _content in memory] == [
        "code@example.org",
        "digest@example.org",
    ]


def test_a_mail_that_expired_is_cancelled_unsent(memory):
    write("late@example.org", expires_at=timezone.now() - timedelta(seconds=1))
    outbox.drain()
    row = OutgoingMessage.objects.get()
    assert (memory, row.state, bytes(row.body)) == ([], "cancelled", b"")


def test_a_mail_whose_time_has_not_come_waits(memory):
    write("later@example.org")
    OutgoingMessage.objects.update(next_at=timezone.now() + timedelta(minutes=1))
    assert (outbox.drain(), memory) == (0, [])


@pytest.fixture(params=[True, False], ids=["several lines at once", "line by line"])
def server(request, server):
    server.pipelines = request.param
    return server


def test_a_refusal_for_good_bounces_once(server):
    server.answers["gone@example.org"] = "550 5.1.1 No such user"
    write("gone@example.org")
    write("here@example.org")
    outbox.drain()
    fast_forward()
    outbox.drain()
    bounced = OutgoingMessage.objects.get(recipient="gone@example.org")
    assert (bounced.state, bounced.attempt, bounced.error) == ("bounced", 1, "550 5.1.1 No such user")
    assert (states()["here@example.org"], server.recipients) == ("sent", ["here@example.org"])


def test_a_refusal_for_now_is_tried_again(server):
    server.answers["busy@example.org"] = "451 4.3.0 Try later"
    row, before = write("busy@example.org"), timezone.now()
    outbox.drain()
    row.refresh_from_db()
    assert (row.state, row.attempt) == ("retry", 1)
    assert timedelta(seconds=48) <= row.next_at - before <= timedelta(seconds=75)
    server.answers.clear()
    fast_forward()
    outbox.drain()
    assert (states(), server.recipients) == ({"busy@example.org": "sent"}, ["busy@example.org"])


def test_missing_credentials_are_no_fault_of_the_mail(server):
    server.answers["a@example.org"] = "530 5.7.0 Authentication required"
    write("a@example.org")
    outbox.drain()
    assert states() == {"a@example.org": "retry"}


def test_pauses_grow_from_one_to_sixty_minutes():
    bounds = {1: (0.8, 1.2), 2: (4, 6), 3: (12, 18), 4: (48, 72), 5: (48, 72), 6: (48, 72), 7: (48, 72)}
    for attempt, (least, most) in bounds.items():
        minutes = [sending.pause(attempt).total_seconds() / 60 for _time in range(200)]
        assert least <= min(minutes) < max(minutes) <= most
        assert max(minutes) - min(minutes) > (most - least) / 2


def test_after_eight_tries_a_mail_is_given_up_with_one_alert(server, caplog):
    server.answers["busy@example.org"] = "451 Try later"
    write("busy@example.org")
    with caplog.at_level(logging.ERROR, logger="multaqa.alerts"):
        for _time in range(10):
            fast_forward()
            outbox.drain()
    row = OutgoingMessage.objects.get()
    alerts = [record for record in caplog.records if record.name == "multaqa.alerts"]
    assert (row.state, row.attempt, len(alerts), row.body != b"") == ("dead", 8, 1, True)


def test_a_mail_that_kills_its_senders_is_given_up(memory):
    write("poison@example.org")
    OutgoingMessage.objects.update(state="sending", attempt=8)
    outbox.drain()
    assert (memory, states()) == ([], {"poison@example.org": "dead"})


def test_a_mail_that_cannot_be_read_does_not_stop_the_others(memory):
    write("broken@example.org")
    OutgoingMessage.objects.update(body=b"rubbish")
    write("fine@example.org")
    outbox.drain()
    assert states() == {"broken@example.org": "retry", "fine@example.org": "sent"}


def test_no_server_at_all_costs_one_mail_a_try(settings):
    with sink.listening() as (_server, place):
        settings.EMAIL_TRANSPORT = place
    write("a@example.org")
    write("b@example.org")
    assert outbox.drain() == 1
    assert states() == {"a@example.org": "retry", "b@example.org": "pending"}


def test_a_server_that_hangs_after_ehlo_is_given_up_in_time(server, monkeypatch):
    monkeypatch.setattr(transports._Plain.hurry, "__defaults__", (1.5,))
    server.hangs = True
    write("a@example.org")
    begun = time.monotonic()
    outbox.drain()
    assert time.monotonic() - begun < 4
    assert states() == {"a@example.org": "retry"}
    assert transports.PATIENCE + 2 <= 30


def test_a_connection_lost_after_the_dot_sends_the_same_mail_again(server):
    server.after_dot = lambda session: session.transport.abort()
    row = write("a@example.org")
    outbox.drain()
    assert states() == {"a@example.org": "retry"}
    server.after_dot = None
    fast_forward()
    outbox.drain()
    ids = [_message_id(envelope) for envelope in server.taken]
    assert (states(), ids) == ({"a@example.org": "sent"}, [row.message_id, row.message_id])


def _message_id(envelope):
    lines = envelope.content.decode().splitlines()
    return next(line.removeprefix("Message-ID: ") for line in lines if line.startswith("Message-ID: "))


def test_many_mails_share_a_connection(server):
    for number in range(3):
        write(f"{number}@example.org")
    outbox.drain()
    assert (server.greetings, len(server.taken)) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_the_mark_is_tried_again_while_the_database_is_away(memory):
    write("a@example.org")
    fails = iter([True, True, False])

    def away(execute, sql, params, many, context):
        if "sent" in map(str, params or ()) and next(fails):
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(away):
        outbox.drain()
    assert (states(), len(memory)) == ({"a@example.org": "sent"}, 1)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_nothing_twice(memory):
    for number in range(60):
        write(f"{number:02}@example.org")
    barrier = threading.Barrier(3)

    def sender():
        barrier.wait()
        outbox.drain()
        connection.close()

    threads = [threading.Thread(target=sender) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(to for _sender, to, _content in memory) == [
        f"{number:02}@example.org" for number in range(60)
    ]
    assert set(states().values()) == {"sent"}


def test_bodies_of_mails_that_ended_unsent_go_after_seven_days(memory):
    for days, name in [(6, "new"), (8, "old")]:
        row = write(f"{name}@example.org")
        ended = timezone.now() - timedelta(days=days)
        OutgoingMessage.objects.filter(pk=row.pk).update(state="dead", finished_at=ended)
    write("waiting@example.org")
    assert outbox.empty_bodies() == 1
    kept = OutgoingMessage.objects.exclude(body=b"").order_by("recipient").values_list("recipient", flat=True)
    assert list(kept) == ["new@example.org", "waiting@example.org"]


def test_the_folder_keeps_readable_mails(settings, tmp_path):
    settings.EMAIL_TRANSPORT = {"kind": "folder", "folder": str(tmp_path / "mail")}
    write("mother/x@example.org")
    outbox.drain()
    (letter,) = (tmp_path / "mail").iterdir()
    assert re.fullmatch(r"\d{8}-\d{6}-\d{6}-mother_x@example.org-[0-9a-f]{6}\.eml", letter.name)
    assert "نص" in letter.read_text()


def test_the_console_shows_mails(settings, capsys):
    settings.EMAIL_TRANSPORT = {"kind": "console"}
    write("mother@example.org")
    outbox.drain()
    assert "To: mother@example.org\n" in capsys.readouterr().out
