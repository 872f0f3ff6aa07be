"""A giver's account goes in mid-flow: what nobody is promised ends, what was given stays, and nobody is named."""

import pytest

from accounts.actions import erase_own
from coordination.exchange import own_data
from coordination.exchange.actions import lettering, responding
from coordination.exchange.models import Giver, Post, Response, Stage, State
from coordination.exchange.suggesting import reading
from tests.coordination.exchange import givers
from tests.coordination.exchange.world import fresh

pytestmark = pytest.mark.django_db


def gone(person):
    erase_own(person, by=person)
    return list(Giver.objects.values_list("organisation", "contact", "phone", "photo", "alt"))


@pytest.mark.parametrize("state", [State.DRAFT, State.ASKED, State.DECLINED, State.OPEN])
def test_what_nobody_is_promised_ends(cast, state):
    post = givers.gift_in(cast, state)
    assert gone(cast.volunteer) == [("", "", "", "", "")]
    assert fresh(post).state == State.WITHDRAWN


def test_what_was_agreed_is_given_up_and_what_arrived_keeps_the_organisation(cast):
    post = givers.arrived(cast)
    row = responding.respond(post, cast.other_group, quantity=4, by=cast.other_leader)
    responding.accept(row, by=cast.volunteer, seen=row.version)
    letter = lettering.issue(post, by=cast.volunteer)
    assert gone(cast.volunteer) == [("شركة المدى", "", "", "", "")]
    assert (fresh(row).state, fresh(post).promised) == (Stage.DECLINED, 8)
    assert letter.total == 8
    assert cast.client("editor").get(post.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("stage", [Stage.ASKED, Stage.PROPOSED, Stage.ACCEPTED])
def test_an_answer_that_was_not_delivered_is_taken_back(cast, stage):
    row = givers.answer_in(cast, stage)
    gone(cast.volunteer)
    assert fresh(row).state == Stage.WITHDRAWN


def test_gifts_and_letters_are_handed_out_with_ones_own_data(cast):
    lettering.issue(givers.arrived(cast), by=cast.volunteer)
    told = own_data.export(cast.volunteer)
    assert [gift["organisation"] for gift in told["gifts"]] == ["شركة المدى"]
    assert [letter["to_ar"] for letter in told["letters"]] == ["شركة المدى"]


def test_an_offer_from_outside_upsets_no_suggestion(cast):
    givers.passed(cast)
    assert all(row.group for row, _lent in reading.everything_lent())
    assert Post.objects.public().count() == 1
    assert Response.objects.count() == 0
