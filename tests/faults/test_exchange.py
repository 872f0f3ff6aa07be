"""Places that many take at once, on PostgreSQL: none is given twice, and who comes too late reads a sentence."""

from functools import partial

import pytest

from coordination.exchange.actions import responding
from coordination.exchange.models import Post, Response, Side, Stage, State
from deeds.lifecycle import Refused
from tests.cast import join, make_cast, make_group, make_person
from tests.coordination.exchange.givers import passed
from tests.coordination.exchange.world import fresh, opened
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def groups(number):
    """[(group, its leader)]"""
    found = [(make_group(f"group-{one}"), make_person(f"leader {one}")) for one in range(number)]
    for group, person in found:
        join(person, group, "leader")
    return found


def take(post, group, person):
    """One place; who is told that somebody else saves right now tries again, as the sentence says."""
    while True:
        try:
            return responding.respond(post, group, quantity=1, by=person)
        except Refused as refusal:
            if refusal.code != "busy":
                raise


def test_of_50_groups_that_take_the_last_10_places_at_once_10_get_one(transactional_db):
    cast = make_cast()
    post = opened(cast, Side.OFFER, kind="skill", unit="places", quantity=10, first_come=True)
    results = at_once(*(partial(take, post, group, person) for group, person in groups(50)))
    refusals = [result for result in results if isinstance(result, Exception)]
    assert {refusal.code for refusal in refusals} == {"closed"}
    assert (len(results) - len(refusals), len(refusals)) == (10, 40)
    assert Response.objects.filter(state=Stage.ACCEPTED).count() == Response.objects.count() == 10
    assert (fresh(post).promised, fresh(post).state) == (10, State.MATCHED)


def test_of_two_groups_that_a_giver_from_outside_grants_the_last_ones_at_once_one_gets_them(transactional_db):
    cast = make_cast()
    pair = groups(2)
    post = passed(cast, quantity=3)
    rows = [responding.respond(post, group, quantity=2, by=person) for group, person in pair]
    results = at_once(*(partial(responding.accept, row, by=cast.volunteer, seen=row.version) for row in rows))
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert (fresh(post).promised, fresh(post).state) == (2, State.PARTLY_MATCHED)


def test_of_two_responses_to_the_last_place_that_are_accepted_at_once_one_is(transactional_db):
    cast = make_cast()
    pair = groups(2)
    for _round in range(10):
        Response.objects.all().delete()
        Post.objects.all().delete()
        post = opened(cast, Side.OFFER, quantity=1)
        rows = [responding.respond(post, group, quantity=1, by=person) for group, person in pair]
        results = at_once(
            *(partial(responding.accept, row, by=cast.editor, seen=row.version) for row in rows)
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Response.objects.filter(state=Stage.ACCEPTED).count() == 1
        assert (fresh(post).promised, fresh(post).state) == (1, State.MATCHED)
