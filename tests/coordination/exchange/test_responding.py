"""Two groups and a request: what is asked, answered, agreed, delivered, confirmed, thanked, and refused."""

from functools import partial

import pytest

from coordination.exchange.actions import posting, responding, showing
from coordination.exchange.models import Post, Response, Side, Stage, State
from deeds.lifecycle import Refused
from directory.models import Group, Standing
from tests.cast import join, make_group, make_person
from tests.coordination.exchange.world import draft, fresh, in_days, opened, response_in

pytestmark = pytest.mark.django_db


def answered(cast, post, quantity=2, group=None, by=None):
    return responding.respond(post, group or cast.other_group, quantity=quantity, by=by or cast.other_leader)


def refused(deed, **more):
    with pytest.raises(Refused) as refusal:
        deed(**more)
    return refusal.value.code


def third(cast):
    group, person = make_group("third"), make_person("third leader")
    join(person, group, "leader")
    return group, person


def test_two_groups_share_a_request_until_all_of_it_has_arrived(cast):
    post = opened(cast, quantity=5)
    group, person = third(cast)
    first, second = answered(cast, post, 2), answered(cast, post, 3, group, person)
    responding.accept(first, by=cast.editor, seen=first.version)
    assert (fresh(post).state, fresh(post).promised) == (State.PARTLY_MATCHED, 2)
    responding.accept(second, by=cast.editor, seen=second.version)
    assert (fresh(post).state, fresh(post).left) == (State.MATCHED, 0)
    for row, giver in ((first, cast.other_leader), (second, person)):
        row = responding.deliver(fresh(row), by=giver, seen=fresh(row).version)
        assert fresh(post).state == State.MATCHED
        responding.confirm(row, received=row.quantity, by=cast.editor, seen=row.version)
    assert fresh(post).state == State.FULFILLED


def test_what_did_not_arrive_is_free_again(cast):
    row = response_in(cast, Stage.DELIVERED, quantity=5)
    Post.objects.update(state=State.MATCHED)
    responding.confirm(row, received=3, by=cast.editor, seen=row.version)
    post = fresh(row.post)
    assert (post.state, post.promised, post.left) == (State.PARTLY_MATCHED, 3, 2)
    assert posting.close(post, by=cast.editor, seen=post.version).state == State.FULFILLED


def test_a_group_that_steps_back_frees_what_it_promised(cast):
    row = response_in(cast, Stage.ACCEPTED)
    told = {"code": "cannot", "reason": "The van broke down."}
    responding.refuse(row, "step_back", **told, by=cast.other_leader, seen=row.version)
    assert (fresh(row.post).state, fresh(row.post).promised) == (State.OPEN, 0)


@pytest.mark.parametrize("quantity", [0, -1, 6, 10**9, "two", 2.5, True, None])
def test_nobody_answers_with_a_quantity_that_makes_no_sense(cast, quantity):
    post = opened(cast, quantity=5)
    assert refused(partial(answered, cast, post, quantity)) in {"quantity", "too_much"}
    assert not Response.objects.exists()


def test_nobody_answers_the_request_of_their_own_group(cast):
    assert refused(partial(answered, cast, opened(cast), 1, cast.group, cast.leader)) == "own"


def test_nobody_answers_after_the_last_day_whether_or_not_the_job_has_run(cast):
    post = opened(cast)
    Post.objects.update(until=in_days(-1))
    assert refused(partial(answered, cast, post)) == "closed"
    posting.keep_time()
    assert fresh(post).state == State.EXPIRED
    assert refused(partial(answered, cast, post)) == "closed"


def test_a_group_has_one_open_response_to_a_request(cast):
    post = opened(cast)
    answered(cast, post, 1)
    assert refused(partial(answered, cast, post, 1)) == "open"


def test_receipt_is_confirmed_once(cast):
    row = response_in(cast, Stage.DELIVERED)
    seen = row.version
    responding.confirm(row, received=2, by=cast.editor, seen=seen)
    again = partial(responding.confirm, received=2, by=cast.editor)
    assert refused(partial(again, row), seen=seen) == "changed"
    assert refused(partial(again, fresh(row)), seen=fresh(row).version) == "state"


@pytest.mark.parametrize("received", [0, -1, 3])
def test_no_more_arrives_than_was_agreed(cast, received):
    row = response_in(cast, Stage.DELIVERED)
    assert (
        refused(partial(responding.confirm, row), received=received, by=cast.editor, seen=row.version)
        == "quantity"
    )


def test_a_suspended_group_grants_and_gives_nothing_and_holds_nobody_up(cast):
    proposed = response_in(cast, Stage.PROPOSED)
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    assert refused(partial(responding.accept, proposed), by=cast.editor, seen=proposed.version) == "role"
    assert refused(partial(answered, cast, proposed.post, 1, *third(cast))) == "closed"
    responding.withdraw(fresh(proposed), by=cast.other_leader, seen=fresh(proposed).version)
    assert fresh(proposed).state == Stage.WITHDRAWN


def test_a_suspended_giver_cannot_deliver_but_what_arrived_is_confirmed(cast):
    accepted = response_in(cast, Stage.ACCEPTED)
    Group.objects.filter(pk=cast.other_group.pk).update(standing=Standing.SUSPENDED)
    assert (
        refused(partial(responding.deliver, accepted), by=cast.other_leader, seen=accepted.version) == "role"
    )
    Response.objects.update(state=Stage.DELIVERED)
    row = responding.confirm(fresh(accepted), received=2, by=cast.editor, seen=fresh(accepted).version)
    assert row.state == Stage.CONFIRMED


def test_what_waits_for_an_answer_ends_with_its_request(cast):
    row = response_in(cast, Stage.PROPOSED)
    post = fresh(row.post)
    posting.withdraw(post, by=cast.editor, seen=post.version, reason="The trip is off.")
    assert (fresh(row).state, fresh(row).reason_code) == (Stage.DECLINED, "withdrawn")


def test_what_was_promised_goes_on_after_the_last_day(cast):
    row = response_in(cast, Stage.ACCEPTED)
    waiting = row.post.responses.create(group=third(cast)[0], quantity=1, by=cast.leader)
    Post.objects.update(until=in_days(-1))
    posting.keep_time()
    assert (fresh(row.post).state, fresh(waiting).state) == (State.PARTLY_MATCHED, Stage.DECLINED)
    row = responding.deliver(fresh(row), by=cast.other_leader, seen=row.version)
    responding.confirm(row, received=2, by=cast.editor, seen=row.version)
    assert fresh(row.post).state == State.FULFILLED


def test_thanks_come_after_the_receipt_and_lead_to_an_achievement_of_the_giver(cast):
    delivered = response_in(cast, Stage.DELIVERED)
    thank = partial(responding.thank, words="شكرًا لكم", by=cast.editor)
    assert refused(partial(thank, delivered), seen=delivered.version) == "state"
    row = responding.confirm(fresh(delivered), received=2, by=cast.editor, seen=fresh(delivered).version)
    row = thank(row, seen=row.version)
    assert refused(partial(thank, fresh(row)), seen=row.version) == "already"
    assert refused(partial(showing.answer_offer, row), wanted=True, by=cast.editor) == "role"
    row = showing.answer_offer(row, wanted=True, by=cast.other_leader)
    assert showing.answer_offer(row, wanted=False, by=cast.other_leader).achievement_id == row.achievement_id
    made = cast.other_group.achievements.get()
    assert (made.story_ar, made.title_en) == ("شكرًا لكم", "Support for Basira: Wheelchairs")
    assert list(made.partner_groups.all()) == [cast.group]


def test_of_an_offer_the_group_that_answers_receives(cast):
    row = response_in(cast, Stage.ACCEPTED, side=Side.OFFER)
    assert (row.giver, row.receiver) == (cast.group, cast.other_group)
    row = responding.deliver(row, by=cast.editor, seen=row.version)
    assert (
        responding.confirm(row, received=2, by=cast.other_leader, seen=row.version).state == Stage.CONFIRMED
    )


def test_only_a_group_in_the_directory_opens_a_request(cast):
    post = draft(cast)
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    assert refused(partial(posting.open_up, post), by=cast.editor, seen=post.version) == "role"


@pytest.mark.parametrize(
    "text",
    [
        "Call 9912 3456",
        "اتصلوا على ٩٩١٢٣٤٥٦",
        "mona@example.org",
        "قطعة 5 شارع 3 منزل 12",
        "Block 4, house 7",
    ],
)
def test_what_looks_private_is_confirmed_before_everybody_sees_it(cast, text):
    post = draft(cast, audience="public", details_ar=text)
    assert refused(partial(posting.open_up, post), by=cast.editor, seen=fresh(post).version) == "private"
    post = fresh(post)
    assert posting.open_up(post, by=cast.editor, seen=post.version, on_purpose=True).state == State.OPEN


def test_numbers_that_are_nobodys_and_what_only_groups_see_need_no_confirmation(cast):
    for columns in (
        {"audience": "public", "details_en": "40 laptops, 2026-12-03"},
        {"details_en": "Call 99123456"},
    ):
        post = draft(cast, **columns)
        assert posting.open_up(post, by=cast.editor, seen=post.version).state == State.OPEN
