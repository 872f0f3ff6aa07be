"""Two members or a ballot suspend a group; nobody does it alone, and nobody of the group does it at all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.admissions.actions import appealing, archiving, suspending
from coordination.admissions.kinds import Suspensions
from coordination.admissions.lifecycle import STANDING
from coordination.admissions.models import Appeal, Suspension
from coordination.committee.models import Decision
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group, Standing
from tests.coordination.admissions.world import WORDS, appealed, bylaws, fresh, proposed, suspended, version

pytestmark = pytest.mark.django_db
State = Suspension.State


@pytest.fixture(autouse=True)
def _bylaws(cast):
    bylaws()


def test_a_proposal_alone_changes_nothing_and_is_the_committees_own(cast):
    row = proposed(cast)
    assert row.group.standing == Standing.LISTED
    assert not Suspension.objects.visible_to(cast.leader).exists()
    assert Entry.objects.get(deed="suspension.propose").audience == [
        "committee",
        f"person:{cast.committee.pk}",
    ]


def test_the_second_member_hides_the_page_from_everybody(cast):
    row = suspended(cast)
    assert (row.state, row.seconded_by, row.group.standing) == (State.IN_FORCE, cast.secretary, "suspended")
    assert not Group.objects.visible_to(None).filter(pk=row.group_id).exists()
    assert Suspension.objects.visible_to(cast.leader).exists()
    assert not Suspension.objects.visible_to(cast.member).exists()
    assert Decision.objects.get().result == "suspended"


@pytest.mark.parametrize("role", ["committee", "recused_committee", "leader", "operator"])
def test_the_same_member_and_members_of_the_group_do_not_second(cast, role):
    row = proposed(cast)
    with pytest.raises(Refused) as refused:
        suspending.second(row, by=cast.people[role], seen=row.group.version)
    assert (refused.value.code, fresh(row).group.standing) == ("role", Standing.LISTED)


def test_nobody_is_suspended_past_the_two_members(cast):
    row = proposed(cast)
    with pytest.raises(Refused):
        STANDING.take(row.group, "suspend", by=cast.chair, seen=row.group.version)


def test_a_proposal_lapses_by_the_clock_and_makes_room_for_another(cast):
    row = proposed(cast)
    with time_machine.travel(row.until + timedelta(seconds=1), tick=True):
        assert not Suspension.objects.open().exists()
        with pytest.raises(Refused) as refused:
            suspending.second(row, by=cast.secretary, seen=row.group.version)
        again = suspending.propose(
            fresh(row).group, code="harm", reason=WORDS, by=cast.chair, seen=version(row.group)
        )
    assert (refused.value.code, fresh(row).state, again.state) == ("guard", State.LAPSED, State.PROPOSED)


def test_one_proposal_a_group_at_a_time(cast):
    row = proposed(cast)
    with pytest.raises(Refused) as refused:
        suspending.propose(row.group, code="harm", reason=WORDS, by=cast.chair, seen=row.group.version)
    assert refused.value.code == "already"


def test_a_lifted_suspension_lists_the_group_and_settles_its_appeal(cast):
    row = suspended(cast)
    appeal = appealed(cast, row)
    suspending.lift(fresh(row), code="mended", reason=WORDS, by=cast.chair, seen=version(row.group))
    row = fresh(row)
    assert (row.state, row.lift_code, row.group.standing) == (State.LIFTED, "mended", Standing.LISTED)
    assert fresh(appeal).state == Appeal.State.MOOT


def test_a_suspended_group_is_archived_by_the_committee_and_not_by_its_leader(cast):
    row = suspended(cast)
    with pytest.raises(Refused):
        archiving.archive(row.group, by=cast.leader, seen=version(row.group))
    group = Group.objects.get(pk=row.group_id)
    archiving.close(group, code="stopped", reason=WORDS, by=cast.chair, seen=group.version)
    assert (fresh(row).state, fresh(row).group.standing) == (State.ENDED, Standing.ARCHIVED)


def test_what_its_leader_archives_needs_no_suspension_any_more(cast):
    row = proposed(cast)
    archiving.archive(row.group, by=cast.leader, seen=row.group.version)
    assert (fresh(row).state, fresh(row).group.standing) == (State.DROPPED, Standing.ARCHIVED)


def test_a_carried_ballot_suspends_and_one_without_result_puts_the_proposal_back(cast):
    kind, row = Suspensions(), proposed(cast)
    kind.opened(row.uuid, None)
    kind.decided(row.uuid, "inquorate", None)
    assert fresh(row).state == State.PROPOSED
    kind.opened(row.uuid, None)
    with pytest.raises(Refused):
        suspending.withdraw(row, by=cast.committee, seen=version(row.group))
    kind.decided(row.uuid, "carried", None)
    row = fresh(row)
    assert (row.state, row.by_ballot, row.group.standing) == (State.IN_FORCE, True, Standing.SUSPENDED)


def test_a_carried_ballot_on_a_group_that_left_is_refused(cast):
    kind, row = Suspensions(), proposed(cast)
    kind.opened(row.uuid, None)
    Group.objects.filter(pk=row.group_id).update(standing=Standing.ARCHIVED)
    with pytest.raises(Refused) as refused:
        kind.decided(row.uuid, "carried", None)
    assert refused.value.code == "state"


def test_what_a_ballot_suspended_only_a_ballot_gives_back(cast):
    kind, row = Suspensions(), proposed(cast)
    kind.opened(row.uuid, None)
    kind.decided(row.uuid, "carried", None)
    appeal = appealed(cast, fresh(row))
    with pytest.raises(Refused) as refused:
        appealing.grant(appeal, code="error", reason=WORDS, by=cast.chair, seen=appeal.group.version)
    assert refused.value.code == "role"
    assert timezone.now() < appeal.due_at
