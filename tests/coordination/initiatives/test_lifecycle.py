"""The way of an initiative, and every step that is not on it."""

import pytest

from coordination.initiatives.actions import deciding, doing, drafting, leaving
from coordination.initiatives.lifecycle import INITIATIVE
from coordination.initiatives.models import Initiative, Permit, State
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Achievement, Group, Licence, Standing
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.initiatives.world import REASON, Form, fresh, initiative_in, step

pytestmark = pytest.mark.django_db
WHO = {
    "edits_it": {"editor", "leader"},
    "leads_it": {"leader"},
    "works_on_it": {"editor", "leader", "other_leader"},
    "may_review": {"committee", "secretary", "chair", "committee_no_2fa"},
    "is_nobody": set(),
}


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON}


def test_from_idea_to_the_achievement_of_each_group(cast):
    initiative = initiative_in(cast, "closed")
    entries = Entry.objects.filter(subject_type="initiatives.initiative", subject_id=str(initiative.pk))
    assert [entry.data["to"] for entry in entries.order_by("pk") if "to" in entry.data] == [
        "inviting", "ready", "submitted", "in_review", "voting", "approved", "active", "completed", "closed",
    ]  # fmt: skip
    row = initiative.partnerships.get(group=cast.other_group)
    for _again in range(2):
        row = doing.answer_offer(row, wanted=True, by=cast.other_leader)
    achievement = Achievement.objects.get()
    assert (achievement.group, achievement.title, row.achievement) == (
        cast.other_group, "Halls for all", achievement,
    )  # fmt: skip
    assert list(achievement.partner_groups.all()) == [cast.group]


def test_every_step_is_for_its_people(cast):
    initiative = initiative_in(cast, "voting")
    who = {taken.who for taken in INITIATIVE.steps.values()}
    allowed = {
        rule.__name__: {role for role, person in people(cast).items() if rule(person, initiative)}
        for rule in who
    }
    assert allowed == WHO


def test_every_step_is_refused_from_every_other_state(cast):
    initiative = initiative_in(cast, "voting")
    taken = {}
    for state in State:
        Initiative.objects.filter(pk=initiative.pk).update(state=state, suspended_from="active")
        for name in INITIATIVE.steps:
            initiative = fresh(initiative)
            with pytest.raises(Refused) as refused:
                INITIATIVE.take(
                    initiative, name, by=cast.volunteer, seen=initiative.version, reason_code="x", reason="x"
                )
            taken.setdefault(name, set()).update([state] if refused.value.code != "state" else [])
    assert taken == {name: set(step.sources) for name, step in INITIATIVE.steps.items()}


def test_declined_is_reviewed_again_only_by_an_appeal(cast):
    initiative = deciding.decide(initiative_in(cast, "voting"), "lost")
    assert (initiative.state, initiative.reason_code) == (State.DECLINED, "vote")
    with pytest.raises(Refused):
        leaving.withdraw(initiative, reason="", by=cast.leader, seen=initiative.version)
    assert deciding.overturn(initiative, reason="A vote was counted twice.").state == State.IN_REVIEW


def test_a_second_session_follows_a_vote_without_quorum_and_a_cancelled_one_leads_back(cast):
    initiative = deciding.decide(initiative_in(cast, "voting"), "inquorate")
    assert initiative.state == State.INQUORATE
    initiative = deciding.open_vote(initiative)
    assert deciding.decide(initiative, "cancelled").state == State.IN_REVIEW


@pytest.mark.parametrize("was", ["approved", "active"])
def test_a_suspension_returns_to_where_it_was(cast, was):
    initiative = initiative_in(cast, was)
    initiative = deciding.suspend(initiative, **REASON, by=cast.committee, seen=initiative.version)
    assert (initiative.state, initiative.suspended_from, initiative.reason) == (
        State.SUSPENDED, was, REASON["reason"],
    )  # fmt: skip
    initiative = deciding.lift(initiative, **REASON, by=cast.committee, seen=initiative.version)
    assert (initiative.state, initiative.suspended_from) == (was, "")


def test_a_suspension_can_end_it(cast):
    initiative = initiative_in(cast, "approved")
    initiative = deciding.suspend(initiative, **REASON, by=cast.committee, seen=initiative.version)
    assert (
        deciding.cancel(initiative, **REASON, by=cast.chair, seen=initiative.version).state == State.CANCELLED
    )


def test_a_missing_or_outlived_permit_keeps_it_from_starting(cast):
    initiative = initiative_in(cast, "approved")
    past = Form(Permit(), number="1", authority_en="M", granted_on="2020-01-01", expires_on="2020-12-31")
    seen = initiative.version
    with pytest.raises(Refused):
        doing.start(initiative, by=cast.leader, seen=seen)
    initiative = doing.enter_permit(fresh(initiative), past, by=cast.leader, seen=seen)
    seen = initiative.version
    with pytest.raises(Refused):
        doing.start(initiative, by=cast.leader, seen=seen)
    Initiative.objects.filter(pk=initiative.pk).update(permit_needed=False)
    assert doing.start(fresh(initiative), by=cast.leader, seen=seen).state == State.ACTIVE


def test_without_a_report_nothing_is_completed(cast):
    initiative = initiative_in(cast, "active")
    with pytest.raises(Refused):
        doing.complete(initiative, by=cast.leader, seen=initiative.version)
    assert step(fresh(initiative), "completed", cast).state == State.COMPLETED


def test_an_expired_licence_of_the_leading_group_blocks_submitting(cast):
    initiative = initiative_in(cast, "ready")
    licence = Licence.objects.create(group=cast.group, authority_en="M", number="1", expires_on="2020-01-01")
    with pytest.raises(Refused):
        deciding.submit(initiative, by=cast.leader, seen=initiative.version)
    Licence.objects.filter(pk=licence.pk).update(expires_on="2099-01-01")
    initiative = fresh(initiative)
    assert deciding.submit(initiative, by=cast.leader, seen=initiative.version).state == State.SUBMITTED


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED])
@pytest.mark.parametrize("which", ["group", "other_group"])
def test_a_group_that_left_the_directory_counts_as_not_agreeing(cast, standing, which):
    initiative = initiative_in(cast, "ready")
    Group.objects.filter(pk=getattr(cast, which).pk).update(standing=standing)
    with pytest.raises(Refused):
        deciding.submit(initiative, by=cast.leader, seen=initiative.version)


def test_terms_are_frozen_once_they_are_handed_in(cast):
    initiative = initiative_in(cast, "submitted")
    with pytest.raises(Refused, match="لا يمكن التعديل الآن"):
        drafting.save(initiative, Form(initiative), by=cast.leader, seen=initiative.version)
