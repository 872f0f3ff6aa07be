"""A ballot carries what the room can no longer follow: a sentence, a legal state, and two ways on."""

from datetime import timedelta

import pytest
import time_machine

from coordination.committee import docket
from coordination.committee.actions import closing, voting
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Ballot
from coordination.initiatives.actions import doing
from coordination.initiatives.models import State
from coordination.initiatives.rules import APPROVAL
from deeds.lifecycle import Refused
from directory.models import Group, Standing
from tests.coordination.initiatives.world import fresh, initiative_in

pytestmark = pytest.mark.django_db
VOTERS = ("committee", "secretary", "chair", "committee_no_2fa")
GONE = [(Standing.SUSPENDED, "other_group"), (Standing.ARCHIVED, "group")]


def stand(group, standing):
    Group.objects.filter(pk=group.pk).update(standing=standing)


def carried_without(cast, initiative, standing, which):
    """Everybody votes for it; meanwhile this group leaves the directory."""
    ballot = open_ballot(
        APPROVAL, initiative.uuid, by=cast.chair, seen=docket.find(APPROVAL, initiative.uuid).version
    )
    stand(getattr(cast, which), standing)
    for role in VOTERS:
        voting.vote(ballot, "for", by=cast.people[role], seen=ballot.matter_version)
    with time_machine.travel(ballot.closes_at + timedelta(seconds=1), tick=True):
        closing.keep_time()
    return Ballot.objects.get(pk=ballot.pk)


@pytest.mark.parametrize(("standing", "which"), GONE)
def test_the_outcome_waits_with_a_sentence_and_is_applied_once_the_way_is_free(cast, standing, which):
    initiative = initiative_in(cast, "in_review")
    ballot = carried_without(cast, initiative, standing, which)
    assert (ballot.state, fresh(initiative).state) == ("carried", State.VOTING)
    assert "no longer stands by" in ballot.not_applied_en
    page = cast.client("chair").get("/ar/committee/docket/").content.decode()
    assert ballot.not_applied_ar in page
    with pytest.raises(Refused):
        closing.apply_again(ballot, by=cast.chair, seen=ballot.version)
    stand(getattr(cast, which), Standing.LISTED)
    closing.apply_again(ballot, by=cast.chair, seen=Ballot.objects.get(pk=ballot.pk).version)
    assert fresh(initiative).state == State.APPROVED


def test_set_aside_it_is_in_review_again_so_that_changes_can_be_asked_for(cast):
    initiative = initiative_in(cast, "in_review")
    ballot = carried_without(cast, initiative, *GONE[0])
    closing.set_aside(ballot, by=cast.chair, seen=ballot.version, reason="أُوقفت المجموعة الشريكة.")
    assert fresh(initiative).state == State.IN_REVIEW
    assert docket.find(APPROVAL, initiative.uuid).uuid in {matter.uuid for matter in docket.awaiting()}


@pytest.mark.parametrize(("standing", "which"), GONE)
def test_nothing_starts_while_a_group_is_out_of_the_directory(cast, standing, which):
    initiative = initiative_in(cast, "approved")
    type(initiative).objects.filter(pk=initiative.pk).update(permit_needed=False)
    stand(getattr(cast, which), standing)
    with pytest.raises(Refused) as refused:
        doing.start(fresh(initiative), by=cast.leader, seen=initiative.version)
    assert (refused.value.code, fresh(initiative).state) == ("guard", State.APPROVED)
    page = cast.client("leader").get(initiative.get_absolute_url()).content.decode()
    assert "خارج الدليل الآن" in page


@pytest.mark.parametrize(("standing", "which"), GONE)
def test_what_is_under_way_can_still_be_brought_to_its_end(cast, standing, which):
    initiative = initiative_in(cast, "completed")
    stand(getattr(cast, which), standing)
    assert doing.close(initiative, by=cast.leader, seen=initiative.version).state == State.CLOSED
