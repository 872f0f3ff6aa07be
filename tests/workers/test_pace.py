"""How fast a mail server is given mails, and that it is left in peace when it asks."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.workers import sink
from tests.workers.letters import counts, write, write_many
from workers import outbox
from workers.models import Host, OutgoingMessage
from workers.outbox import pace

pytestmark = pytest.mark.django_db
NAME = "mail.example"


def taken_within(minutes, step=0.05):
    """The moments of all turns taken in simulated minutes, tried every `step` seconds."""
    moments = []
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        while timezone.now() < start + timedelta(minutes=minutes):
            if pace._try_turn(NAME) <= 0:
                moments.append(timezone.now())
            clock.shift(step)
    return moments


def most_in_a_minute(moments):
    return max(sum(first <= other <= first + timedelta(seconds=60) for other in moments) for first in moments)


def test_never_more_than_the_rate_and_one_in_any_minute(settings):
    settings.MAIL_PER_MINUTE = 60
    moments = taken_within(3)
    assert 170 <= len(moments) <= 181
    assert most_in_a_minute(moments) <= 61


def test_after_a_quiet_hour_there_is_no_burst(settings):
    settings.MAIL_PER_MINUTE = 60
    assert pace._try_turn(NAME) <= 0
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert [pace._try_turn(NAME) <= 0 for _try in range(5)] == [True, False, False, False, False]


def test_a_server_that_asks_for_patience_is_given_half_and_recovers(settings):
    settings.MAIL_PER_MINUTE = 60
    pace._try_turn(NAME)
    pace.slow_down(NAME, "421 4.7.0 Too fast")
    host = Host.objects.get()
    assert (pace.level_of(host, host.slowed_at), host.said) == (1, "421 4.7.0 Too fast")
    assert pace.seconds_apart(host, host.slowed_at) == pytest.approx(2.04)
    later = host.slowed_at + timedelta(minutes=1, seconds=1)
    assert pace.seconds_apart(host, later) == pytest.approx(1.02)


def test_pauses_are_scattered():
    waits = set()
    for number in range(20):
        pace.slow_down(f"{number}.example", "451")
        host = Host.objects.get(name=f"{number}.example")
        waits.add(round((host.free_at - host.slowed_at).total_seconds(), 3))
    assert len(waits) > 10
    assert max(waits) > 1.5 * min(waits)


@pytest.mark.parametrize("said", ["421 4.3.2 Closing", "451 4.3.0 Busy", "452 4.3.1 Full", "432 4.3.2 Many"])
def test_a_busy_server_slows_all_mail_to_it(server, said):
    server.answers["a@example.org"] = said
    write("a@example.org")
    outbox.drain()
    host = Host.objects.get()
    assert (host.level, host.said) == (1, said)


def test_one_full_mailbox_slows_nobody(server):
    server.answers["full@example.org"] = "452 4.2.2 Mailbox full"
    write("full@example.org")
    outbox.drain()
    assert not Host.objects.filter(level__gt=0).exists()


def test_an_hour_has_its_most_and_sign_in_mails_go_all_the_same(server, settings):
    settings.MAIL_PER_HOUR = 3
    with time_machine.travel("2026-11-28 10:15:00Z", tick=True):
        write_many(5)
        outbox.drain()
        assert counts() == {"pending": 2, "sent": 3}
        write("code@example.org", kind="account")
        outbox.drain()
        assert OutgoingMessage.objects.get(recipient="code@example.org").state == "sent"
    with time_machine.travel("2026-11-28 11:00:01Z", tick=True):
        OutgoingMessage.objects.live().update(next_at=timezone.now())
        outbox.drain()
    assert counts() == {"sent": 6}


def test_a_server_that_is_away_costs_no_tries(settings):
    with sink.listening() as (_server, place):
        settings.EMAIL_TRANSPORT = place
    write("a@example.org")
    for _try in range(12):
        OutgoingMessage.objects.update(next_at=timezone.now())
        Host.objects.update(free_at=timezone.now(), slowed_at=timezone.now() - timedelta(seconds=2))
        outbox.drain()
    row = OutgoingMessage.objects.get()
    assert (row.state, row.attempt) == ("retry", 0)
    assert Host.objects.get().free_at > timezone.now() + timedelta(seconds=pace.AWAY / 2)


def test_while_a_server_is_left_alone_nothing_is_tried(server, settings):
    write("a@example.org")
    pace.slow_down(settings.EMAIL_TRANSPORT["host"], "no answer", at_least=60)
    begun = time.monotonic()
    assert (outbox.drain(), server.taken) == (0, [])
    assert time.monotonic() - begun < 2


def test_a_machine_has_so_many_lines_and_a_freed_one_is_taken(settings):
    settings.MAIL_CONNECTIONS = 2
    with pace.line(NAME) as first, pace.line(NAME) as second, pace.line(NAME) as third:
        assert (first, second, third) == (0, 1, None)
    with pace.line(NAME) as again:
        assert again == 0
