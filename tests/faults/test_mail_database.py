"""TRUST 6 and 7: the database is stopped, or its connections are cut, while mails go out and pages are asked for."""

import json
import time

import pytest
from django.db import connection
from django.utils import timezone

from tests.faults import at_work
from tests.workers import sink
from tests.workers.letters import counts, write_many
from tests.workers.test_work import database_url
from workers.models import Heartbeat, OutgoingMessage

pytestmark = [
    pytest.mark.faults,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("mail database"),
]
STOPS, MAILS = 3, 3000
CUTS = 12
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def test_three_crashes_of_the_database_lose_no_mail_and_pages_come_back(tmp_path, record_property):
    write_many(MAILS)
    with (
        at_work.own_postgres() as own,
        sink.listening() as (server, place),
        own_database(own) as database,
        at_work.crew(own.url, place["port"], tmp_path) as crew,
        at_work.web(own.url, tmp_path) as web,
    ):
        crew.start()
        away, back = [], []
        for stop in range(STOPS):
            most = MAILS * (stop + 1) // (STOPS + 2)
            at_work.wait_for(lambda most=most: len(server.taken) > most, 180)
            own.stop("immediate")
            away.append(web.status())
            own.start()
            began = time.monotonic()
            at_work.wait_for(lambda: web.status() == 200, 20, step=0.05)
            back.append(time.monotonic() - began)
        sent = "SELECT count(*) FROM workers_outgoingmessage WHERE state = 'sent'"
        claimed = "UPDATE workers_outgoingmessage SET next_at = now() WHERE state = 'sending'"
        waiting = "SELECT count(*) FROM workers_outgoingmessage WHERE state IN ('pending', 'retry')"
        at_work.wait_for(lambda: database(waiting) == 0, 240, step=0.2)
        time.sleep(1)
        database(claimed)  # its claim was written, the word that it was got lost: ten minutes in life
        at_work.wait_for(lambda: database(sent) == MAILS, 60, step=0.2)
    record_property("lost", MAILS - len(at_work.copies(server)))
    record_property("sent twice", at_work.doubles(server))
    record_property("pages back after, s", round(max(back), 2))
    assert len(at_work.copies(server)) == MAILS
    assert (away, max(back) <= 5) == ([503] * STOPS, True)


class own_database:
    """A function that asks the copy of the tests' database one statement, over a connection of its own."""

    def __init__(self, own):
        own.copy_of(database_url())
        self.url = own.url

    def __enter__(self):
        return self.ask

    def __exit__(self, *error):
        pass

    def ask(self, statement):
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as asking:
            cursor = asking.execute(statement)
            return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def test_cut_connections_fail_one_request_a_cut_at_most_and_no_job(tmp_path, record_property):
    write_many(400)
    with (
        sink.listening() as (server, place),
        at_work.crew(database_url(), place["port"], tmp_path) as crew,
        at_work.web(database_url(), tmp_path) as web,
    ):
        crew.start("all")
        at_work.wait_for(lambda: len(server.taken) > 10, 60)
        with web.while_asking() as answers:
            for _cut in range(CUTS):
                time.sleep(0.5)
                with connection.cursor() as cursor:
                    cursor.execute(CUT)
        OutgoingMessage.objects.filter(state="sending").update(next_at=timezone.now())
        at_work.wait_for(lambda: not OutgoingMessage.objects.live().exists(), 60, step=0.1)
        failing = list(Heartbeat.objects.failing().values_list("job", "error"))
    failed = [status for status, _seconds, _when in answers if status != 200]
    said = [json.loads(line) for line in (tmp_path / "said").read_text().splitlines() if line[:1] == "{"]
    broken = [line["event"] for line in said if "failed" in line["event"]]
    record_property("requests", len(answers))
    record_property("requests failed", len(failed))
    record_property("cuts", CUTS)
    record_property("jobs failed", len(broken))
    assert (counts(), set(failed) <= {503}) == ({"sent": 400}, True)
    assert len(failed) <= CUTS
    assert (failing, broken) == ([], [])
