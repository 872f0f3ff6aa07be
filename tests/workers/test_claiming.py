"""Mails in a sender's hand: nobody else's for ten minutes, and due again at once when it does not get to them."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tests.workers.letters import counts, fast_forward, write, write_many
from workers import outbox, transports
from workers.loop import stopping
from workers.models import OutgoingMessage
from workers.outbox import claiming, marking, sending

pytestmark = pytest.mark.django_db


def sender(most):
    new = sending.Sender(time.monotonic() + 30, claiming.Watch(settings.EMAIL_TRANSPORT.get("host", "")))
    new.most = most
    return new


def held_in(hand):
    return sorted((mail.recipient, mail.attempt) for mail in hand)


def test_what_is_claimed_is_nobody_elses_for_ten_minutes():
    write_many(3)
    assert held_in(claiming.claim(2)) == [("reader0000@example.org", 1), ("reader0001@example.org", 1)]
    assert held_in(claiming.claim(2)) == [("reader0002@example.org", 1)]
    assert claiming.claim(2) == []
    ends = OutgoingMessage.objects.order_by("next_at").first().next_at
    assert timedelta(minutes=9) < ends - timezone.now() < timedelta(minutes=11)


def test_the_number_of_queries_is_the_same_for_one_and_for_three(django_assert_num_queries):
    for count in (1, 3):
        write_many(count, name=f"of{count}-")
        with django_assert_num_queries(4):  # two for a savepoint, the mails, their claim
            assert len(claiming.claim(3)) == count


def test_a_sender_that_lost_its_claim_marks_nothing():
    row = write("a@example.org")
    (slow,) = claiming.claim(1)
    fast_forward()
    (again,) = claiming.claim(1)
    assert again.attempt == 2
    marking.mark_sent(slow)
    marking.mark(slow, state="retry")
    row.refresh_from_db()
    assert (row.state, row.attempt, row.body != b"") == ("sending", 2, True)
    marking.mark_sent(again)
    row.refresh_from_db()
    assert (row.state, row.body, row.finished_at is None) == ("sent", b"", False)


def test_what_a_sender_does_not_get_to_is_due_again_and_cost_no_try():
    write_many(2)
    write("tried@example.org")
    OutgoingMessage.objects.filter(recipient="tried@example.org").update(state="retry", attempt=3)
    for size in (2, 1):
        hand = claiming.claim(3)
        assert len(hand) == size
        claiming.hand_back(hand)
        OutgoingMessage.objects.filter(recipient__in=[mail.recipient for mail in hand]).update(
            next_at=timezone.now() + timedelta(minutes=1)
        )
    found = OutgoingMessage.objects.order_by("recipient").values_list("state", "attempt")
    assert list(found) == [("pending", 0), ("pending", 0), ("retry", 3)]


def test_mails_that_somebody_tried_before_or_left_behind_go_alone():
    write_many(4)
    for number, state in [(0, "sending"), (1, "retry")]:
        OutgoingMessage.objects.filter(recipient=f"reader{number:04}@example.org").update(
            state=state, attempt=1, next_at=timezone.now() - timedelta(minutes=1)
        )
    assert [len(claiming.claim(4)) for _hand in range(4)] == [1, 1, 2, 0]


def test_a_busy_server_is_left_alone_by_all_the_hand(server):
    server.answers["reader0001@example.org"] = "451 4.3.0 Busy"
    write_many(5)
    one = sender(5)
    with transports.opened() as transport:
        assert one.hand_over(one.next(), transport) is True
    assert counts() == {"pending": 3, "retry": 1, "sent": 1}
    assert not OutgoingMessage.objects.filter(state="pending").exclude(attempt=0).exists()


def test_a_sender_that_is_to_stop_finishes_one_mail_and_hands_back_the_others(memory, monkeypatch):
    write_many(5)
    one = sender(5)
    hand = one.next()
    monkeypatch.setattr(transports.Memory, "send", lambda *_args: stopping.set())
    with transports.opened() as transport:
        one.hand_over(hand, transport)
    assert counts() == {"pending": 4, "sent": 1}


def test_a_slow_server_gets_one_mail_after_a_look_and_a_quick_one_as_many_as_a_hand_holds():
    assert sending.handful(1, 2.0) == 1
    assert sending.handful(1, 0.05) == 10
    assert sending.handful(50, 0.001) == sending.MOST


def test_of_many_marks_one_waits_for_the_disk(monkeypatch):
    monkeypatch.setattr(marking.Marks, "waited_at", float("-inf"))
    monkeypatch.setattr(marking, "OFF_DISK", 3600)
    assert [marking.Marks().waits_for_disk() for _sender in range(3)] == [True, False, False]
    monkeypatch.setattr(marking, "OFF_DISK", 0)
    assert marking.Marks().waits_for_disk()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_mark_that_does_not_wait_is_seen_at_once_and_changes_no_other_commit(monkeypatch):
    write_many(2)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # the tests' own sessions have it off
    marks, (first, second) = marking.Marks(), claiming.claim(2)
    for mail, off_disk in ((first, 0), (second, 3600)):
        monkeypatch.setattr(marking, "OFF_DISK", off_disk)
        marks.sent(mail)
    marks.settle()
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert (counts(), cursor.fetchone()) == ({"sent": 2}, ("on",))
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_claim_whose_answer_was_lost_is_found_again():
    write_many(3)
    claimed = []

    def cut(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and not claimed:
            claimed.append(sql)
            transaction.on_commit(lost)
        return answer

    def lost():
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(cut):
        hand = claiming.claim(2)
    assert held_in(hand) == [("reader0000@example.org", 1), ("reader0001@example.org", 1)]
    assert (counts(), len(claimed)) == ({"pending": 1, "sending": 2}, 1)
    assert outbox.drain() == 1
