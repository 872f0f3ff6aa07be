"""A session that hangs ends, and the queue goes on."""

import time
from contextlib import contextmanager

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection

from workers import outbox, transports
from workers.loop import Job, run_once
from workers.models import OutgoingMessage

pytestmark = pytest.mark.faults


def on_postgres(test):
    return pytest.mark.postgres(pytest.mark.django_db(transaction=True)(test))


@contextmanager
def another_session():
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()


@on_postgres
def test_a_statement_that_takes_too_long_is_ended_after_fifteen_seconds():
    begun = time.monotonic()
    with pytest.raises(OperationalError, match="statement timeout"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(25)")
    assert 14 < time.monotonic() - begun < 18


@on_postgres
def test_who_waits_for_a_lock_gives_up_after_three_seconds():
    send_mail("s", "b", "a@b.example", ["locked@cast.test"])
    with another_session() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE workers_outgoingmessage SET error = 'held'")
        begun = time.monotonic()
        with pytest.raises(OperationalError, match="lock timeout"):
            OutgoingMessage.objects.update(error="wanted")
        assert 2.5 < time.monotonic() - begun < 5


@on_postgres
def test_an_idle_transaction_is_ended_and_the_queue_goes_on(settings):
    """Its half a minute is waited for in test_idle_transaction.py; here it has two seconds."""
    settings.EMAIL_TRANSPORT = {"kind": "memory"}
    transports.memory.clear()
    for number in range(3):
        send_mail("s", "b", "a@b.example", [f"{number}@cast.test"])
    with another_session() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '2s'")
        cursor.execute("BEGIN")
        cursor.execute("UPDATE workers_outgoingmessage SET error = 'held'")
        begun = time.monotonic()
        while OutgoingMessage.objects.live().exists():
            run_once([Job("outbox", outbox.drain)])
            time.sleep(0.2)
            assert time.monotonic() - begun < 20, "the queue stands still"
    assert time.monotonic() - begun > 1.5
    assert sorted(to for _sender, to, _content in transports.memory) == [f"{n}@cast.test" for n in range(3)]
