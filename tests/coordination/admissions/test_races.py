"""Two at once, on PostgreSQL: each round ends in a legal state, and who comes second reads a sentence."""

from functools import partial

import pytest

from coordination.admissions.actions import appealing, deciding, handing_in, suspending
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee.models import Decision
from deeds.lifecycle import Refused
from directory.actions import keeping
from directory.models import Group
from tests.cast import make_cast
from tests.coordination.admissions import world
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


def refusals(results):
    """Codes of what was refused; anything else that went wrong is raised."""
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, Refused):
            raise result
    return [result.code for result in results if isinstance(result, Refused)]


def again(cast, standing="draft"):
    """Another round with the same group."""
    for rows in (Appeal, Admission, Suspension):
        rows.objects.all().delete()
    Group.objects.filter(pk=cast.group.pk).update(standing=standing)
    cast.group.refresh_from_db()


@pytest.fixture
def at_work():
    cast = make_cast()
    world.bylaws()
    world.complete(cast.group)
    return cast


def test_a_page_handed_in_twice_at_once_waits_once(at_work):
    cast = at_work
    for _round in range(ROUNDS):
        again(cast)
        twice = [fresh_group(cast), fresh_group(cast)]
        deeds = [partial(handing_in.submit, one, words="", by=cast.leader, seen=one.version) for one in twice]
        assert len(refusals(at_once(*deeds))) == 1
        assert Admission.objects.waiting().count() == 1


def fresh_group(cast):
    return Group.objects.get(pk=cast.group.pk)


def test_of_two_members_who_decide_at_once_one_does(at_work):
    cast, ticks = at_work, world.ticks()
    for _round in range(ROUNDS):
        again(cast)
        row = world.handed_in(cast)
        seen, before = row.group.version, Decision.objects.count()
        results = at_once(
            partial(deciding.admit, world.fresh(row), held=ticks, by=cast.committee, seen=seen),
            partial(
                deciding.decline,
                world.fresh(row),
                held=[],
                code="untrue",
                reason=world.WORDS,
                by=cast.secretary,
                seen=seen,
            ),
        )
        assert len(refusals(results)) == 1
        row = world.fresh(row)
        assert (row.outcome, row.group.standing) in {("listed", "listed"), ("declined", "declined")}
        assert Decision.objects.count() == before + 1


def test_a_page_that_changes_while_it_is_listed_is_listed_as_it_was_seen_or_not_at_all(at_work):
    cast, ticks = at_work, world.ticks()
    for _round in range(ROUNDS):
        again(cast)
        row = world.handed_in(cast)
        seen = row.group.version
        results = at_once(
            partial(deciding.admit, world.fresh(row), held=ticks, by=cast.committee, seen=seen),
            partial(keeping.confirm, fresh_group(cast), by=cast.editor, seen=seen),
        )
        assert len(refusals(results)) == 1
        assert world.fresh(row).outcome == ("waiting" if isinstance(results[0], Refused) else "listed")


def test_a_suspension_is_seconded_or_taken_back_and_an_appeal_heard_once(at_work):
    cast = at_work
    for _round in range(ROUNDS):
        again(cast, "listed")
        row = world.proposed(cast)
        seen = row.group.version
        results = at_once(
            partial(suspending.second, world.fresh(row), by=cast.secretary, seen=seen),
            partial(suspending.withdraw, world.fresh(row), by=cast.committee, seen=seen),
        )
        assert len(refusals(results)) == 1
        row = world.fresh(row)
        assert (row.state, row.group.standing) in {("in_force", "suspended"), ("dropped", "listed")}
        if row.state == "in_force":
            heard_at_once(cast, world.appealed(cast, row))


def heard_at_once(cast, appeal):
    told = {"reason": world.WORDS, "by": cast.chair, "seen": appeal.group.version}
    results = at_once(
        partial(appealing.grant, world.fresh(appeal), code="error", **told),
        partial(appealing.dismiss, world.fresh(appeal), code="holds", **told),
    )
    assert len(refusals(results)) == 1
    appeal = world.fresh(appeal)
    assert (appeal.state, appeal.group.standing) in {
        ("decision_overturned", "listed"),
        ("decision_stands", "suspended"),
    }
