"""Who is next in an assessment hears of it, and the line goes when it is no longer their turn."""

import pytest
from django.utils import timezone

from coordination.standards import news
from coordination.standards.actions import reviewing
from coordination.standards.models import Assessment, Stage
from deeds.hooks import audiences_of
from deeds.models import Entry
from directory.models import Group
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.standards.world import again, assessment_in, marked
from tests.workers.inboxes import read, told, waiting

pytestmark = pytest.mark.django_db
TITLE = "Safeguarding, version 1: Basira"


def about_assessments(lines):
    return [line for line in lines if TITLE in line]


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    """No page waits to be confirmed, which the clock would tell as well."""
    Group.objects.update(confirmed_on=timezone.localdate())


def test_the_proposed_reviewer_alone_is_told_until_somebody_takes_it_up(cast):
    assessment = assessment_in(cast, Stage.SUBMITTED)
    read()
    proposed = assessment.proposals.get().person
    others = {cast.committee, cast.secretary, cast.chair, cast.recused_committee} - {proposed}
    assert about_assessments(waiting(proposed)) == [f"You are proposed to review the assessment {TITLE}"]
    assert [about_assessments(waiting(person)) for person in others] == [[], [], []]
    free = next(person for person in others if person != cast.recused_committee)
    reviewing.take_up(assessment, by=free, seen=assessment.version)
    read()
    assert about_assessments(waiting(proposed)) == []


def test_a_question_waits_for_the_group_and_the_answer_for_the_reviewer(cast):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    asked = reviewing.ask(assessment, code="A1", question="Since when?", by=cast.committee)
    read()
    question = f"The reviewer asks about the assessment {TITLE}"
    assert question in waiting(cast.editor)
    assert question in waiting(cast.leader)
    assert about_assessments(told(cast.member) + told(cast.other_leader)) == []
    reviewing.answer(asked, text="Since May.", by=cast.editor)
    read()
    assert about_assessments(waiting(cast.editor) + waiting(cast.leader)) == []
    go_on = f"The group answered the questions about {TITLE}: the review goes on"
    assert about_assessments(waiting(cast.committee)) == [go_on]
    assert about_assessments(waiting(cast.chair)) == []


def test_the_result_is_told_to_the_group_and_nothing_waits_any_more(cast):
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    asked = reviewing.ask(assessment, code="A1", question="Since when?", by=cast.committee)
    reviewing.answer(asked, text="Since May.", by=cast.editor)
    marked(again(assessment), cast, A1="not_met")
    reviewing.decide(again(assessment), by=cast.committee, seen=again(assessment).version)
    read()
    assert f"The result of the assessment {TITLE} is there" in told(cast.editor)
    assert about_assessments(waiting(cast.editor) + waiting(cast.committee)) == []
    reviewing.overturn(again(assessment), reason="Heard.")
    read()
    assert f"The result of the assessment {TITLE} was overturned; another reviewer looks at it" in told(
        cast.leader
    )
    next_one = assessment.proposals.get(state="proposed").person
    assert next_one != cast.committee
    assert about_assessments(waiting(next_one)) == [f"You are proposed to review the assessment {TITLE}"]


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.SUBMITTED])
def test_digests_tell_of_it_to_those_who_may_see_it_and_to_nobody_else(cast, stage):
    assessment = assessment_in(cast, stage)
    entries = list(Entry.objects.about(assessment))
    told_of = news.of_entries(entries)
    assert set(told_of) == {entry.pk for entry in entries} != set()
    for role in set(ROLES).difference(WITHOUT_PERSON):
        person = cast.people[role]
        sees = Assessment.objects.visible_to(person).filter(pk=assessment.pk).exists()
        assert {bool(one.audience & audiences_of(person)) for one in told_of.values()} == {sees}, role
