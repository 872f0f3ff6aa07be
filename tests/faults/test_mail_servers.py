"""TRUST 8 to 12: the mail server is busy, refuses, hangs or drops the line, and one mail of a thousand is poison."""

import logging
import statistics
import time
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.faults import at_work
from tests.workers import sink
from tests.workers.letters import counts, fast_forward, write, write_many
from tests.workers.test_work import database_url
from workers import outbox, transports
from workers.models import OutgoingMessage
from workers.outbox import pace

pytestmark = [
    pytest.mark.faults,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("mail servers"),
]
MINUTES = {1: 1, 2: 5, 3: 15, 4: 60, 5: 60, 6: 60, 7: 60}


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setattr(pace, "UNHURRIED", 0.001)
    with sink.listening() as (server, place):
        settings.EMAIL_TRANSPORT = place
        yield server


def test_a_fifth_put_off_is_tried_eight_times_at_growing_pauses_and_none_is_lost(server, record_property):
    write_many(100)
    busy = [f"reader{number:04}@example.org" for number in range(0, 100, 5)]
    server.answers = dict.fromkeys(busy, "451 4.3.0 Try later")
    pauses = defaultdict(list)
    for attempt in range(1, 8):
        began = timezone.now()
        outbox.drain()
        for row in OutgoingMessage.objects.filter(state="retry"):
            assert row.attempt == attempt
            pauses[attempt] += [(row.next_at - began) / timedelta(minutes=1)]
        fast_forward()
    server.answers = dict.fromkeys(busy[:3], "451 4.3.0 Try later")
    outbox.drain()
    most = {attempt: (min(found), max(found)) for attempt, found in pauses.items()}
    record_property(
        "pauses in minutes", str({number: (round(a, 1), round(b, 1)) for number, (a, b) in most.items()})
    )
    record_property("lost", 100 - len(at_work.copies(server)) - 3)
    assert all(minutes * 0.8 <= most[number][0] for number, minutes in MINUTES.items())
    assert all(most[number][1] <= minutes * 1.2 + 0.5 for number, minutes in MINUTES.items())
    assert counts() == {"dead": 3, "sent": 97}
    assert (len(at_work.copies(server)), at_work.doubles(server)) == (97, 0)


def test_a_refusal_bounces_once_and_touches_no_other_mail(server, record_property):
    write_many(100)
    gone = [f"reader{number:04}@example.org" for number in range(0, 100, 10)]
    server.answers = dict.fromkeys(gone, "550 5.1.1 No such user")
    for _time in range(3):
        outbox.drain()
        fast_forward()
    bounced = OutgoingMessage.objects.filter(state="bounced")
    record_property("bounced", bounced.count())
    record_property("tries of each", str(set(bounced.values_list("attempt", flat=True))))
    assert (counts(), set(bounced.values_list("attempt", flat=True))) == ({"bounced": 10, "sent": 90}, {1})
    assert Counter(server.asked)["reader0000@example.org"] == 1


def test_a_server_that_hangs_is_given_up_in_time_and_pages_stay_as_quick(server, tmp_path, record_property):
    write("a@example.org")
    server.hangs = True
    from django.conf import settings

    with (
        at_work.crew(database_url(), settings.EMAIL_TRANSPORT["port"], tmp_path) as crew,
        at_work.web(database_url(), tmp_path) as web,
    ):
        with web.while_asking() as before:
            time.sleep(4)
        crew.start("all")
        at_work.wait_for(lambda: server.greetings, 30)
        began = time.monotonic()
        with web.while_asking() as during:
            at_work.wait_for(lambda: OutgoingMessage.objects.get().state == "retry", 40, step=0.1)
        seconds = time.monotonic() - began
    usual, then = (statistics.median(answer[1] for answer in answers) for answers in (before, during))
    slowest = max(answer[1] for answer in during)
    record_property("given up after, s", round(seconds, 1))
    record_property("median of a page before and during, ms", f"{usual * 1000:.0f} {then * 1000:.0f}")
    assert seconds <= 30
    assert {status for status, *_rest in [*before, *during]} == {200}
    assert (
        slowest < transports.PATIENCE / 5
    )  # a page that waited for the mail server would take as long as that hangs


def test_a_line_that_drops_after_the_dot_loses_nothing_and_doubles_at_most_what_dropped(
    server, record_property
):
    write_many(200)
    drops = []

    def drop(session):
        if len(server.taken) % 20 == 0:
            drops.append(session)
            session.transport.abort()

    server.after_dot = drop
    outbox.drain()
    server.after_dot = None
    fast_forward()
    outbox.drain()
    record_property("drops", len(drops))
    record_property("sent twice", at_work.doubles(server))
    assert (counts(), len(at_work.copies(server))) == ({"sent": 200}, 200)
    assert 0 < at_work.doubles(server) <= len(drops)


def test_one_poison_row_among_a_thousand_dies_alone_with_one_alert(server, caplog, record_property):
    write_many(999)
    poison = write("poison@example.org")
    OutgoingMessage.objects.filter(pk=poison.pk).update(body=b"cannot be read")
    with caplog.at_level(logging.ERROR, logger="multaqa.alerts"):
        for _time in range(9):
            outbox.drain()
            fast_forward()
    poison.refresh_from_db()
    alerts = [record for record in caplog.records if record.name == "multaqa.alerts"]
    record_property("sent", len(server.taken))
    record_property("alerts", len(alerts))
    assert (counts(), len(server.taken)) == ({"dead": 1, "sent": 999}, 999)
    assert (poison.attempt, len(alerts)) == (8, 1)
