"""The committee suspends, lifts and revokes; two members or a ballot take away, and an appeal gives back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.committee import docket
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Ballot, Decision, Seat
from coordination.standards.actions import appealing, reopening, revoking
from coordination.standards.models import Accreditation, Appeal, Because, Condition, Revocation
from coordination.standards.rules_of_accreditations import APPEAL, KIND, REVOCATION
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Licence
from tests.cast import join
from tests.coordination.standards.world import accredited, afresh, voted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def suspended(row, by, code="complaint"):
    row = afresh(row)
    return revoking.suspend(row, code=code, reason="Two parents wrote.", by=by, seen=row.version)


def proposed(row, by, code="untrue"):
    row = afresh(row)
    return revoking.propose(row, code=code, reason="The policy does not exist.", by=by, seen=row.version)


def seconded(proposal, by):
    return revoking.second(proposal, by=by, seen=afresh(proposal.accreditation).version)


def appealed(row, cast):
    row = afresh(row)
    return appealing.file(row, words="Here is the policy.", by=cast.leader, seen=row.version)


def heard(row, cast, choice, kind=APPEAL):
    """The ballot about a matter: everybody on its roll votes alike."""
    ballot = open_ballot(kind, row.uuid, by=cast.chair, seen=docket.find(kind, row.uuid).version)
    voters = {line.person_id for line in ballot.roll.filter(standing="voting")}
    return voted(ballot, cast, choice, [role for role, person in cast.people.items() if person.pk in voters])


def test_one_member_suspends_at_once_with_a_reason_that_everybody_reads(cast):
    row = suspended(accredited(cast), cast.committee)
    assert (row.state, row.reason_code, row.reason) == ("suspended", "complaint", "Two parents wrote.")
    line = Decision.objects.filter(kind=KIND).first()
    assert (line.result, line.is_public, bool(line.appeal_until)) == ("suspended", True, True)
    assert line.text_en == "A complaint is being looked into."
    entry = Entry.objects.about(row).order_by("pk").last()
    assert (entry.deed, "public" in entry.audience) == ("standards_accreditation.suspend", True)


def test_nobody_with_a_tie_to_the_group_suspends_lifts_or_revokes(cast):
    row = accredited(cast)
    with pytest.raises(Refused):
        suspended(row, cast.recused_committee)
    with pytest.raises(Refused):
        proposed(row, cast.recused_committee)
    proposal = proposed(row, cast.committee)
    join(cast.chair, cast.group)
    for person in (cast.committee, cast.recused_committee, cast.chair, cast.leader, cast.operator):
        with pytest.raises(Refused):
            seconded(proposal, person)
    assert afresh(row).state == Condition.CURRENT


def test_what_the_committee_suspended_the_clock_never_lifts_and_what_the_clock_did_it_undoes(cast):
    row = accredited(cast)
    today = timezone.localdate()
    licence = Licence.objects.create(
        group=cast.group, authority_en="Ministry", number="1", expires_on=today - DAY
    )
    assert (reopening.keep_time(), afresh(row).reason_code) == (1, Because.LICENCE)
    assert reopening.keep_time() == 0
    row = suspended(row, cast.committee)
    assert (reopening.keep_time(), afresh(row).reason_code) == (0, Because.COMPLAINT)
    row = afresh(row)
    row = revoking.lift(row, reason="It was settled.", by=cast.chair, seen=row.version)
    assert (row.state, row.reason_code, row.reason) == ("suspended", Because.LICENCE, "")
    with pytest.raises(Refused):
        revoking.lift(row, reason="Now.", by=cast.chair, seen=row.version)
    licence.delete()
    assert (reopening.keep_time(), afresh(row).state, afresh(row).reason_code) == (1, "current", "")


def test_a_second_member_revokes_in_the_same_moment(cast):
    row = accredited(cast)
    proposal = proposed(row, cast.committee)
    assert afresh(row).state == Condition.CURRENT
    with pytest.raises(Refused):
        proposed(row, cast.chair)
    row = seconded(proposal, cast.chair)
    assert (row.state, row.reason_code, row.reason) == ("revoked", "untrue", "The policy does not exist.")
    line = Decision.objects.get(kind=REVOCATION)
    assert (line.result, line.decided_by, bool(line.appeal_until)) == ("revoked", cast.chair, True)


def test_a_proposal_that_nobody_seconds_lapses_and_makes_room(cast):
    row = accredited(cast)
    proposal = proposed(row, cast.committee)
    with time_machine.travel(proposal.until + DAY):
        with pytest.raises(Refused) as refused:
            seconded(proposal, cast.chair)
        assert refused.value.code == "guard"
        assert (reopening.keep_time(), Revocation.objects.get().state) == (1, "lapsed")
        assert proposed(row, cast.chair).is_open
    assert afresh(row).state == Condition.CURRENT


@pytest.mark.parametrize(
    ("choice", "state", "of"), [("for", "revoked", "done"), ("against", "current", "dropped")]
)
def test_a_ballot_revokes_or_drops_it(cast, choice, state, of):
    row = accredited(cast)
    proposal = proposed(row, cast.committee)
    assert {line.kind for line in docket.lines()} >= {REVOCATION}
    heard(proposal, cast, choice, REVOCATION)
    assert (afresh(row).state, Revocation.objects.get().state) == (state, of)


@pytest.mark.parametrize("way", ["suspended", "seconded", "by ballot"])
def test_an_appeal_is_heard_by_those_who_did_not_decide_and_restores_it(cast, way):
    row = accredited(cast)
    if way == "suspended":
        suspended(row, cast.committee)
    else:
        proposal = proposed(row, cast.committee)
        if way == "seconded":
            seconded(proposal, cast.secretary)
        else:
            heard(proposal, cast, "for", REVOCATION)
    with pytest.raises(Refused):
        appealing.file(afresh(row), words="x", by=cast.editor, seen=afresh(row).version)
    appeal = appealed(row, cast)
    with pytest.raises(Refused):
        appealed(row, cast)
    matter = docket.find(APPEAL, appeal.uuid)
    deciders = {"suspended": {cast.committee.pk}, "seconded": {cast.committee.pk, cast.secretary.pk}}
    assert matter.people == deciders.get(way, set())
    if way == "seconded":
        join_seat(cast)
    heard(appeal, cast, "for")
    assert (Appeal.objects.get().state, afresh(row).state) == ("decision_overturned", "current")
    assert Decision.objects.get(pk=appeal.decision_id).overturned_by is not None


def join_seat(cast):
    """One more seat, so that a ballot without the two who decided has its quorum."""
    Seat.objects.create(person=cast.volunteer, role="member", starts_at=timezone.now() - DAY)


def test_an_appeal_that_is_lost_leaves_it_and_one_taken_back_can_be_filed_again(cast):
    row = accredited(cast)
    suspended(row, cast.committee)
    first = appealed(row, cast)
    appealing.withdraw(first, by=cast.leader, seen=afresh(row).version)
    heard(appealed(row, cast), cast, "against")
    assert (afresh(row).state, afresh(row).reason_code) == ("suspended", "complaint")
    with pytest.raises(Refused):
        appealed(row, cast)


def test_lifting_settles_an_appeal_with_its_ballot_and_revoking_one_against_the_suspension(cast):
    row = accredited(cast)
    suspended(row, cast.committee)
    appeal = appealed(row, cast)
    ballot = open_ballot(APPEAL, appeal.uuid, by=cast.chair, seen=docket.find(APPEAL, appeal.uuid).version)
    row = afresh(row)
    revoking.lift(row, reason="It was settled.", by=cast.chair, seen=row.version)
    assert (Appeal.objects.get().state, Ballot.objects.get(pk=ballot.pk).state) == ("moot", "cancelled")
    suspended(row, cast.committee)
    appealed(row, cast)
    seconded(proposed(row, cast.committee), cast.chair)
    assert [one.state for one in Appeal.objects.order_by("pk")] == ["moot", "moot"]
    assert appealed(row, cast).decision.result == "revoked"


def test_a_restored_one_whose_days_are_over_has_expired(cast):
    row = accredited(cast)
    seconded(proposed(row, cast.committee), cast.chair)
    appeal = appealed(row, cast)
    today = timezone.localdate()
    Accreditation.objects.filter(pk=row.pk).update(valid_from=today - 9 * DAY, valid_until=today - DAY)
    join_seat(cast)
    heard(appeal, cast, "for")
    assert afresh(row).state == Condition.EXPIRED


def test_the_clock_touches_only_what_is_due(cast):
    """Of two in every state only those move whose day has come."""
    row = accredited(cast)
    today = timezone.localdate()
    Accreditation.objects.filter(pk=row.pk).update(valid_until=today)
    assert reopening.keep_time() == 0
    for state in ("revoked", "superseded", "expired"):
        Accreditation.objects.filter(pk=row.pk).update(
            state=state, reason_code="other", valid_from=today - 9 * DAY, valid_until=today - DAY
        )
        assert (reopening.keep_time(), afresh(row).state) == (0, state)
    Accreditation.objects.filter(pk=row.pk).update(state="current", reason_code="")
    assert (reopening.keep_time(), afresh(row).state) == (1, "expired")
    assert reopening.keep_time() == 0
