"""Reviewers from the groups: trained, asked one after the other, never of a group that they have a tie to."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from coordination.standards.actions import assessing, proposing, reviewing, training
from coordination.standards.lifecycle_of_reviewers import PROPOSAL, REVIEWER
from coordination.standards.models import Assessment, Proposal, Reviewer, Stage
from coordination.standards.rules import next_reviewer
from deeds.hooks import awaiting_of
from deeds.lifecycle import Refused
from directory.models import Group
from tests.cast import ROLES, WITHOUT_PERSON, join, make_group, make_person, sit
from tests.coordination.standards.world import again, assessment_in, in_force, marked, trained
from tests.workers.inboxes import read, waiting

pytestmark = pytest.mark.django_db
SEATED = {"committee", "recused_committee", "secretary", "chair", "committee_no_2fa"}
WHO = {
    "is_asked": {"other_leader"},
    "may_end": {*SEATED, "other_leader"},
    "is_nobody": {"nobody"},
}


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON} | {"nobody": None}


def outcome(table, row, root, name, by):
    try:
        table.take(row, name, by=by, seen=root.version, reason_code="x", reason="x")
    except Refused as refusal:
        return refusal.code
    return "taken"


def wanted(step, state, role):
    may = role in WHO[step.who.__name__]
    return "state" if state not in step.sources else "taken" if may else "role"


@pytest.mark.parametrize("name", REVIEWER.steps)
def test_every_step_of_a_role_is_taken_by_its_people_and_refused_to_all_others(cast, name):
    row = trained(cast.other_leader, by=cast.committee)
    found, expected = {}, {}
    for state in Reviewer.State:
        for role, person in people(cast).items():
            Reviewer.objects.filter(pk=row.pk).update(state=state)
            row.refresh_from_db()
            found[state, role] = outcome(REVIEWER, row, row, name, person)
            expected[state, role] = wanted(REVIEWER.steps[name], state, role)
    assert found == expected


@pytest.mark.parametrize("name", PROPOSAL.steps)
def test_every_step_of_a_proposal_is_taken_by_its_people_and_refused_to_all_others(cast, name):
    assessment = assessment_in(cast, Stage.SUBMITTED)
    row = assessment.proposals.get()
    Proposal.objects.filter(pk=row.pk).update(person=cast.other_leader, due_at=timezone.now())
    found, expected = {}, {}
    for state in Proposal.State:
        for role, person in people(cast).items():
            Proposal.objects.filter(pk=row.pk).update(state=state)
            row = Proposal.objects.get(pk=row.pk)
            found[state, role] = outcome(PROPOSAL, row, row.assessment, name, person)
            expected[state, role] = wanted(PROPOSAL.steps[name], state, role)
    assert found == expected


def newcomer(name):
    """Somebody of a group of their own, who has nothing to do with the cast's."""
    person = make_person(name)
    join(person, make_group(f"group-of-{name}"))
    return person


def test_a_role_needs_an_invitation_of_the_committee_a_group_and_the_persons_own_yes(cast):
    until = timezone.localdate() + timedelta(days=100)
    words = {"code": "", "training": "May", "until": until}
    for person, by, code in (
        (cast.other_leader, cast.leader, "role"),
        (cast.recused_committee, cast.recused_committee, "oneself"),
        (cast.volunteer, cast.committee, "no_group"),
    ):
        with pytest.raises(Refused) as refused:
            training.invite(person, **words, by=by)
        assert refused.value.code == code
    row = training.invite(cast.other_leader, **words, by=cast.committee)
    assert not Reviewer.objects.current().exists()
    with pytest.raises(Refused) as refused:
        training.invite(cast.other_leader, **words, by=cast.chair)
    assert refused.value.code == "twice"
    read()
    assert waiting(cast.other_leader) == ["The committee asks you to review assessments of other groups"]
    training.accept(row, by=cast.other_leader, seen=row.version)
    assert Reviewer.objects.current().get().person == cast.other_leader
    read()
    assert waiting(cast.other_leader) == []


def test_it_is_proposed_to_whoever_reviewed_least_first_of_people_of_groups(cast):
    busy, free = newcomer("busy"), newcomer("free")
    trained(busy, by=cast.committee)
    assessment = assessment_in(cast, Stage.UNDER_REVIEW)
    Assessment.objects.filter(pk=assessment.pk).update(reviewer=busy)
    assert next_reviewer(again(assessment)) not in (busy, None)
    trained(free, by=cast.committee)
    assert next_reviewer(again(assessment)) == free


@pytest.mark.parametrize("tie", ["member", "shared leader", "other standard", "over", "invited"])
def test_nobody_with_a_tie_or_without_the_training_is_proposed(cast, tie):
    more = {"other standard": {"code": "governance"}, "over": {"days": -1}, "invited": {"state": "invited"}}
    person = newcomer("trained")
    trained(person, by=cast.committee, **more.get(tie, {}))
    if tie == "member":
        join(person, cast.group)
    if tie == "shared leader":
        join(cast.leader, Group.objects.get(slug="group-of-trained"), "leader")
    assert next_reviewer(assessment_in(cast, Stage.DRAFT)) not in (person, None)


def test_who_declines_says_why_and_the_next_is_asked_until_nobody_is_left(cast):
    person = newcomer("trained")
    trained(person, by=cast.committee)
    assessment = assessment_in(cast, Stage.SUBMITTED)
    asked = []
    while row := assessment.proposals.filter(state="proposed").first():
        with pytest.raises(Refused):
            proposing.decline(row, reason=" ", by=row.person)
        proposing.decline(row, reason="No time before May.", by=row.person)
        asked.append(row.person)
    assert asked[0] == person
    free = {cast.committee, cast.secretary, cast.chair, cast.committee_no_2fa, person}
    assert (set(asked), len(asked)) == (free, len(free))
    read()
    told = waiting(cast.chair)
    assert "The assessment Safeguarding, version 1: Basira waits for a reviewer" in told
    taken = reviewing.take_up(again(assessment), by=cast.chair, seen=again(assessment).version)
    assert taken.reviewer == cast.chair


def test_what_is_not_answered_in_a_week_passes_on_once(cast):
    trained(newcomer("trained"), by=cast.committee)
    assessment = assessment_in(cast, Stage.SUBMITTED)
    first = assessment.proposals.get()
    assert reviewing.keep_time() == 0
    with time_machine.travel(first.due_at + timedelta(minutes=1), tick=False):
        assert reviewing.keep_time() == 1
        assert reviewing.keep_time() == 0
        first.refresh_from_db()
        assert first.state == Proposal.State.PASSED
        with pytest.raises(Refused):
            proposing.decline(first, reason="Too late", by=first.person)
        assert assessment.proposals.get(state="proposed").person != first.person


def test_only_who_is_asked_may_take_it_up_and_sees_it_only_then(cast):
    person, other = newcomer("trained"), newcomer("other")
    trained(person, by=cast.committee)
    assessment = assessment_in(cast, Stage.SUBMITTED)
    trained(other, by=cast.committee)
    assert not Assessment.objects.visible_to(person).exists()
    with pytest.raises(Refused) as refused:
        reviewing.take_up(assessment, by=other, seen=assessment.version)
    assert refused.value.code == "role"
    assessment = again(assessment)
    taken = reviewing.take_up(assessment, by=person, seen=assessment.version)
    assert taken.proposals.get().state == Proposal.State.ACCEPTED
    assert Assessment.objects.visible_to(person).get() == assessment
    assert not Assessment.objects.visible_to(other).exists()


def reviewed_by(person, cast):
    trained(person, by=cast.committee)
    assessment = assessment_in(cast, Stage.SUBMITTED)
    return reviewing.take_up(assessment, by=person, seen=assessment.version)


@pytest.mark.parametrize("cause", ["joins the group", "role ends", "ties of its leaders"])
def test_a_reviewer_who_can_no_longer_judge_is_barred_at_once_and_the_next_is_asked(cast, cause):
    person = newcomer("trained")
    assessment = reviewed_by(person, cast)
    if cause == "joins the group":
        join(person, cast.group)
    elif cause == "ties of its leaders":
        join(cast.leader, Group.objects.get(slug="group-of-trained"), "leader")
    else:
        role = Reviewer.objects.get()
        training.end(role, reason="Moved away.", by=person, seen=role.version)
    with pytest.raises(Refused):
        reviewing.mark(assessment, code="A1", mark="met", why="", by=person)
    assert reviewing.keep_time() == 1
    assessment = again(assessment)
    assert (assessment.state, assessment.reviewer) == (Stage.SUBMITTED, None)
    assert assessment.proposals.get(state="proposed").person != person
    assert not Assessment.objects.visible_to(person).exists()


def test_a_tie_that_arises_hides_the_page_and_the_file_before_any_clock(cast, settings):
    settings.SECOND_FACTOR = "off"
    person = newcomer("trained")
    assessment = reviewed_by(person, cast)
    cast.people["outside"] = person
    page = cast.client("outside")
    assert page.get(assessment.get_absolute_url()).status_code == 200
    join(cast.leader, Group.objects.get(slug="group-of-trained"), "leader")
    assert page.get(assessment.get_absolute_url()).status_code == 404
    assert page.get(reverse("evidence", args=[assessment.uuid, "A1"])).status_code == 404


def test_the_clock_leaves_a_review_alone_that_goes_on(cast):
    assessment = reviewed_by(newcomer("trained"), cast)
    assert reviewing.keep_time() == 0
    assert again(assessment).state == Stage.UNDER_REVIEW


def test_a_seat_that_ends_in_mid_review_frees_it(cast):
    person = make_person("seated")
    seat = sit(person)
    assessment = assessment_in(cast, Stage.SUBMITTED)
    reviewing.take_up(assessment, by=person, seen=assessment.version)
    seat.delete()
    assert reviewing.keep_time() == 1
    assert again(assessment).state == Stage.SUBMITTED


def test_taken_back_nobody_needs_to_answer(cast):
    assessment = assessment_in(cast, Stage.SUBMITTED)
    asked = assessment.proposals.get().person
    assert assessment.proposals.get().get_absolute_url() in [row.url for row in awaiting_of(asked)]
    assessing.take_back(assessment, by=cast.leader, seen=assessment.version)
    assert assessment.proposals.get().state == Proposal.State.LAPSED
    assert [row.url for row in awaiting_of(asked) if "reviews" in row.url] == []


def test_a_reviewer_from_outside_goes_all_the_way_by_pages(cast, settings):
    settings.SECOND_FACTOR = "off"
    person = newcomer("trained")
    cast.people["outside"] = person
    committee, outside = cast.client("committee"), cast.client("outside")
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    words = {"person": person.email, "code": "", "training": "Two evenings", "until": until}
    assert committee.post(reverse("reviewer_new"), words).status_code == 302
    role = Reviewer.objects.get()
    outside.post(role.get_absolute_url(), {"accept": "1", "version": role.version})
    assessment = assessment_in(cast, Stage.SUBMITTED)
    row = assessment.proposals.get()
    assert row.person == person
    answer = outside.post(row.get_absolute_url(), {"version": again(assessment).version})
    assert answer.url == assessment.get_absolute_url()
    cast.people["committee"] = person
    marked(assessment, cast)
    decide = reverse("review_step", args=[assessment.uuid, "decide"])
    answer = outside.post(decide, {"version": again(assessment).version})
    assert (answer.status_code, answer.url) == (302, reverse("reviews"))
    assert again(assessment).state == Stage.DECIDED
    assert outside.get(assessment.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_roll_asks_the_same_however_many_stand_on_it(cast, number, django_assert_num_queries):
    for place in range(number):
        trained(newcomer(f"trained-{place}"), by=cast.committee, code="safeguarding")
    in_force(cast)
    client = cast.client("committee")
    client.get(reverse("reviewers"))
    with django_assert_num_queries(10):
        page = client.get(reverse("reviewers"))
    assert len(page.context["current"]) == number


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_of_the_roll_and_of_a_reviewer(cast, lang, settings):
    settings.SECOND_FACTOR = "off"
    person = newcomer("trained")
    cast.people["outside"] = person
    role = trained(person, by=cast.committee)
    trained(cast.other_leader, by=cast.committee, state="invited")
    trained(cast.volunteer, by=cast.committee, state="ended")
    assessment_in(cast, Stage.SUBMITTED)
    row = Proposal.objects.get()
    for path in ("reviewers/", "reviewers/new/", f"reviewers/{role.uuid}/end/", "reviews/"):
        assert cast.client("committee").get(f"/{lang}/standards/{path}").status_code == 200
    for path in (
        "reviews/",
        f"reviews/{row.uuid}/",
        f"reviews/{row.uuid}/decline/",
        f"reviewers/{role.uuid}/",
    ):
        assert cast.client("outside").get(f"/{lang}/standards/{path}").status_code == 200
