"""Senders to partners are killed in the middle of it: nothing is lost, and what comes twice has the same number."""

import random
import time
from collections import Counter

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import make_group, make_person
from tests.faults import at_work
from tests.workers import hook_sink
from tests.workers.hooks import make_partner, make_webhook, read, told
from tests.workers.test_work import database_url
from workers.models import Delivery
from workers.outbox import posting

pytestmark = [
    pytest.mark.faults,
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("webhooks killed"),
]
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), %s)
"""
KILLS, MESSAGES = 10, 90  # at most a hundred wait for one webhook


def lease_is_over():
    """A minute in life; nobody is at work when this is said."""
    Delivery.objects.filter(state="sending").update(next_at=timezone.now())


def plan(count):
    read()
    make_webhook(make_partner(make_person("keeper")))
    told(make_group("told"), count)
    assert Delivery.objects.live().count() == count


def is_done():
    return not Delivery.objects.live().exists()


@pytest.fixture
def hands(tmp_path):
    """(the partner's server, workers, how they find it)"""
    with hook_sink.listening(tmp_path) as (sink, _client), at_work.crew(database_url(), 9, tmp_path) as crew:
        yield sink, crew, f"partner:{sink.port}:{sink.trusted}"


def test_killed_between_the_200_and_its_mark_that_message_comes_twice_with_one_number(hands, record_property):
    sink, crew, partner = hands
    plan(9)
    crew.gone(crew.start("posts", partner, "dies-after-200"))
    first = len(sink.taken)
    assert 1 <= first <= posting.PER_SERVER
    lease_is_over()
    crew.start("posts", partner)
    at_work.wait_for(is_done, 60, step=0.05)
    copies = Counter(sink.ids)
    record_property("came twice", sum(count - 1 for count in copies.values()))
    assert sorted(copies.values()) == [1] * (9 - first) + [2] * first
    assert set(copies) == {one.number for one in Delivery.objects.all()}


def test_a_connection_cut_before_the_mark_is_mended_and_nothing_comes_twice(hands):
    """Each answer comes only after the sender's connection to the database was cut."""
    sink, crew, partner = hands
    plan(6)
    with connection.cursor() as cursor:
        own = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]

    def answer(post):
        with psycopg.connect(database_url()) as cutting:
            cutting.execute(CUT, [own])
        return 200, ""

    sink.answers = answer
    crew.start("posts", partner)
    at_work.wait_for(is_done, 150, step=0.05)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert sorted(Counter(sink.ids).values()) == [1] * 6


def test_ten_kills_lose_nothing(hands, record_property):
    sink, crew, partner = hands
    sink.answers = lambda post: time.sleep(0.02) or (200, "")
    plan(MESSAGES)
    for _kill in range(KILLS):
        before, pid = len(sink.taken), crew.start("posts", partner)
        at_work.wait_for(lambda before=before: len(sink.taken) > before or is_done(), 30)
        time.sleep(random.uniform(0.0, 0.05))
        crew.kill(pid)
        lease_is_over()
    crew.start("posts", partner)
    at_work.wait_for(is_done, 120, step=0.1)
    copies = Counter(sink.ids)
    doubles = sum(count - 1 for count in copies.values())
    record_property("lost", MESSAGES - len(copies))
    record_property("came twice", doubles)
    assert len(copies) == MESSAGES
    assert doubles <= KILLS * posting.PER_SERVER
