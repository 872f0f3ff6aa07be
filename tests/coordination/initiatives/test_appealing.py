"""A vote that declined an initiative is appealed against; only another ballot overturns it, and a new vote follows."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from coordination.committee import docket, rules
from coordination.committee.actions import closing, voting
from coordination.committee.actions.opening import open_ballot
from coordination.committee.models import Ballot, Decision, RollLine
from coordination.initiatives import awaiting
from coordination.initiatives.actions import appealing
from coordination.initiatives.models import Appeal, Initiative, State
from coordination.initiatives.rules import APPROVAL, HEARING
from deeds.lifecycle import Refused
from tests.coordination.initiatives.world import fresh, initiative_in

pytestmark = pytest.mark.django_db
VOTERS = ("committee", "secretary", "chair", "committee_no_2fa")


def voted(cast, kind, uuid, choice, roles=VOTERS):
    """A ballot on this matter, voted in by these roles and counted."""
    ballot = open_ballot(kind, uuid, by=cast.chair, seen=docket.find(kind, uuid).version)
    for role in roles:
        voting.vote(ballot, choice, by=cast.people[role], seen=ballot.matter_version)
    with time_machine.travel(ballot.closes_at + timedelta(seconds=1), tick=True):
        closing.keep_time()
    return Ballot.objects.get(pk=ballot.pk)


def declined(cast):
    initiative = initiative_in(cast, "in_review")
    voted(cast, APPROVAL, initiative.uuid, "against")
    initiative = fresh(initiative)
    assert initiative.state == State.DECLINED
    return initiative


def appealed(cast, initiative):
    return appealing.file(initiative, words="صوّتم على صيغة قديمة.", by=cast.leader, seen=initiative.version)


def test_declined_appealed_overturned_and_voted_on_anew(cast):
    initiative = declined(cast)
    row = appealed(cast, initiative)
    line = Decision.objects.appealable(APPROVAL, initiative.uuid)
    assert (line.result, line.appealed_at, line.may_be_appealed) == ("lost", row.filed_at, False)
    answer = voted(cast, HEARING, row.uuid, "for")
    row.refresh_from_db()
    line.refresh_from_db()
    assert (row.state, line.overturned_by.ballot) == (Appeal.State.OVERTURNED, answer)
    assert fresh(initiative).state == State.IN_REVIEW
    voted(cast, APPROVAL, initiative.uuid, "for")
    assert fresh(initiative).state == State.APPROVED


def test_a_lost_appeal_leaves_the_decision_and_there_is_no_second_one(cast):
    initiative = declined(cast)
    row = appealed(cast, initiative)
    answer = voted(cast, HEARING, row.uuid, "against")
    row.refresh_from_db()
    assert (row.state, row.decision.upheld_by, fresh(initiative).state) == (
        Appeal.State.STANDS, answer.decision, State.DECLINED,
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        appealed(cast, fresh(initiative))
    assert refused.value.code == "not_appealable"


def test_a_second_decline_is_another_decision_with_an_appeal_of_its_own(cast):
    initiative = declined(cast)
    voted(cast, HEARING, appealed(cast, initiative).uuid, "for")
    voted(cast, APPROVAL, initiative.uuid, "against")
    row = appealed(cast, fresh(initiative))
    assert row.decision == Decision.objects.appealable(APPROVAL, initiative.uuid)
    assert row.decision.overturned_by is None


def test_without_a_quorum_the_appeal_waits_for_a_second_session(cast):
    row = appealed(cast, declined(cast))
    voted(cast, HEARING, row.uuid, "for", roles=("chair",))
    row.refresh_from_db()
    assert (row.state, docket.find(HEARING, row.uuid) in docket.awaiting()) == (
        Appeal.State.FILED,
        True,
    )


def test_members_of_its_groups_stand_aside_in_the_appeal_too(cast):
    row = appealed(cast, declined(cast))
    assert cast.recused_committee.pk in rules.recused(docket.find(HEARING, row.uuid))


def test_an_appeal_comes_from_a_leader_within_the_bylaws_days(cast):
    initiative = declined(cast)
    seen = initiative.version
    for role in ("editor", "other_leader", "chair"):
        with pytest.raises(Refused) as refused:
            appealing.file(fresh(initiative), words="لا", by=cast.people[role], seen=seen)
        assert refused.value.code == "role"
    line = Decision.objects.appealable(APPROVAL, initiative.uuid)
    assert line.appeal_until - line.decided_at >= timedelta(days=29, hours=23)
    with time_machine.travel(line.appeal_until + timedelta(minutes=1), tick=True):
        with pytest.raises(Refused) as refused:
            appealed(cast, fresh(initiative))
        assert list(awaiting.decided([cast.group.pk])) == []
    assert refused.value.code == "not_appealable"


def test_an_appeal_taken_back_cancels_its_ballot_and_can_be_filed_again(cast):
    row = appealed(cast, declined(cast))
    ballot = open_ballot(HEARING, row.uuid, by=cast.chair, seen=docket.find(HEARING, row.uuid).version)
    version = Initiative.objects.get(pk=row.initiative_id).version
    row = appealing.withdraw(row, by=cast.leader, seen=version)
    ballot.refresh_from_db()
    assert (row.state, ballot.state) == (Appeal.State.WITHDRAWN, "cancelled")
    assert appealed(cast, fresh(row.initiative)).state == Appeal.State.FILED


def test_an_overdue_appeal_waits_for_the_committee(cast):
    row = appealed(cast, declined(cast))
    assert list(awaiting.late_appeals(cast.chair)) == []
    with time_machine.travel(row.due_at + timedelta(minutes=1), tick=True):
        (line,) = awaiting.late_appeals(cast.chair)
        assert (line.due_at, list(awaiting.late_appeals(cast.leader))) == (row.due_at, [])


def test_the_leader_reads_what_to_do_and_everybody_reads_it_in_the_register(client, cast):
    initiative = declined(cast)
    line = Decision.objects.appealable(APPROVAL, initiative.uuid)
    browser, page = cast.client("leader"), reverse("initiative_appeal", args=[initiative.uuid])
    assert "غير موافق: 4" in browser.get(page).content.decode()
    answer = browser.post(page, {"words": "", "version": initiative.version})
    assert (answer.status_code, Appeal.objects.exists()) == (422, False)
    sent = browser.post(page, {"words": "العذر مكتوب.", "version": initiative.version})
    assert sent.url == initiative.get_absolute_url().replace("/en/", "/ar/")
    assert "يُنظر" in browser.get(sent.url).content.decode()
    register = client.get(reverse("decision", args=[line.uuid])).content.decode()
    assert "التظلّم" in register
    assert "العذر مكتوب" not in register


def test_the_roll_of_the_appeal_is_everybody_but_the_parties(cast):
    row = appealed(cast, declined(cast))
    ballot = voted(cast, HEARING, row.uuid, "abstain")
    voters = ballot.roll.filter(standing=RollLine.Standing.VOTING)
    assert set(voters.values_list("person", flat=True)) == {cast.people[role].pk for role in VOTERS}
