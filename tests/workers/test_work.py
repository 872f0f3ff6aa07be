"""`manage.py work`, in this process and in one of its own that is stopped, killed and started again."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from deeds import journal
from deeds.models import Entry, Seal, Unsealed
from tests.workers import sink
from workers.models import Heartbeat, OutgoingMessage
from workers.readers import search
from workers.schedule import JOBS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def an_index_of_its_own(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"


def write(*recipients):
    for recipient in recipients:
        send_mail("s", "b", "no-reply@multaqa.example", [recipient])


def record():
    with transaction.atomic():
        journal.record("tests.tried", ("tests.thing", 1), by=None, audience=["public"], title="Tried.")


def fast_forward():
    OutgoingMessage.objects.live().update(next_at=timezone.now())


def database_url():
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    who = f"{config['USER']}:{config['PASSWORD']}" if config["PASSWORD"] else config["USER"]
    return f"postgres://{who}@{config['HOST']}:{config['PORT'] or 5432}/{config['NAME']}"


@contextmanager
def at_work(tmp_path, *args, port=1):
    """The command in a process of its own, on the database of the tests."""
    own = {
        "VAR_DIR": str(tmp_path),
        "SEARCH_DIR": str(tmp_path / "search"),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DATABASE_URL": database_url(),
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work", *args], cwd=ROOT, env={**os.environ, **own}
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def eventually(true, seconds=15):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.02)


def test_once_drains_everything_and_every_job_gives_a_sign_of_life(memory):
    record()
    write("mother@example.org")
    call_command("work", "--once")
    assert (Unsealed.objects.count(), Seal.objects.count(), search.position()) == (0, 1, 1)
    assert [recipient for _sender, recipient, _content in memory] == ["mother@example.org"]
    assert set(Heartbeat.objects.values_list("job", flat=True)) == {job.name for job in JOBS}


def test_one_job_can_run_alone(memory):
    record()
    write("mother@example.org")
    call_command("work", "--once", "--only", "seal")
    assert (Seal.objects.count(), search.position(), memory) == (1, 0, [])
    call_command("work", "--once", "--only", "search")
    assert (search.position(), memory) == (1, [])


def test_an_unknown_job_is_refused_with_the_names_there_are():
    with pytest.raises(CommandError, match="invalid choice: 'tea'.*'outbox'"):
        call_command("work", "--once", "--only", "tea")


def test_once_says_what_did_not_run_through(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.SEARCH_DIR = tmp_path / "file"
    with pytest.raises(CommandError, match="^Not everything ran through: search. The log says why.$"):
        call_command("work", "--once")


def test_it_follows_the_journal_within_two_seconds_and_stops_when_told(tmp_path):
    with at_work(tmp_path) as process:
        eventually(lambda: Heartbeat.objects.filter(job="heartbeat").exists() and search.position() == 0)
        eventually(lambda: (tmp_path / "search" / "CURRENT").exists())
        record()
        eventually(lambda: search.position() == 1, seconds=2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


@pytest.mark.postgres
def test_it_comes_back_when_its_connections_are_cut(tmp_path):
    with at_work(tmp_path) as process:
        eventually(lambda: (tmp_path / "search" / "CURRENT").exists())
        for _cut in range(3):
            cut_the_others()
            record()
            eventually(lambda: search.position() == Entry.objects.count())
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def cut_the_others():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] > 0


def test_told_to_stop_it_finishes_the_mail_at_hand(tmp_path):
    write("first@example.org", "second@example.org")
    with (
        sink.listening() as (server, place),
        at_work(tmp_path, "--only", "outbox", port=place["port"]) as process,
    ):
        server.after_dot = lambda _session: (process.send_signal(signal.SIGTERM), time.sleep(0.5))
        assert process.wait(timeout=20) == 0
    states = OutgoingMessage.objects.order_by("recipient").values_list("recipient", "state")
    assert list(states) == [("first@example.org", "sent"), ("second@example.org", "pending")]


def test_killed_between_taking_and_marking_it_sends_one_double_with_the_same_id(tmp_path):
    write("mother@example.org")
    with sink.listening() as (server, place):
        with at_work(tmp_path, "--once", "--only", "outbox", port=place["port"]) as process:
            server.after_dot = lambda _session: process.kill()
            assert process.wait(timeout=20) == -signal.SIGKILL
        server.after_dot = None
        assert run_again(tmp_path, place) == 0  # the lease still holds
        fast_forward()
        assert run_again(tmp_path, place) == 1
        assert run_again(tmp_path, place) == 0
        row = OutgoingMessage.objects.get()
        ids = [row.message_id.encode() in envelope.content for envelope in server.taken]
    assert (row.state, row.attempt, ids) == ("sent", 2, [True, True])


def run_again(tmp_path, place):
    before = OutgoingMessage.objects.filter(state="sent").count()
    with at_work(tmp_path, "--once", "--only", "outbox", port=place["port"]) as process:
        assert process.wait(timeout=20) == 0
    return OutgoingMessage.objects.filter(state="sent").count() - before
