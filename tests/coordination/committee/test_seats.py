"""Nobody sits who did not say yes, and whoever is asked answers for themselves alone."""

import pytest
from django.urls import reverse

from coordination.committee import docket
from coordination.committee.actions import opening, seating
from coordination.committee.models import Ballot, Bylaw, Nomination, Seat
from deeds import hooks
from deeds.lifecycle import Refused

pytestmark = pytest.mark.django_db
KIND = "committee.seat"


@pytest.fixture
def nomination(cast):
    terms = {"role": Seat.Role.MEMBER, "months": 12, "why": "تعرف الميدان."}
    return seating.nominate(cast.volunteer, **terms, by=cast.committee)


def say(cast, nomination, role, answer):
    nomination.refresh_from_db()
    address = reverse("nomination_answer", args=[nomination.uuid])
    given = {answer: "1", "version": nomination.version}
    status = cast.client(role).post(address, given).status_code
    nomination.refresh_from_db()
    return status, nomination.state


def waits():
    return [matter.uuid for matter in docket.kind(KIND).awaiting()]


def test_a_nomination_waits_for_the_persons_own_yes_before_the_committee_votes(cast, nomination):
    assert waits() == []
    with pytest.raises(Refused):
        opening.open_ballot(KIND, nomination.uuid, by=cast.chair, seen=nomination.version)
    Bylaw.objects.create(values={"seats_by_ballot": False}, state="in_force")
    with pytest.raises(Refused):
        seating.appoint(nomination, by=cast.chair, seen=nomination.version)
    assert say(cast, nomination, "volunteer", "accept") == (302, "accepted")
    assert waits() == [nomination.uuid]


@pytest.mark.parametrize("role", ["chair", "committee", "leader", "operator"])
def test_nobody_says_yes_for_somebody_else(cast, nomination, role):
    assert say(cast, nomination, role, "accept") == (404, "proposed")
    with pytest.raises(Refused):
        seating.accept(nomination, by=cast.people[role], seen=nomination.version)


def test_who_says_no_is_no_longer_proposed_and_can_be_asked_again(cast, nomination):
    assert say(cast, nomination, "volunteer", "refuse") == (302, "refused")
    assert seating.nominate(cast.volunteer, role="member", months=6, why="", by=cast.chair).pk


def test_a_no_while_the_committee_votes_ends_the_ballot(cast, nomination):
    say(cast, nomination, "volunteer", "accept")
    ballot = opening.open_ballot(KIND, nomination.uuid, by=cast.chair, seen=nomination.version)
    assert say(cast, nomination, "volunteer", "refuse") == (302, "refused")
    assert Ballot.objects.get(pk=ballot.pk).state == "cancelled"
    assert not Ballot.objects.unapplied().exists()
    assert not Seat.objects.filter(person=cast.volunteer).exists()


def test_whoever_proposes_themselves_has_said_yes(cast):
    own = seating.nominate(cast.committee, role="chair", months=12, why="", by=cast.committee)
    assert own.state == Nomination.State.ACCEPTED


@pytest.mark.parametrize(("lang", "words"), [("ar", "تريدون"), ("en", "Do you want to sit")])
def test_the_question_stands_on_the_persons_day_and_page(cast, nomination, lang, words):
    asked = [row.url for row in hooks.awaiting_of(cast.volunteer)]
    assert reverse("nomination_answer", args=[nomination.uuid]) in asked
    page = cast.client("volunteer").get(f"/{lang}/committee/seats/{nomination.uuid}/answer/").content.decode()
    assert (words in page, 'name="accept"' in page) == (True, True)
    say(cast, nomination, "volunteer", "accept")
    assert [row.url for row in hooks.awaiting_of(cast.volunteer) if "seats" in row.url] == []
