"""A ballot: who is on the roll, how it is counted, what nobody can do."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.committee.actions import closing, opening, voting
from coordination.committee.lifecycle import BALLOT
from coordination.committee.models import Ballot, Bylaw, Decision, RollLine, Seat, Vote
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Group
from tests.cast import join, sit
from tests.coordination.committee.room import NAME, told

VOTERS = ("chair", "secretary", "committee", "committee_no_2fa")


def say(cast, ballot, **choices):
    for role, choice in choices.items():
        voting.vote(ballot, choice, by=cast.people[role], seen=ballot.matter_version)
    ballot.refresh_from_db()
    return ballot.state


def after_closing(ballot):
    return time_machine.travel(ballot.closes_at + timedelta(seconds=1), tick=False)


def standings(ballot):
    return dict(ballot.roll.values_list("person__email", "standing"))


def test_the_roll_is_everybody_seated_less_those_of_the_groups_concerned(cast, ballot):
    voting_lines = ballot.roll.filter(standing="voting").values_list("person", flat=True)
    assert set(voting_lines) == {cast.people[role].pk for role in VOTERS}
    assert [line.person for line in ballot.roll.filter(standing="recused")] == [cast.recused_committee]
    assert (ballot.state, ballot.quorum, ballot.secret, ballot.session) == ("open", 3, True, 1)
    assert told() == ["opened"]


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        ({"chair": "for", "secretary": "for", "committee": "against"}, "carried"),
        ({"chair": "for", "secretary": "against", "committee": "abstain"}, "lost"),
        ({"chair": "against", "secretary": "against", "committee": "for"}, "lost"),
        ({"chair": "for", "secretary": "for"}, "inquorate"),
        ({}, "inquorate"),
    ],
)
def test_counting_needs_a_quorum_of_votes_cast_and_more_for_than_against(cast, ballot, choices, outcome):
    assert say(cast, ballot, **choices) == "open"
    with after_closing(ballot):
        closing.keep_time()
        closing.keep_time()
    decision = Decision.objects.get()
    assert (decision.result, decision.recused, told()) == (outcome, 1, ["opened", outcome])
    counted = (decision.ballot.votes_for, decision.ballot.votes_against, decision.ballot.votes_abstain)
    assert counted == tuple([*choices.values()].count(choice) for choice in Vote.Choice.values)


def test_when_everybody_has_voted_it_is_counted_at_once(cast, ballot):
    say(cast, ballot, chair="for", secretary="against", committee="for")
    say(cast, ballot, secretary="for")
    assert say(cast, ballot, committee_no_2fa="for") == "carried"
    assert ballot.votes_for == 4


def test_unless_the_bylaws_wait_for_the_last_minute(cast, ballot):
    Ballot.objects.update(close_early=False)
    assert say(cast, ballot, **dict.fromkeys(VOTERS, "for")) == "open"


@pytest.mark.parametrize(
    ("role", "code"),
    [("recused_committee", "recused"), ("volunteer", "seat"), ("leader", "seat"), ("operator", "seat")],
)
def test_who_is_not_on_the_roll_does_not_vote(cast, ballot, role, code):
    with pytest.raises(Refused) as refused:
        say(cast, ballot, **{role: "for"})
    assert (refused.value.code, Vote.objects.count()) == (code, 0)


def test_who_was_seated_after_opening_is_not_on_the_roll(cast, ballot):
    sit(cast.volunteer)
    with pytest.raises(Refused, match="بعد فتح هذا التصويت"):
        say(cast, ballot, volunteer="for")


def test_after_closing_time_a_vote_is_refused_whatever_the_state_says(cast, ballot):
    with after_closing(ballot), pytest.raises(Refused, match="أُغلق التصويت"):
        say(cast, ballot, chair="for")
    assert Ballot.objects.get().state == "open"


@pytest.mark.parametrize("seen", ["0", "", None, "99"])
def test_a_vote_is_bound_to_the_version_that_was_seen(cast, ballot, seen):
    with pytest.raises(Refused):
        voting.vote(ballot, "for", by=cast.chair, seen=seen)


def test_a_choice_that_is_none_is_refused(cast, ballot):
    with pytest.raises(Refused, match="موافق"):
        say(cast, ballot, chair="maybe")


def test_a_seat_that_ends_strikes_the_line_and_its_vote(cast, ballot):
    say(cast, ballot, chair="for", secretary="for", committee="for")
    Seat.objects.filter(person=cast.committee).update(ends_at=timezone.now())
    with pytest.raises(Refused):
        say(cast, ballot, committee="for")
    closing.keep_time()
    assert (standings(ballot)[cast.committee.email], Vote.objects.count()) == ("ended", 2)
    with after_closing(ballot):
        closing.keep_time()
    assert Ballot.objects.get().state == "inquorate"


def test_a_seat_that_ends_after_closing_time_does_not_take_its_vote_along(cast, ballot):
    say(cast, ballot, chair="for", secretary="for", committee="for")
    Seat.objects.filter(person=cast.committee).update(ends_at=ballot.closes_at + timedelta(minutes=1))
    with time_machine.travel(ballot.closes_at + timedelta(hours=1), tick=False):
        closing.keep_time()
    assert Ballot.objects.get().state == "carried"


def test_whoever_declares_to_be_party_is_struck_and_stays_so_in_later_sessions(cast, ballot):
    say(cast, ballot, chair="for", committee="for")
    voting.recuse(NAME, cast.group.uuid, ballot.title, by=cast.committee, reason="قريب")
    assert (standings(ballot)[cast.committee.email], Vote.objects.count()) == ("recused", 1)
    with pytest.raises(Refused, match="صلة"):
        say(cast, ballot, committee="for")
    with after_closing(ballot):
        closing.keep_time()
        version = Group.objects.get(pk=cast.group.pk).version
        second = opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=version)
    assert (second.session, standings(second)[cast.committee.email]) == (2, "recused")


def test_whoever_joins_a_group_concerned_is_struck(cast, ballot):
    say(cast, ballot, committee="for")
    join(cast.committee, cast.group)
    closing.keep_time()
    assert (standings(ballot)[cast.committee.email], Vote.objects.count()) == ("recused", 0)


def test_below_the_floor_no_ballot_opens(cast, room):
    Seat.objects.filter(person__in=[cast.committee, cast.committee_no_2fa]).update(ends_at=timezone.now())
    with pytest.raises(Refused, match="3"):
        opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=cast.group.version)
    assert (Ballot.objects.count(), told()) == (0, [])


def test_a_bylaw_may_ask_for_more_than_half(cast, room):
    Bylaw.objects.create(values={"majority_percent": 66, "quorum_percent": 75}, state="in_force")
    ballot = opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=cast.group.version)
    assert ballot.quorum == 4
    outcome = say(cast, ballot, chair="for", secretary="for", committee="against", committee_no_2fa="abstain")
    assert (outcome, ballot.votes_for) == ("carried", 2)
    second = opening.open_ballot(
        NAME, cast.group.uuid, by=cast.chair, seen=Group.objects.get(pk=cast.group.pk).version
    )
    assert say(cast, second, chair="for", secretary="for", committee="against",
               committee_no_2fa="against") == "lost"  # fmt: skip


@pytest.mark.parametrize("role", ["committee", "operator", "leader", "volunteer"])
def test_only_the_chair_and_the_secretary_open_ballots(cast, room, role):
    with pytest.raises(Refused):
        opening.open_ballot(NAME, cast.group.uuid, by=cast.people[role], seen=cast.group.version)


def test_a_matter_that_changed_after_it_was_seen_is_not_put_to_the_vote(cast, room):
    Group.objects.filter(pk=cast.group.pk).update(version=5)
    with pytest.raises(Refused, match="عدّل"):
        opening.open_ballot(NAME, cast.group.uuid, by=cast.chair, seen=4)


def test_one_matter_has_one_open_ballot(cast, ballot):
    version = Group.objects.get(pk=cast.group.pk).version
    with pytest.raises(Refused):
        opening.open_ballot(NAME, cast.group.uuid, by=cast.secretary, seen=version)


@pytest.mark.parametrize("step", ["carry", "lose"])
def test_no_step_makes_an_inquorate_ballot_carried(cast, ballot, step):
    Ballot.objects.update(votes_for=2, votes_against=0, votes_abstain=0)
    ballot.refresh_from_db()
    for by in (cast.chair, cast.operator, None):
        with pytest.raises(Refused):
            BALLOT.take(ballot, step, by=by, seen=ballot.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.update(state="carried")


def test_a_cancelled_ballot_has_no_result_and_the_room_hears_of_it(cast, ballot):
    say(cast, ballot, chair="for")
    ballot.refresh_from_db()
    with pytest.raises(Refused):
        closing.cancel(ballot, by=cast.chair, seen=ballot.version, code="mistake", reason=" ")
    closing.cancel(ballot, by=cast.chair, seen=ballot.version, code="mistake", reason="خطأ في النص")
    assert (Ballot.objects.get().state, Decision.objects.count()) == ("cancelled", 0)
    assert told() == ["opened", "cancelled"]


def test_a_room_that_takes_its_matter_back_ends_the_ballot_and_is_not_told(cast, ballot):
    closing.cancel_ballots_of(NAME, cast.group.uuid, cast.leader, "سُحبت")
    assert (Ballot.objects.get().state, told()) == ("cancelled", ["opened"])


def test_when_the_room_refuses_the_true_result_stands_and_waits_with_the_sentence(cast, ballot, room):
    room.refuses = "الشريك موقوف."
    assert say(cast, ballot, **dict.fromkeys(VOTERS, "for")) == "carried"
    assert (ballot.not_applied, told(), Decision.objects.get().result) == (
        "الشريك موقوف.", ["opened"], "carried",
    )  # fmt: skip
    ballot = Ballot.objects.unapplied().get()
    with pytest.raises(Refused, match="الشريك"):
        closing.apply_again(ballot, by=cast.chair, seen=ballot.version)
    room.refuses = None
    ballot.refresh_from_db()
    with pytest.raises(Refused):
        closing.apply_again(ballot, by=cast.committee, seen=ballot.version)
    closing.apply_again(ballot, by=cast.chair, seen=ballot.version)
    assert (told(), [*Ballot.objects.unapplied()]) == (["opened", "carried"], [])


def test_an_outcome_that_can_never_be_applied_is_set_aside_with_a_reason(cast, ballot, room):
    room.refuses = "لا."
    say(cast, ballot, **dict.fromkeys(VOTERS, "against"))
    ballot.refresh_from_db()
    closing.set_aside(ballot, by=cast.chair, seen=ballot.version, reason="انتهى الأمر")
    assert ([*Ballot.objects.unapplied()], Ballot.objects.get().state) == ([], "lost")


def test_what_is_set_aside_goes_back_to_where_it_was_before_the_ballot(cast, ballot, room):
    room.refuses = "لا."
    say(cast, ballot, **dict.fromkeys(VOTERS, "for"))
    room.refuses = None
    ballot.refresh_from_db()
    closing.set_aside(ballot, by=cast.chair, seen=ballot.version, reason="انتهى الأمر")
    assert told() == ["opened", "cancelled"]


def test_the_journal_says_that_somebody_voted_and_never_what(cast, ballot):
    say(cast, ballot, chair="against")
    entry = Entry.objects.get(deed="ballot.vote")
    assert (entry.data, entry.audience) == ({}, ["committee", f"person:{cast.chair.pk}"])
    assert RollLine.objects.get(person=cast.chair).vote.choice == "against"


def test_a_question_before_voting_is_answered_once_for_all(cast, ballot):
    question = voting.ask(ballot, "من يدفع؟", by=cast.committee)
    voting.answer(question, "المجموعة نفسها.", by=cast.secretary)
    with pytest.raises(Refused):
        voting.answer(question, "غيرها.", by=cast.chair)
    with pytest.raises(Refused):
        voting.ask(ballot, "؟", by=cast.recused_committee)


def test_the_admin_shows_no_vote_and_changes_no_ballot(cast, ballot):
    assert Vote not in admin.site._registry
    line, operator = ballot.roll.first(), cast.client("operator")
    for address in (f"ballot/{ballot.pk}", f"rollline/{line.pk}"):
        place = f"/admin/committee/{address}/change/"
        operator.post(place, {"reason_to_look": "A question."})
        page = operator.get(place).content.decode()
        assert 'name="_save"' not in page
        operator.post(place, {"state": "carried", "standing": "recused", "journal_reason": "so"})
    ballot.refresh_from_db()
    line.refresh_from_db()
    assert (ballot.state, line.standing) == ("open", "voting")
