"""The way of requests, offers and responses, and every step that is not on it."""

import pytest

from coordination.exchange.lifecycle import POST, RESPONSE
from coordination.exchange.models import Post, Response, Side, Stage, State
from deeds.lifecycle import Refused
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.exchange.world import fresh, in_days, opened, response_in

pytestmark = pytest.mark.django_db
OWN = {"editor", "leader"}
OTHER = {"other_leader"}
NEUTRAL = {"committee", "secretary", "chair", "committee_no_2fa"}
WHO = {"keeps_it": OWN, "opens_it": OWN, "edits_it": OWN, "is_nobody": set(), "grants_it": OWN, "answers_it": OWN,
       "made_it": OTHER, "may_mediate": NEUTRAL}  # fmt: skip
READY = {  # what a step's guard wants to find
    "promise_part": {"promised": 2}, "promise_all": {"promised": 5}, "free_part": {"promised": 2},
    "free_all": {"promised": 0}, "fulfil": {"promised": 5}, "close": {"promised": 2},
    "expire": {"until": in_days(-1)},
}  # fmt: skip


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON} | {"nobody": None}


def outcome(table, thing, name, by):
    try:
        table.take(thing, name, by=by, seen=thing.version, reason_code="x", reason="x")
    except Refused as refusal:
        return refusal.code
    return "taken"


def expected(step, who, state, role):
    if state not in step.sources:
        return "state"
    may = role == "nobody" if step.who.__name__ == "is_nobody" else role in who[step.who.__name__]
    return "taken" if may else "role"


@pytest.mark.parametrize("name", POST.steps)
def test_every_step_of_a_post_is_taken_from_its_states_by_its_people_and_refused_to_all_others(cast, name):
    post, found, wanted = opened(cast), {}, {}
    post.responses.create(
        group=cast.other_group, quantity=2, received=2, by=cast.other_leader, state=Stage.CONFIRMED
    )
    for state in State:
        for role, person in people(cast).items():
            columns = {"promised": 0, "until": in_days(9), **READY.get(name, {})}
            Post.objects.filter(pk=post.pk).update(state=state, **columns)
            found[state, role] = outcome(POST, fresh(post), name, person)
            wanted[state, role] = expected(POST.steps[name], WHO, state, role)
    assert found == wanted


@pytest.mark.parametrize("side", [Side.REQUEST, Side.OFFER])
@pytest.mark.parametrize("name", RESPONSE.steps)
def test_every_step_of_a_response_is_taken_from_its_states_by_its_people_and_refused_to_all_others(
    cast, name, side
):
    row, found, wanted = response_in(cast, Stage.PROPOSED, side=side), {}, {}
    of_sides = (
        {"gives": OTHER, "receives": OWN} if side == Side.REQUEST else {"gives": OWN, "receives": OTHER}
    )
    for state in Stage:
        for role, person in people(cast).items():
            Response.objects.filter(pk=row.pk).update(state=state, received=2)
            found[state, role] = outcome(RESPONSE, fresh(row), name, person)
            wanted[state, role] = expected(RESPONSE.steps[name], {**WHO, **of_sides}, state, role)
    assert found == wanted


def test_a_disagreement_with_ones_own_group_is_for_others_to_end(cast):
    row = response_in(cast, Stage.DISPUTED)
    assert outcome(RESPONSE, row, "uphold", cast.recused_committee) == "role"
