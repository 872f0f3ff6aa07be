"""A group measures itself, somebody from outside judges, and the result follows from the rule alone."""

import pytest

from coordination.committee.models import Decision
from coordination.standards.actions import assessing, reviewing
from coordination.standards.lifecycle import ASSESSMENT
from coordination.standards.models import Assessment, Finding, Stage, Standard
from coordination.standards.rules import has_conflict, next_reviewer
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.models import Membership
from tests.cast import ROLES, WITHOUT_PERSON, join
from tests.coordination.standards.world import (
    again,
    assessment_in,
    found,
    in_force,
    marked,
    resting_on,
)

pytestmark = pytest.mark.django_db
OUTSIDE = {"committee", "secretary", "chair", "committee_no_2fa"}
WHO = {
    "leads_it": {"leader"},
    "edits_it": {"leader", "editor"},
    "may_take_up": OUTSIDE,
    "reviews": {"committee"},
    "may_release": OUTSIDE,
    "is_nobody": {"nobody"},
}


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON} | {"nobody": None}


def outcome(assessment, name, by):
    try:
        ASSESSMENT.take(assessment, name, by=by, seen=assessment.version, reason_code="x", reason="x")
    except Refused as refusal:
        return refusal.code
    return "taken"


@pytest.mark.parametrize("name", ASSESSMENT.steps)
def test_every_step_is_taken_from_its_states_by_its_people_and_refused_to_all_others(cast, name):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    marked(assessment, cast)
    step = ASSESSMENT.steps[name]
    resting_on(assessment, fingerprint="as it was judged")
    found_, wanted = {}, {}
    for state in Stage:
        for role, person in people(cast).items():
            Assessment.objects.filter(pk=assessment.pk).update(
                state=state, result="met", reviewer=cast.committee
            )
            found_[state, role] = outcome(again(assessment), name, person)
            may = role in WHO[step.who.__name__]
            wanted[state, role] = "state" if state not in step.sources else "taken" if may else "role"
    assert found_ == wanted


def test_only_a_listed_group_begins_and_only_by_a_standard_in_force(cast):
    standard = in_force(cast)
    for role in ("member", "committee", "other_leader"):
        with pytest.raises(Refused):
            assessing.begin(standard, cast.group, by=cast.people[role])
    Standard.objects.filter(pk=standard.pk).update(effective_on=None)
    with pytest.raises(Refused):
        assessing.begin(standard, cast.group, by=cast.editor)


def test_one_assessment_of_a_standard_is_open_at_a_time(cast):
    assessment = assessment_in(cast, Stage.DRAFT)
    with pytest.raises(Refused) as refused:
        assessing.begin(assessment.standard, cast.group, by=cast.editor)
    assert refused.value.code == "open"


def test_several_people_write_at_once_and_of_one_clause_the_second_is_told(cast):
    assessment = assessment_in(cast, Stage.DRAFT)
    first = found(assessment, "A1", by=cast.editor)
    found(assessment, "A2", by=cast.leader)
    with pytest.raises(Refused) as refused:
        found(assessment, "A1", by=cast.leader, claimed="partly")
    assert (refused.value.code, Finding.objects.get(pk=first.pk).claim) == ("changed", "met")
    found(assessment, "A1", by=cast.leader, claimed="partly", seen=first.at.isoformat())
    assert assessment.findings.count() == 2


def test_a_clause_that_applies_to_all_cannot_be_left_aside(cast):
    assessment = assessment_in(cast, Stage.DRAFT)
    with pytest.raises(Refused):
        found(assessment, "A1", claimed="na")
    assert found(assessment, "B1", claimed="na").claim == "na"


def test_it_is_handed_in_once_every_required_and_recommended_clause_is_answered(cast):
    assessment = assessment_in(cast, Stage.DRAFT)
    found(assessment, "A1")
    with pytest.raises(Refused) as refused:
        assessing.submit(again(assessment), by=cast.leader, seen=again(assessment).version)
    assert refused.value.code == "guard"
    found(assessment, "A2")
    found(assessment, "B1")
    assessment = assessing.submit(again(assessment), by=cast.leader, seen=again(assessment).version)
    with pytest.raises(Refused):
        found(assessment, "A1", claimed="partly")


def test_nobody_with_a_tie_to_the_group_judges_it(cast):
    assessment = assessment_in(cast, Stage.SUBMITTED)
    assert has_conflict(cast.recused_committee, cast.group.pk)
    assert not has_conflict(cast.committee, cast.group.pk)
    join(cast.leader, cast.other_group, "leader")
    join(cast.chair, cast.other_group)
    assert has_conflict(cast.chair, cast.group.pk)
    assert next_reviewer(assessment) not in (cast.chair, cast.recused_committee, None)


def test_a_conflict_that_arises_in_mid_review_bars_at_once(cast):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    Membership.objects.create(person=cast.committee, group=cast.group, role="member", state="active")
    with pytest.raises(Refused):
        reviewing.mark(assessment, code="A1", mark="met", why="", by=cast.committee)
    assessment = again(assessment)
    reviewing.release(assessment, reason="Joined the group.", by=cast.committee, seen=assessment.version)
    assessment = again(assessment)
    assert (assessment.state, assessment.reviewer) == (Stage.SUBMITTED, None)
    with pytest.raises(Refused):
        reviewing.take_up(assessment, by=cast.committee, seen=assessment.version)
    assessment = again(assessment)
    assert reviewing.take_up(assessment, by=cast.chair, seen=assessment.version).reviewer == cast.chair


def test_two_reviewers_at_once_and_one_takes_it_up(cast):
    assessment = assessment_in(cast, Stage.SUBMITTED)
    reviewing.take_up(assessment, by=cast.chair, seen=assessment.version)
    with pytest.raises(Refused):
        reviewing.take_up(again(assessment), by=cast.secretary, seen=again(assessment).version)
    assert again(assessment).reviewer == cast.chair


def test_a_question_waits_for_the_group_and_its_last_answer_goes_back(cast):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    asked = [
        reviewing.ask(assessment, code=code, question="Since when?", by=cast.committee)
        for code in ("A1", "A2")
    ]
    assert again(assessment).state == Stage.CLARIFICATION
    with pytest.raises(Refused):
        reviewing.answer(asked[0], text="x", by=cast.committee)
    reviewing.answer(asked[0], text="Since 2024.", by=cast.editor)
    assert again(assessment).state == Stage.CLARIFICATION
    reviewing.answer(asked[1], text="Since May.", by=cast.leader)
    assert again(assessment).state == Stage.UNDER_REVIEW


@pytest.mark.parametrize(
    ("marks", "percent", "result"),
    [
        ({}, 80, "met"),
        ({"A2": "not_met"}, 80, "not_met"),
        ({"A2": "not_met"}, 0, "met"),
        ({"A1": "partly"}, 0, "not_met"),
        ({"B1": "na"}, 80, "met"),
    ],
)
def test_the_result_follows_from_the_rule_of_the_standard(cast, marks, percent, result):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    Standard.objects.filter(pk=assessment.standard_id).update(should_percent=percent)
    marked(assessment, cast, **marks)
    assessment = again(assessment)
    decided = reviewing.decide(assessment, by=cast.committee, seen=assessment.version)
    assert (decided.state, decided.result, decided.decided_by) == (Stage.DECIDED, result, cast.committee)
    line = Decision.objects.get(kind="standards.assessment")
    assert (line.result, bool(line.appeal_until), line.is_public) == (result, result == "not_met", False)
    told = Entry.objects.about(decided).values_list("audience", flat=True)
    assert not any("public" in audience for audience in told)


def test_a_shortfall_without_a_reason_and_a_clause_without_a_mark_decide_nothing(cast):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    with pytest.raises(Refused):
        reviewing.mark(assessment, code="A1", mark="not_met", why=" ", by=cast.committee)
    reviewing.mark(assessment, code="A1", mark="met", why="", by=cast.committee)
    assessment = again(assessment)
    with pytest.raises(Refused) as refused:
        reviewing.decide(assessment, by=cast.committee, seen=assessment.version)
    assert (refused.value.code, again(assessment).result) == ("guard", "")
