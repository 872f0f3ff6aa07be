"""TRUST 1 and 2: senders are killed in the middle of it, and every mail arrives, at most one twice for each kill."""

import random
import sqlite3
import subprocess
import sys

import pytest
from django.utils import timezone

from tests.faults import at_work
from tests.site import ROOT
from tests.workers import sink
from tests.workers.letters import counts, write_many
from tests.workers.test_work import database_url
from workers.models import OutgoingMessage

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("mail killed")]
KILLS, MAILS = 20, 2000
WRITE = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "workers", verbosity=0)
from tests.workers.letters import write_many
write_many({MAILS})
"""


def kill_again_and_again(crew, server, lease_is_over):
    for _kill in range(KILLS):
        before, pid = len(server.taken), crew.start()
        at_work.wait_for(lambda before=before: len(server.taken) > before, 120)
        crew.kill(pid, after=random.uniform(0.01, 0.09))
        lease_is_over()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("a_minute", "most"), [("1200", 2), ("0", KILLS)], ids=["twenty a second", "without any pace"]
)
def test_twenty_kills_lose_nothing_and_double_next_to_none(tmp_path, record_property, a_minute, most):
    """Two of twenty at most, at twenty times the usual pace while there are kills. Without any pace the server has
    always a mail in hand, so there one a kill is promised.
    """
    write_many(MAILS)
    with sink.listening() as (server, place):
        with at_work.crew(database_url(), place["port"], tmp_path, MAIL_PER_MINUTE=a_minute) as crew:
            kill_again_and_again(crew, server, lease_is_over)
        with at_work.crew(database_url(), place["port"], tmp_path) as crew:
            crew.start()
            at_work.wait_for(lambda: not OutgoingMessage.objects.live().exists(), 600, step=0.1)
    record_property("lost", MAILS - len(at_work.copies(server)))
    record_property(f"sent twice on PostgreSQL at {a_minute} a minute", at_work.doubles(server))
    assert (len(at_work.copies(server)), counts()) == (MAILS, {"sent": MAILS})
    assert at_work.doubles(server) <= most


def lease_is_over():
    """Ten minutes in life; nobody is at work when this is said."""
    OutgoingMessage.objects.filter(state="sending").update(next_at=timezone.now())


def test_twenty_kills_on_sqlite_lose_nothing_and_double_at_most_one_each(tmp_path, record_property):
    file = tmp_path / "mails.sqlite3"
    env = at_work.environment(f"sqlite:///{file}", tmp_path)
    subprocess.run([sys.executable, "-c", WRITE], cwd=ROOT, env=env, check=True)

    def asked(statement):
        with sqlite3.connect(file, timeout=20) as database:
            return database.execute(statement).fetchall()

    def lease_is_over():
        asked("UPDATE workers_outgoingmessage SET next_at = '2026-01-01' WHERE state = 'sending'")

    def states():
        return dict(asked("SELECT state, count(*) FROM workers_outgoingmessage GROUP BY state"))

    with (
        sink.listening() as (server, place),
        at_work.crew(f"sqlite:///{file}", place["port"], tmp_path) as crew,
    ):
        kill_again_and_again(crew, server, lease_is_over)
        crew.start()
        at_work.wait_for(lambda: states() == {"sent": MAILS}, 600, step=0.2)
    record_property("lost", MAILS - len(at_work.copies(server)))
    record_property("sent twice on SQLite", at_work.doubles(server))
    assert len(at_work.copies(server)) == MAILS
    assert at_work.doubles(server) <= KILLS


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_sender_killed_between_the_250_and_its_mark_sends_that_one_mail_again(tmp_path, record_property):
    write_many(9)
    with (
        sink.listening() as (server, place),
        at_work.crew(database_url(), place["port"], tmp_path) as crew,
    ):
        crew.gone(crew.start("outbox", "dies-after-250"))
        assert len(server.taken) == 1
        lease_is_over()
        crew.start()
        at_work.wait_for(lambda: not OutgoingMessage.objects.live().exists(), 60, step=0.05)
    record_property("sent twice", at_work.doubles(server))
    assert sorted(at_work.copies(server).values()) == [1] * 8 + [2]
    assert len({envelope.content for envelope in server.taken}) == 9
