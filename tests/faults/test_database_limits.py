"""A session that hangs ends, and the queue goes on; on SQLite writers wait for each other instead of failing."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection

from workers import outbox, transports
from workers.loop import Job, run_once
from workers.models import OutgoingMessage

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.faults
WRITERS, DEEDS = 4, 500
WRITER = """
import sys, django
django.setup()
from django.core.mail import send_mail
from django.db import transaction
from deeds import journal
from workers.models import OutgoingMessage
for number in range(int(sys.argv[2])):
    with transaction.atomic():
        OutgoingMessage.objects.count()
        send_mail("s", "b", "a@b.example", [f"{sys.argv[1]}-{number}@cast.test"])
        journal.record("tests.written", ("tests.thing", number), by=None, audience=["public"], title="Written.")
"""
COUNT = """
import django
django.setup()
from deeds.models import Entry
from workers.models import OutgoingMessage
print(OutgoingMessage.objects.count(), Entry.objects.count())
"""


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
    settings.EMAIL_TRANSPORT = {"kind": "memory"}
    transports.memory.clear()
    for number in range(3):
        send_mail("s", "b", "a@b.example", [f"{number}@cast.test"])
    with another_session() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE workers_outgoingmessage SET error = 'held'")
        begun = time.monotonic()
        while run_once([Job("outbox", outbox.drain)]) == ["outbox"]:
            assert time.monotonic() - begun < 45, "the queue stands still"
    assert time.monotonic() - begun > 25
    assert sorted(to for _sender, to, _content in transports.memory) == [f"{n}@cast.test" for n in range(3)]


def test_four_writers_on_sqlite_never_find_the_database_locked(tmp_path):
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DEBUG": "1"}
    environment.pop("DATABASE_URL", None)
    start = {"cwd": ROOT, "env": environment, "text": True}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True, **start)
    command = [sys.executable, "-c", WRITER]
    writers = [
        subprocess.Popen([*command, str(number), str(DEEDS)], stderr=subprocess.PIPE, **start)
        for number in range(WRITERS)
    ]
    said = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, said
    counted = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, check=True, **start).stdout
    assert counted.split() == [str(WRITERS * DEEDS)] * 2
