"""Giving without being a group: asked, passed on or turned down, answered by groups, and never more than there is."""

import pytest
from django.db import IntegrityError, transaction

from coordination.exchange import awaiting_of_givers
from coordination.exchange.actions import giving, posting, responding
from coordination.exchange.lifecycle import POST, RESPONSE
from coordination.exchange.lifecycle_of_givers import ANSWER, GIFT
from coordination.exchange.models import Giver, Post, Response, Side, Stage, State
from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.coordination.exchange import givers
from tests.coordination.exchange.test_lifecycle import expected, outcome, people
from tests.coordination.exchange.world import fresh, in_days, opened

pytestmark = pytest.mark.django_db
GIVER, OFFICE = {"volunteer"}, {"secretary", "chair"}
WHO = {"gives_it": GIVER, "edits_it": GIVER, "keeps_it": GIVER, "opens_it": set(), "may_pass": OFFICE}


def go(response, deed, by, **more):
    response = fresh(response)
    return deed(response, by=by, seen=response.version, **more)


def refusal(deed, *args, **more):
    with pytest.raises(Refused) as refused:
        deed(*args, **more)
    return refused.value.code


@pytest.mark.parametrize("name", [*GIFT.steps, "open", "close", "withdraw"])
def test_an_offer_from_outside_takes_each_step_by_its_giver_or_the_secretary_alone(cast, name):
    table = GIFT if name in GIFT.steps else POST
    post, found, wanted = givers.drafted(cast), {}, {}
    post.responses.create(group=cast.group, quantity=2, received=2, by=cast.editor, state=Stage.CONFIRMED)
    for state in State:
        for role, person in people(cast).items():
            Post.objects.filter(pk=post.pk).update(state=state, promised=2 if name == "close" else 0)
            found[state, role] = outcome(table, fresh(post), name, person)
            wanted[state, role] = expected(table.steps[name], WHO, state, role)
    assert found == wanted


@pytest.mark.parametrize("name", ANSWER.steps)
def test_an_answer_from_outside_is_passed_on_or_turned_down_by_the_secretary_alone(cast, name):
    row, found, wanted = givers.answered(cast), {}, {}
    for stage in Stage:
        for role, person in people(cast).items():
            Response.objects.filter(pk=row.pk).update(state=stage, received=2)
            found[stage, role] = outcome(ANSWER, fresh(row), name, person)
            wanted[stage, role] = expected(ANSWER.steps[name], WHO, stage, role)
    assert found == wanted


def test_forty_laptops_go_to_five_groups_and_not_one_more(cast):
    post, takers = givers.passed(cast), givers.groups(6)
    rows = [responding.respond(post, group, quantity=8, by=leader) for group, leader in takers]
    for row, (_group, leader) in zip(rows[:5], takers, strict=False):
        go(row, responding.accept, cast.volunteer)
        go(row, responding.deliver, cast.volunteer)
        go(row, responding.confirm, leader, received=8)
    assert (fresh(post).state, fresh(post).promised) == (State.FULFILLED, 40)
    assert fresh(rows[5]).state == Stage.DECLINED
    assert refusal(responding.respond, post, cast.group, quantity=1, by=cast.editor) == "closed"


def test_who_gives_does_not_confirm_what_arrived_at_their_own_group(cast):
    post = givers.passed(cast, by=cast.editor)
    row = responding.respond(post, cast.group, quantity=1, by=cast.leader)
    go(row, responding.accept, cast.editor)
    go(row, responding.deliver, cast.editor)
    assert refusal(go, row, responding.confirm, cast.editor, received=1) == "role"
    assert go(row, responding.confirm, cast.leader, received=1).state == Stage.CONFIRMED


def test_before_it_is_passed_on_only_its_giver_and_the_committee_know_of_it(cast):
    post = givers.asked(cast)
    seen = {
        role for role, person in people(cast).items() if Post.objects.visible_to(person).filter(pk=post.pk)
    }
    assert seen == {"volunteer", "committee", "recused_committee", "secretary", "chair", "committee_no_2fa"}
    assert "public" not in Entry.objects.filter(deed="exchange_gift.ask").latest("pk").audience
    giving.pass_on(post.outside, by=cast.secretary, seen=post.version)
    assert Post.objects.visible_to(None).filter(pk=post.pk).exists()
    assert post in Post.objects.public().taking()


def test_a_group_hears_of_an_answer_once_it_was_passed_on_and_takes_it_like_any_other(cast):
    row = givers.answered(cast)
    assert not Response.objects.visible_to(cast.editor).exists()
    assert RESPONSE.allowed(row, cast.editor) == []
    row = giving.pass_on(row.outside, by=cast.secretary, seen=row.version)
    assert Response.objects.visible_to(cast.editor).get() == row
    assert fresh(row.post).promised == 0
    go(row, responding.accept, cast.editor)
    go(row, responding.deliver, cast.volunteer)
    row = go(row, responding.confirm, cast.leader, received=2)
    row = go(row, responding.thank, cast.leader, words="Thank you")
    assert (row.state, row.offered_at, fresh(row.post).promised) == (Stage.CONFIRMED, None, 2)


def test_of_a_request_that_takes_at_once_an_answer_that_is_passed_on_is_accepted_while_as_much_is_left(cast):
    post = opened(cast, audience="public", first_come=True, quantity=3)
    first, second = givers.answered(cast, post), givers.answered(cast, post, by=cast.guardian)
    assert giving.pass_on(first.outside, by=cast.secretary, seen=first.version).state == Stage.ACCEPTED
    assert refusal(giving.pass_on, second.outside, by=cast.secretary, seen=fresh(second).version) == "guard"
    assert fresh(second).outside.passed_at is None


def test_declined_with_a_reason_it_is_mended_and_asked_again_but_not_without_end(cast, monkeypatch):
    monkeypatch.setattr(giving, "IN_A_DAY", 2)
    post = givers.asked(cast)
    down = {"code": "unclear", "reason": "How old are they?", "by": cast.secretary}
    post = giving.turn_down(post.outside, **down, seen=post.version)
    assert (post.state, post.reason) == (State.DECLINED, "How old are they?")
    post = giving.take_back(post, by=cast.volunteer, seen=post.version)
    post = giving.ask(post, by=cast.volunteer, seen=post.version)
    post = giving.turn_down(fresh(post).outside, **down, seen=post.version)
    post = giving.take_back(post, by=cast.volunteer, seen=post.version)
    assert refusal(giving.ask, post, by=cast.volunteer, seen=post.version) == "too_many"


def test_a_reason_is_needed_and_the_page_that_was_seen(cast):
    post = givers.asked(cast)
    nothing = {"code": "", "reason": "", "by": cast.secretary, "seen": post.version}
    assert refusal(giving.turn_down, post.outside, **nothing) == "reason_missing"
    post = giving.take_back(post, by=cast.volunteer, seen=post.version)
    post = giving.ask(post, by=cast.volunteer, seen=post.version)
    assert refusal(giving.pass_on, fresh(post).outside, by=cast.secretary, seen=post.version - 2) == "changed"


def test_what_was_passed_on_is_not_edited_afterwards(cast):
    post = givers.passed(cast)
    assert refusal(posting.save, post, None, by=cast.volunteer, seen=post.version) == "frozen"
    post = fresh(post)
    assert refusal(giving.take_back, post, by=cast.volunteer, seen=post.version) == "state"
    assert refusal(giving.dress, post.outside, picture=None, alt="", by=cast.volunteer) == "state"
    post = fresh(post)
    down = {"code": "sold", "reason": "They are for sale.", "by": cast.secretary}
    row = responding.respond(post, cast.group, quantity=1, by=cast.editor)
    post = giving.take_down(post.outside, **down, seen=fresh(post).version)
    assert (post.state, fresh(row).state) == (State.DECLINED, Stage.DECLINED)
    assert not Post.objects.visible_to(None).filter(pk=post.pk).exists()


@pytest.mark.parametrize("quantity", [0, -1, 6, 10**9, True, "2", 1.5])
def test_an_amount_that_cannot_be_is_refused(cast, quantity):
    post = opened(cast, audience="public")
    with pytest.raises(Refused):
        givers.answered(cast, post, quantity=quantity)
    assert (Giver.objects.count(), Response.objects.count()) == (0, 0)


def test_only_public_open_requests_are_answered_from_outside_once_and_not_by_their_own_people(cast):
    post = opened(cast, audience="public")
    givers.answered(cast, post)
    assert refusal(givers.answered, cast, post) == "open"
    assert refusal(givers.answered, cast, post, by=cast.editor) == "closed"
    assert refusal(givers.answered, cast, opened(cast)) == "closed"
    assert refusal(givers.answered, cast, opened(cast, Side.OFFER, audience="public")) == "closed"
    Post.objects.filter(pk=post.pk).update(until=in_days(-1))
    assert refusal(givers.answered, cast, fresh(post), by=cast.guardian) == "closed"


def test_so_many_gifts_are_under_way_at_once_and_so_many_are_begun_in_a_day(cast, monkeypatch):
    monkeypatch.setattr(giving, "AT_ONCE", 2)
    givers.drafted(cast)
    givers.answered(cast)
    assert refusal(givers.drafted, cast) == "too_many_open"
    monkeypatch.setattr(giving, "AT_ONCE", 99)
    monkeypatch.setattr(giving, "IN_A_DAY", 2)
    assert refusal(givers.drafted, cast) == "too_many"


def test_what_nobody_looked_at_ends_with_its_last_day(cast):
    post = givers.asked(cast)
    row = givers.answered(cast)
    Post.objects.update(until=in_days(-1))
    assert (
        refusal(giving.pass_on, fresh(post).outside, by=cast.secretary, seen=fresh(post).version) == "guard"
    )
    posting.keep_time()
    assert (fresh(post).state, fresh(row).state) == (State.EXPIRED, Stage.DECLINED)


def test_the_secretary_passes_on_but_not_their_own_gift(cast):
    post = givers.asked(cast, by=cast.secretary)
    assert refusal(giving.pass_on, post.outside, by=cast.secretary, seen=post.version) == "role"
    assert list(awaiting_of_givers.of_secretary(cast.secretary)) == []
    assert len(list(awaiting_of_givers.of_secretary(cast.chair))) == 1
    post = fresh(post)
    assert giving.pass_on(post.outside, by=cast.chair, seen=post.version).state == State.OPEN


def test_each_post_has_a_group_or_a_giver_and_givers_ask_for_nothing(cast):
    post = givers.drafted(cast)
    for change in ({"group": cast.group}, {"outside": None}, {"side": "request"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=post.pk).update(**change)
