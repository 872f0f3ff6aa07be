"""TRUST 21 for programs: the same API POST twice, two hundred times, makes one thing each; a slow first is not waited
for long."""

import time
from functools import partial
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from accounts.models import Answer, Limit
from coordination.initiatives.models import Initiative
from tests.api.writer import Program, let, make_partner
from tests.cast import make_cast
from tests.faults.test_double_forms import both

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
TWICE = 200


def make_programs(cast):
    partner = make_partner(cast, per_minute=100_000)
    let(cast, partner)
    programs = [Program(partner) for _copy in range(2)]
    partner.keys.update(per_minute=100_000)
    return programs


def test_the_same_post_twice_at_once_makes_one_draft():
    cast = make_cast()
    programs = make_programs(cast)
    for number in range(TWICE):
        answers = both(*[partial(one.draft, cast.group, name=f"draft {number}") for one in programs])
        made = {answer.data["id"] for answer in answers if answer.status == 201}
        assert len(made) == 1
        assert {answer.status for answer in answers} <= {201, 409}
        assert all("Retry-After" in answer.headers for answer in answers if answer.status == 409)
    assert Initiative.objects.count() == TWICE


@pytest.mark.postgres
def test_who_asks_while_the_first_is_long_at_work_is_told_to_come_again():
    cast = make_cast()
    program = make_programs(cast)[0]
    begun, done = Event(), Event()

    def slow():
        with transaction.atomic():
            Answer.objects.begin(program.key.partner, "slow", b"")
            begun.set()
            done.wait(30)
            transaction.set_rollback(True)
        connection.close()

    first = Thread(target=slow)
    first.start()
    begun.wait()
    since = time.monotonic()
    answer = program.draft(cast.group, name="slow")
    took = time.monotonic() - since
    done.set()
    first.join()
    assert (answer.status, answer.headers["Retry-After"], took < 25) == (409, "1", True)
    assert program.draft(cast.group, name="slow").status == 201
    assert Initiative.objects.count() == 1


@pytest.mark.postgres
def test_of_a_hundred_drafts_at_once_the_limit_lets_sixty_through():
    cast = make_cast()
    program = make_programs(cast)[0]
    type(program.key).objects.update(per_minute=60)
    gate, answers = Barrier(10), []

    def ten(place):
        gate.wait()
        for number in range(10):
            answers.append(program.draft(cast.group, name=f"{place} {number}").status)
        connection.close()

    crowd = [Thread(target=ten, args=[place]) for place in range(10)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    passed = [status for status in answers if status != 429]
    assert (len(answers), len(passed)) == (100, 60)
    assert set(passed) <= {201, 409, 503}  # the last two: too busy to wait, with Retry-After
    assert Initiative.objects.count() == passed.count(201)
    assert Limit.objects.exists()
