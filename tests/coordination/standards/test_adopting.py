"""By ballot a standard is adopted or goes back; a later version replaces it on its day; a ballot ends its use."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.committee import docket
from coordination.committee.models import Ballot, Decision, RollLine
from coordination.standards.actions import deciding
from coordination.standards.models import Standard, State
from deeds.lifecycle import Refused
from tests.coordination.standards.world import (
    ADOPTION,
    adopted,
    ballot_on,
    commented,
    consulted,
    draft,
    ended,
    fresh,
    voted,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def waiting(kind):
    """Those that the matters tell; the lines of the list tell the same."""
    matters, lines = (
        [row for row in found if row.kind == kind] for found in (docket.awaiting(), docket.lines())
    )
    assert [(row.uuid, row.url, row.since) for row in lines] == [
        (row.uuid, row.url, row.since) for row in matters
    ]
    assert all(str(line.title) in matter.title for line, matter in zip(lines, matters, strict=True))
    return [matter.uuid for matter in matters]


def test_it_stands_on_the_docket_once_the_consultation_is_over_and_answered(cast):
    standard = consulted(cast)
    assert waiting(ADOPTION) == []
    row = commented(standard, cast)
    standard = ended(standard)
    assert waiting(ADOPTION) == []
    row.answer, row.why = "taken_up", "Yes."
    row.save()
    assert waiting(ADOPTION) == [standard.uuid]
    Standard.objects.update(effective_on=TODAY() - timedelta(days=1))
    assert waiting(ADOPTION) == []


def test_no_ballot_opens_on_what_is_not_ready(cast):
    standard = consulted(cast)
    with pytest.raises(Refused, match="يمكن طرحه"):
        ballot_on(standard, cast)
    assert (Ballot.objects.count(), fresh(standard).state) == (0, State.CONSULTATION)


def test_a_standard_concerns_every_group_so_members_of_one_vote(cast):
    ballot = ballot_on(ended(consulted(cast)), cast)
    assert not RollLine.objects.filter(ballot=ballot, standing="recused").exists()
    assert ballot.roll.filter(person=cast.recused_committee).exists()


def test_carried_it_is_adopted_with_the_line_in_the_register(cast):
    standard = ended(consulted(cast))
    effective_on = standard.effective_on
    voted(ballot_on(standard, cast), cast)
    standard = fresh(standard)
    assert (standard.state, standard.effective_on, standard.is_in_force) == (
        State.ADOPTED, effective_on, False,
    )  # fmt: skip
    line = Decision.objects.get(kind=ADOPTION)
    assert (line.result, "Safeguarding" in line.subject_en, line.is_public) == ("carried", True, True)


def test_lost_it_goes_back_to_a_draft(cast):
    standard = ended(consulted(cast))
    voted(ballot_on(standard, cast), cast, choice="against")
    assert (fresh(standard).state, fresh(standard).is_editable) == (State.DRAFT, True)


def test_too_few_votes_bring_a_second_session(cast):
    standard = ended(consulted(cast))
    ballot = voted(ballot_on(standard, cast), cast, voters=("chair",))
    assert (ballot.state, fresh(standard).state) == ("inquorate", State.CONSULTATION)
    second = voted(ballot_on(standard, cast), cast)
    assert (second.session, second.state, fresh(standard).state) == (2, "carried", State.ADOPTED)


def test_a_ballot_that_took_longer_than_planned_puts_it_in_force_at_once(cast):
    standard = ended(consulted(cast))
    Standard.objects.filter(pk=standard.pk).update(effective_on=TODAY() + timedelta(days=2))
    ballot = voted(ballot_on(standard, cast), cast)
    assert fresh(standard).effective_on == timezone.localdate(ballot.closes_at + timedelta(seconds=1))


def test_a_later_version_replaces_it_on_its_day_whether_the_job_ran_or_not(cast):
    first = adopted(cast)
    second = adopted(cast, draft(cast, base=first), effective_in=20)
    assert list(Standard.objects.in_force()) == [first]
    assert deciding.keep_time() == 0
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        assert list(Standard.objects.in_force()) == [second]
        assert (fresh(first).is_replaced, fresh(first).state) == (True, State.ADOPTED)
        assert (deciding.keep_time(), deciding.keep_time()) == (1, 0)
        assert (fresh(first).state, fresh(second).state) == (State.SUPERSEDED, State.ADOPTED)


def test_the_earlier_version_learns_its_last_day_when_the_later_one_is_adopted(cast):
    first = adopted(cast)
    second = ended(consulted(cast, draft(cast, base=first)))
    day = TODAY() + timedelta(days=60)
    Standard.objects.filter(pk=second.pk).update(effective_on=day)
    voted(ballot_on(fresh(second), cast), cast)
    assert (fresh(first).superseded_on, fresh(second).effective_on) == (day, day)


def test_a_ballot_ends_its_use_and_until_then_it_is_in_force(cast):
    standard = adopted(cast)
    reason = "Nobody could keep it."
    standard = deciding.propose_retirement(standard, reason=reason, by=cast.committee, seen=standard.version)
    assert (standard.is_in_force, waiting(deciding.RETIREMENT)) == (True, [standard.uuid])
    with pytest.raises(Refused):
        deciding.propose_retirement(standard, reason=reason, by=cast.chair, seen=standard.version)
    voted(ballot_on(standard, cast, deciding.RETIREMENT), cast)
    standard = fresh(standard)
    assert (standard.state, standard.reason, standard.is_in_force) == (State.RETIRED, reason, False)


@pytest.mark.parametrize(
    ("choice", "voters"), [("against", ("chair", "secretary", "committee")), ("for", ("chair",))]
)
def test_not_carried_it_stays(cast, choice, voters):
    standard = adopted(cast)
    standard = deciding.propose_retirement(standard, reason="Old.", by=cast.committee, seen=standard.version)
    voted(ballot_on(standard, cast, deciding.RETIREMENT), cast, choice=choice, voters=voters)
    standard = fresh(standard)
    assert (standard.state, standard.retiring_at, standard.is_in_force) == (State.ADOPTED, None, True)


def test_replaced_while_its_end_is_voted_on_the_ballot_is_cancelled(cast):
    first = adopted(cast)
    first = deciding.propose_retirement(first, reason="Old.", by=cast.committee, seen=first.version)
    ballot = ballot_on(first, cast, deciding.RETIREMENT)
    Standard.objects.filter(pk=first.pk).update(superseded_on=TODAY())
    deciding.keep_time()
    assert (fresh(first).state, Ballot.objects.get(pk=ballot.pk).state) == (State.SUPERSEDED, "cancelled")
