"""An appeal is heard by those who did not decide; what it overturns is listed in the same moment."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.admissions import awaiting, rules
from coordination.admissions.actions import appealing, handing_in
from coordination.admissions.kinds import Appeals
from coordination.admissions.lifecycle import STANDING
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee import docket
from coordination.committee import rules as committee
from coordination.committee.actions import closing, voting
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Decision
from deeds.lifecycle import Refused
from directory.models import Group, Standing
from tests.coordination.admissions.world import (
    WORDS,
    appealed,
    bylaws,
    declined,
    fresh,
    returned,
    suspended,
    version,
)

pytestmark = pytest.mark.django_db
State = Appeal.State


@pytest.fixture(autouse=True)
def _bylaws(cast):
    bylaws()


def test_a_granted_appeal_lists_what_was_declined(cast):
    row = appealed(cast)
    appealing.grant(row, code="new_facts", reason=WORDS, by=cast.secretary, seen=row.group.version)
    row = fresh(row)
    assert (row.state, row.heard_by, row.group.standing) == (
        State.OVERTURNED,
        cast.secretary,
        Standing.LISTED,
    )
    assert (row.admission.outcome, row.group.listed_at is not None) == (Admission.Outcome.OVERTURNED, True)
    first = Decision.objects.get(result="declined")
    assert first.overturned_by.result == State.OVERTURNED


def test_a_granted_appeal_ends_a_suspension(cast):
    row = appealed(cast, suspended(cast))
    appealing.grant(row, code="error", reason=WORDS, by=cast.chair, seen=row.group.version)
    row = fresh(row)
    assert (row.group.standing, row.suspension.state) == (Standing.LISTED, Suspension.State.OVERTURNED)


def test_a_dismissed_appeal_leaves_the_decision_and_there_is_no_second_one(cast):
    row = appealed(cast)
    appealing.dismiss(row, code="holds", reason=WORDS, by=cast.secretary, seen=row.group.version)
    row = fresh(row)
    assert (row.state, row.group.standing) == (State.STANDS, Standing.DECLINED)
    assert Decision.objects.get(result="declined").upheld_by.result == State.STANDS
    with pytest.raises(Refused) as refused:
        appealed(cast, row.admission)
    assert refused.value.code == "not_appealable"


@pytest.mark.parametrize("role", ["committee", "recused_committee", "leader", "operator"])
def test_who_decided_or_belongs_to_the_group_does_not_hear(cast, role):
    row = appealed(cast)
    for deed in (appealing.grant, appealing.dismiss):
        with pytest.raises(Refused) as refused:
            deed(row, code="error", reason=WORDS, by=cast.people[role], seen=version(row.group))
        assert refused.value.code == "role"


def test_both_who_suspended_stand_aside_in_a_ballot_too(cast):
    row = appealed(cast, suspended(cast))
    aside = committee.recused(docket.find("admissions.appeal", row.uuid))
    assert {cast.committee.pk, cast.secretary.pk, cast.recused_committee.pk} <= aside
    assert cast.chair.pk not in aside


def test_an_appeal_comes_within_the_bylaws_days_and_from_a_leader(cast):
    bylaws(appeal_days=30)
    row = declined(cast)
    with pytest.raises(Refused) as refused:
        appealing.file(row.group, words="لا", by=cast.editor, seen=row.group.version)
    assert refused.value.code == "role"
    with (
        time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=True),
        pytest.raises(Refused) as refused,
    ):
        appealed(cast, row)
    assert refused.value.code == "not_appealable"


def test_a_returned_page_is_mended_and_not_appealed(cast):
    row = returned(cast)
    assert rules.appealable(row.group) == (None, None)


def test_an_appeal_taken_back_can_be_filed_again(cast):
    row = appealed(cast)
    line = Decision.objects.filter(result="declined")
    assert (line.get().appealed_at, line.get().may_be_appealed) == (row.filed_at, False)
    appealing.withdraw(row, by=cast.leader, seen=row.group.version)
    assert (fresh(row).state, line.get().may_be_appealed) == (State.WITHDRAWN, True)
    assert appealed(cast, row.admission).state == State.FILED


def test_handing_in_again_settles_the_appeal(cast):
    bylaws(declined_wait_days=0)
    row = appealed(cast)
    handing_in.submit(fresh(row).group, words="", by=cast.leader, seen=version(row.group))
    assert fresh(row).state == State.MOOT


def test_overdue_appeals_come_first_on_the_docket_and_wait_for_the_committee(cast):
    row = appealed(cast)
    with time_machine.travel(row.due_at + timedelta(days=1), tick=True):
        assert docket.awaiting()[0].uuid == row.uuid
        (late,) = awaiting.late_appeals(cast.chair)
        assert late.due_at == row.due_at
        assert list(awaiting.late_appeals(cast.leader)) == []


def test_a_ballot_overturns_or_lets_stand(cast):
    kind, row = Appeals(), appealed(cast)
    kind.lock(row.uuid)
    kind.opened(row.uuid, None)
    kind.decided(row.uuid, "cancelled", None)
    assert fresh(row).state == State.FILED
    ballot = open_ballot(kind.name, row.uuid, by=cast.chair, seen=version(row.group))
    for role in ("secretary", "chair", "committee_no_2fa"):
        voting.vote(ballot, "for", by=cast.people[role], seen=ballot.matter_version)
    with time_machine.travel(ballot.closes_at + timedelta(seconds=1), tick=True):
        closing.keep_time()
    assert (fresh(row).state, fresh(row).group.standing) == (State.OVERTURNED, Standing.LISTED)
    assert Decision.objects.get(result="declined").overturned_by.ballot == ballot


def test_nobody_overturns_without_an_appeal(cast):
    row = declined(cast)
    with pytest.raises(Refused) as refused:
        STANDING.take(row.group, "overturn", by=cast.chair, seen=row.group.version)
    assert refused.value.code == "role"


def test_a_granted_appeal_of_the_past_overturns_no_later_suspension(cast):
    row = appealed(cast)
    appealing.grant(row, code="error", reason=WORDS, by=cast.chair, seen=row.group.version)
    later = suspended(cast)
    with pytest.raises(Refused):
        STANDING.take(
            Group.objects.get(pk=later.group_id), "overturn", by=cast.chair, seen=version(later.group)
        )


def test_leaders_are_told_what_waits_for_them(cast):
    row = declined(cast)
    (line,) = awaiting.answers(cast.leader)
    assert line.due_at == row.decided_at + timedelta(days=30)
    assert list(awaiting.answers(cast.editor)) == []
    appealed(cast, row)
    assert list(awaiting.answers(cast.leader)) == []
