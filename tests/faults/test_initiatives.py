"""Edits, agreements, decisions and withdrawals at once: a legal state each, bound to what was seen."""

import itertools
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from coordination.initiatives import rules
from coordination.initiatives.actions import agreeing, deciding, drafting, leaving
from coordination.initiatives.models import Agreement, Initiative, State
from coordination.initiatives.terms import current_hash
from deeds.lifecycle import Refused, claim
from deeds.models import Entry
from deeds.once import once
from directory.models import Group, Standing
from tests.cast import join, make_cast, make_group, make_person
from tests.coordination.initiatives.world import Form, agree, draft, fresh, initiative_in, part, step
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.faults, pytest.mark.django_db(transaction=True)]
DAYS = itertools.count(100)


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def later(initiative):
    """A form that moves the last day, which is one of the terms."""
    day = timezone.localdate() + timedelta(days=next(DAYS))
    return Form(fresh(initiative), ends_on=day)


def carried(initiative):
    with transaction.atomic():
        return deciding.decide(deciding.lock(initiative), "carried")


def decline_or(result):
    """Every answer is the thing itself or a sentence."""
    assert isinstance(result, Refused) or not isinstance(result, Exception), repr(result)
    return not isinstance(result, Refused)


def reset(initiative, state):
    Initiative.objects.filter(pk=initiative.pk).update(state=state, voted_hash=current_hash(initiative))
    return fresh(initiative)


def test_an_edit_between_agreement_and_submission_never_slips_through(cast):
    initiative, seen = initiative_in(cast, "ready"), Counter()
    for _round in range(60):
        initiative = fresh(initiative)
        version, form = initiative.version, later(initiative)
        results = at_once(
            partial(deciding.submit, initiative, by=cast.leader, seen=version),
            partial(drafting.save, initiative, form, by=cast.leader, seen=version),
        )
        done = tuple(map(decline_or, results))
        state = fresh(initiative).state
        seen[done, state] += 1
        if state == State.SUBMITTED:
            assert rules.all_agree(fresh(initiative))
            reset(initiative, State.READY)
        else:
            agree(initiative, cast.other_group, cast.other_leader)
    assert set(seen) <= {((True, False), State.SUBMITTED), ((False, True), State.INVITING)}
    assert sum(seen.values()) == 60


def test_submitting_while_an_agreement_is_voided_by_its_group(cast):
    initiative, seen = initiative_in(cast, "ready"), Counter()
    row = part(initiative, cast.other_group)
    for _round in range(60):
        initiative = fresh(initiative)
        version = initiative.version
        results = at_once(
            partial(deciding.submit, initiative, by=cast.leader, seen=version),
            partial(agreeing.decline, row, why="", by=cast.other_leader, seen=version),
        )
        seen[tuple(map(decline_or, results)), fresh(initiative).state] += 1
        if fresh(initiative).state == State.SUBMITTED:
            reset(initiative, State.READY)
        else:
            agree(initiative, cast.other_group, cast.other_leader)
    assert set(seen) <= {((True, False), State.SUBMITTED), ((False, True), State.INVITING)}


def test_approve_withdraw_and_edit_at_once(cast):
    initiative, seen = initiative_in(cast, "voting"), Counter()
    for _round in range(100):
        initiative = reset(initiative, State.VOTING)
        version, form = initiative.version, later(initiative)
        results = at_once(
            partial(carried, initiative),
            partial(leaving.withdraw, initiative, reason="", by=cast.leader, seen=version),
            partial(drafting.save, initiative, form, by=cast.leader, seen=version),
        )
        done = tuple(map(decline_or, results))
        seen[done, fresh(initiative).state] += 1
        assert fresh(initiative).voted_hash == current_hash(initiative)
    assert set(seen) <= {((True, False, False), State.APPROVED), ((False, True, False), State.WITHDRAWN)}


def test_an_approval_is_bound_to_the_version_that_was_voted_on(cast):
    initiative = initiative_in(cast, "voting")
    Initiative.objects.filter(pk=initiative.pk).update(aim_en="Something else")
    with pytest.raises(Refused) as refused:
        carried(initiative)
    assert (refused.value.code, fresh(initiative).state) == ("guard", State.VOTING)


def suspend(group):
    with transaction.atomic():
        claim(group)
        Group.objects.filter(pk=group.pk).update(standing=Standing.SUSPENDED)
    return group


@pytest.mark.parametrize("which", ["group", "other_group"])
def test_a_group_suspended_in_mid_flow(cast, which):
    """Whoever came second met the other's deed."""
    initiative, group, seen = initiative_in(cast, "ready"), getattr(cast, which), Counter()
    for _round in range(30):
        version = fresh(initiative).version
        results = at_once(
            partial(deciding.submit, initiative, by=cast.leader, seen=version),
            partial(suspend, group),
        )
        seen[decline_or(results[0]), fresh(initiative).state] += 1
        Group.objects.filter(pk=group.pk).update(standing=Standing.LISTED)
        reset(initiative, State.READY)
    assert set(seen) <= {(True, State.SUBMITTED), (False, State.READY)}


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED])
@pytest.mark.parametrize("which", ["group", "other_group"])
def test_nothing_opens_or_is_approved_while_a_group_is_out_of_the_directory(cast, which, standing):
    initiative = initiative_in(cast, "in_review")
    Group.objects.filter(pk=getattr(cast, which).pk).update(standing=standing)
    for state, deed in ((State.IN_REVIEW, deciding.open_vote), (State.VOTING, carried)):
        with pytest.raises(Refused):
            deed(reset(initiative, state))
        assert fresh(initiative).state == state


def test_the_last_agreements_at_once_make_it_ready_exactly_once(cast):
    initiative = draft(cast)
    leaders = {cast.other_group: cast.other_leader}
    for slug in ("third", "fourth"):
        group = make_group(slug)
        leaders[group] = make_person(slug)
        join(leaders[group], group, "leader")
        row = drafting.add_partner(initiative, group, by=cast.leader, seen=fresh(initiative).version)
        row.tasks.create(title_en="Help")
    step(initiative, "inviting", cast)
    for number in range(60):
        wanted = current_hash(initiative)
        at_once(
            *[
                partial(agreeing.agree, part(initiative, group), hash=wanted, by=by)
                for group, by in leaders.items()
            ]
        )
        assert fresh(initiative).state == State.READY
        assert Entry.objects.filter(deed="initiatives.settle").count() == number + 1
        assert Agreement.objects.filter(voided_at=None).count() == 4
        drafting.save(initiative, later(initiative), by=cast.leader, seen=fresh(initiative).version)


def test_the_same_form_twice_at_once_begins_one_initiative(cast):
    for number in range(200):
        token = f"{number:043}"

        def found(token=token):
            return once(token, lambda: str(drafting.found(cast.group, by=cast.leader, title_en="T").uuid))

        first, second = at_once(found, found)
        assert first == second
    assert Initiative.objects.count() == 200
