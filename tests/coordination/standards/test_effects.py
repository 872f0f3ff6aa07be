"""Before a later version bites, everybody concerned sees who would lose what, and hears of it at each step."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from coordination.standards.actions import deciding
from coordination.standards.effects import concerned, effects_of, losing
from coordination.standards.models import Accreditation, Clause, Mark, Standard
from directory.models import Group
from tests.coordination.standards.world import (
    MONTH,
    accredited,
    adopted,
    afresh,
    assessment_in,
    clause,
    consulted,
    draft,
    fresh,
    resting_on,
)
from tests.workers.inboxes import read, told, waiting
from workers import noticing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ASKED = "A later version of a standard is in consultation, Safeguarding, version 2: see what it would ask of Basira"
ADOPTED = (
    "A later version of a standard was adopted, Safeguarding, version 2: the accreditation of Basira holds"
)
GRACE = "The accreditation Safeguarding, version 1: Basira holds through "


@pytest.fixture(autouse=True)
def pages_are_fresh(cast):
    Group.objects.update(confirmed_on=timezone.localdate())


def later(cast, earlier, **changed):
    """A draft of the next version, with columns of its clauses changed: {"A1": {...}}."""
    standard = draft(cast, base=earlier)
    for code, columns in changed.items():
        Clause.objects.filter(standard=standard, code=code).update(**columns)
    return fresh(standard)


def effect(standard, accreditation):
    whole = Standard.objects.with_clauses().get(pk=standard.pk)
    found = effects_of(whole, [Accreditation.objects.with_all().get(pk=accreditation.pk)])[0]
    step = found.step
    codes = [[one.code for one in rows] for rows in (step.new, step.changed, found.short)]
    return codes, found.asked, found.until


def begins_with(lines, words):
    return [one for one in lines if one.startswith(words)]


def test_only_what_a_group_has_to_answer_to_counts(cast):
    one = accredited(cast)
    same = later(
        cast, one.standard, A1={"guidance_en": "Ask a colleague."}, B1={"level": "may"}, A2={"place": 9}
    )
    day = same.effective_on + timedelta(days=89)
    assert effect(same, one) == ([[], [], []], 0, day)
    Clause.objects.filter(standard=same, code="B1").delete()
    assert effect(same, one) == ([[], [], []], 0, day)


def test_new_and_changed_clauses_are_to_be_shown_anew(cast):
    one = accredited(cast)
    next_one = later(cast, one.standard, A1={"text_en": "Three adults are always present."})
    section = next_one.sections.first()
    clause(next_one, section, "A3", text_en="A phone is at hand.")
    clause(next_one, section, "A4", text_en="A second phone.", level="may")
    assert effect(next_one, one)[:2] == ([["A3"], ["A1"], []], 2)


@pytest.mark.parametrize(("mark", "short"), [("met", []), ("not_met", ["A2"])])
def test_what_is_required_now_counts_only_against_those_who_were_short_of_it(cast, mark, short):
    Standard.objects.update(should_percent=0)
    assessment = assessment_in(cast, "draft")
    Standard.objects.filter(pk=assessment.standard_id).update(should_percent=0)
    one = resting_on(assessment)
    found = {"claim": "met", "by": cast.editor, "mark": mark, "why": "Not yet."}
    assessment.findings.create(clause=assessment.standard.clauses.get(code="A2"), **found)
    assert effect(later(cast, one.standard, A2={"level": "must"}), one)[0] == [[], [], short]


@pytest.mark.parametrize(
    ("percent", "mark", "changed", "lacking"),
    [
        (0, "not_met", {}, 0),
        (100, "met", {}, 0),
        (100, "not_met", {}, 1),
        (100, Mark.NOT_APPLICABLE, {}, 0),
        (100, "not_met", {"text_en": "Everybody is trained twice a year."}, 0),
        (100, "not_met", {"level": "may"}, 0),
    ],
)
def test_a_larger_share_of_recommended_clauses_counts_against_those_who_fall_short_of_it(
    cast, percent, mark, changed, lacking
):
    assessment = assessment_in(cast, "draft")
    Standard.objects.update(should_percent=0)
    one = resting_on(assessment)
    found = {"claim": "met", "by": cast.editor, "mark": mark, "why": "Not yet."}
    assessment.findings.create(clause=assessment.standard.clauses.get(code="A2"), **found)
    next_one = later(cast, one.standard, A2=changed) if changed else later(cast, one.standard)
    Standard.objects.filter(pk=next_one.pk).update(should_percent=percent)
    page = opened(cast, "committee", next_one)
    assert [effect.lacking for effect in page.context["effects"]] == [lacking]
    assert ("1 more recommended clause to meet" in page.content.decode()) == bool(lacking)
    assert (f"{percent}% have to be met, 0% before" in page.content.decode()) == bool(percent)


def test_it_takes_days_only_from_those_who_would_have_held_longer(cast):
    one = accredited(cast)
    next_one = later(cast, one.standard)
    assert list(losing(next_one)) == [one]
    Accreditation.objects.update(valid_until=next_one.effective_on + timedelta(days=89))
    assert (list(losing(next_one)), list(concerned(next_one))) == ([], [one])
    Standard.objects.filter(pk=next_one.pk).update(effective_on=None)
    assert list(losing(fresh(next_one))) == [one]


def test_a_withdrawn_version_and_an_accreditation_that_ended_are_no_matter(cast):
    one = accredited(cast)
    next_one = later(cast, one.standard)
    Standard.objects.filter(pk=next_one.pk).update(state="withdrawn")
    assert list(concerned(fresh(next_one))) == []
    Standard.objects.filter(pk=next_one.pk).update(state="draft")
    Accreditation.objects.update(state="expired")
    assert list(concerned(fresh(next_one))) == []


# --- the page


def opened(cast, role, standard, lang="en"):
    return cast.client(role).get(f"/{lang}/standards/{standard.uuid}/effects/")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_committee_sees_all_and_a_group_its_own(cast, lang):
    one = accredited(cast)
    next_one = later(cast, one.standard, A1={"text_en": "Three adults."})
    assert opened(cast, "leader", next_one, lang).status_code == 404
    next_one = consulted(cast, next_one)
    for role, status in (("committee", 200), ("editor", 200), ("other_leader", 404), ("volunteer", 404)):
        assert opened(cast, role, next_one, lang).status_code == status, role
    page = opened(cast, "leader", next_one, lang)
    assert [row.accreditation for row in page.context["effects"]] == [one]
    assert page.context["losing"] == 1


def test_a_version_that_takes_nothing_from_anybody_says_so(cast):
    standard = adopted(cast)
    page = opened(cast, "committee", later(cast, standard)).content.decode()
    assert "nobody loses anything" in page


def test_the_way_leads_from_the_groups_own_pages(cast):
    one = accredited(cast)
    address = f"/en/standards/{consulted(cast, later(cast, one.standard)).uuid}/effects/"
    leader = cast.client("leader")
    for page in (f"/en/standards/accreditations/{one.uuid}/", f"/en/standards/groups/{cast.group.slug}/",
                 f"/en/groups/{cast.group.slug}/edit/"):  # fmt: skip
        assert address in leader.get(page).content.decode(), page
    assert address not in cast.client("volunteer").get(one.get_absolute_url()).content.decode()


def test_the_page_asks_the_same_for_one_accreditation_and_for_many(cast, django_assert_max_num_queries):
    one = accredited(cast)
    next_one = consulted(cast, later(cast, one.standard, A2={"level": "must"}))
    client = cast.client("committee")
    opened(cast, "committee", next_one)
    with django_assert_max_num_queries(50) as few:
        client.get(f"/en/standards/{next_one.uuid}/effects/")
    for number in range(4):
        group = Group.objects.create(slug=f"more-{number}", name_ar=f"فريق {number}", standing="listed")
        resting_on(type(one.assessment).objects.create(standard=one.standard, group=group))
    with django_assert_max_num_queries(50) as many:
        client.get(f"/en/standards/{next_one.uuid}/effects/")
    assert len(many) == len(few)


# --- warnings


def test_leaders_are_warned_once_when_it_is_asked_about_and_once_when_it_is_adopted(cast):
    one = accredited(cast)
    standard = adopted(cast, later(cast, one.standard), effective_in=20)
    for _again in range(2):
        read()
    for words in (ASKED, ADOPTED):
        assert len(begins_with(told(cast.leader), words)) == 1
        assert begins_with(told(cast.editor), words) == begins_with(told(cast.other_leader), words) == []
    assert standard.number == 2


def test_grace_that_ends_is_told_in_steps_until_a_new_assessment_is_handed_in(cast):
    one = accredited(cast)
    adopted(cast, later(cast, one.standard))
    deciding.keep_time()
    end = afresh(one).grace_until
    assert end < afresh(one).valid_until
    for days, times in ((61, 0), (60, 1), (45, 1), (30, 2), (7, 3), (1, 3)):
        with time_machine.travel(timezone.now() + (end - timezone.localdate() - days * DAY), tick=False):
            noticing.remind()
            assert len(begins_with(told(cast.leader), GRACE)) == times, days
    assert len(begins_with(waiting(cast.leader), GRACE)) == 1
    Accreditation.objects.update(state="superseded")
    noticing.settle_all()
    assert begins_with(waiting(cast.leader), GRACE) == []


def test_my_day_leads_to_the_version_in_force(cast):
    one = accredited(cast)
    standard = adopted(cast, later(cast, one.standard))
    Standard.objects.filter(pk=one.standard_id).update(grace_days=30)
    page = cast.client("leader").get("/en/me/").content.decode()
    assert f"/en/standards/{standard.uuid}/assess/" in page
    assert afresh(one).ends_on < timezone.localdate() + MONTH
