"""Many at once, on PostgreSQL: whoever comes second is told in one sentence, and what stands is one legal state."""

import pytest
from django.utils import timezone

from coordination.committee.models import Decision
from coordination.standards.actions import assessing, reviewing, revoking
from coordination.standards.judged import fingerprint, judged_of
from coordination.standards.models import Accreditation, Revocation, Stage, Standard, State
from coordination.standards.rules import RESULT
from deeds.lifecycle import Refused
from deeds.models import Entry
from tests.cast import join
from tests.coordination.standards.world import (
    accredited,
    afresh,
    again,
    assessment_in,
    consulted,
    draft,
    ended,
    fresh,
    marked,
)
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(6)
OVERTAKEN = "عدّل شخص آخر"


def by_standard(cast, number):
    """A standard in force of its own for each round."""
    standard = ended(consulted(cast, draft(cast, code=f"round-{number}")))
    today = timezone.localdate()
    Standard.objects.filter(pk=standard.pk).update(
        state=State.ADOPTED, effective_on=today, adopted_at=timezone.now()
    )
    return fresh(standard)


def told(results):
    """ "done" or the refusal's code of each, sorted; whoever was overtaken reads one sentence."""
    refused = [one for one in results if isinstance(one, Refused)]
    assert all(str(one).startswith(OVERTAKEN) for one in refused if one.code == "changed")
    assert not [one for one in results if isinstance(one, Exception) and one not in refused], results
    return sorted(one.code if one in refused else "done" for one in results)


def deeds(assessment, name):
    rows = Entry.objects.filter(subject_type="standards.assessment", subject_id=assessment.pk)
    return rows.filter(deed=f"standards_assessment.{name}").count()


def reviewed(cast, number):
    """Under review, with every clause marked as met."""
    assessment = assessment_in(cast, Stage.UNDER_REVIEW, by_standard(cast, number))
    marked(assessment, cast)
    return again(assessment)


def decides(cast, assessment):
    """As the page was opened now."""
    seen = assessment.version
    return lambda: reviewing.decide(again(assessment), by=cast.committee, seen=seen)


def test_of_two_who_take_it_up_at_once_one_reviews_it(cast):
    for number in ROUNDS:
        one = assessment_in(cast, Stage.SUBMITTED, by_standard(cast, number))
        both = [
            lambda who=who, one=one: reviewing.take_up(again(one), by=who, seen=one.version)
            for who in (cast.committee, cast.secretary)
        ]
        assert told(at_once(*both)) == ["changed", "done"]
        one = again(one)
        assert (one.state, deeds(one, "take_up")) == (Stage.UNDER_REVIEW, 1)
        assert one.reviewer_id in (cast.committee.pk, cast.secretary.pk)


def test_a_result_that_is_sent_twice_is_given_once(cast):
    for number in ROUNDS:
        one = reviewed(cast, number)
        assert told(at_once(*[decides(cast, one)] * 3)) == ["changed", "changed", "done"]
        assert Accreditation.objects.filter(assessment=one).count() == 1
        assert Decision.objects.filter(kind=RESULT, matter_uuid=one.uuid).count() == 1


def test_it_is_decided_or_taken_by_somebody_else_never_both(cast):
    for number in ROUNDS:
        one = reviewed(cast, number)
        taken = lambda one=one: reviewing.release(  # noqa: E731
            again(one), reason="I go on with it.", by=cast.secretary, seen=one.version
        )
        assert told(at_once(decides(cast, one), taken)) == ["changed", "done"]
        given = Accreditation.objects.filter(assessment=one).count()
        assert (again(one).state, given) in [(Stage.DECIDED, 1), (Stage.SUBMITTED, 0)]


def test_a_mark_that_comes_meanwhile_is_judged_too_or_comes_too_late(cast):
    for number in ROUNDS:
        one = reviewed(cast, number)
        short = lambda one=one: reviewing.mark(  # noqa: E731
            again(one), code="A1", mark="not_met", why="Only one adult.", by=cast.committee
        )
        ends = told(at_once(decides(cast, one), short))
        one = again(one)
        assert (ends, one.state, one.result) in [
            (["done", "state"], Stage.DECIDED, "met"),
            (["changed", "done"], Stage.UNDER_REVIEW, ""),
        ]


def test_a_reviewer_who_joins_the_group_decided_before_or_does_not_decide(cast):
    for number in ROUNDS:
        one = reviewed(cast, number)
        ends = told(at_once(decides(cast, one), lambda: join(cast.committee, cast.group)))
        cast.committee.memberships.all().delete()
        given = Accreditation.objects.filter(assessment=one).count()
        assert (ends, again(one).state, given) in [
            (["done", "done"], Stage.DECIDED, 1),
            (["done", "role"], Stage.UNDER_REVIEW, 0),
        ]


def test_evidence_that_changes_while_it_is_judged_is_refused_or_goes_back_to_review(cast):
    for number in ROUNDS:
        one = reviewed(cast, number)
        seen = one.findings.get(clause__code="A1").at.isoformat()
        words = {"note": "Only on Sundays.", "link": ""}
        swap = lambda one=one, seen=seen, words=words: assessing.write(  # noqa: E731
            again(one), code="A1", claimed="met", by=cast.editor, seen=seen, **words
        )
        ends = told(at_once(decides(cast, one), swap))
        one, held = again(one), Accreditation.objects.get(assessment=one)
        same = held.fingerprint == fingerprint(judged_of(one))
        now = held.as_of()
        assert (ends, one.state, now.is_now, now.why_now, same) in [
            (["done", "frozen"], Stage.DECIDED, "current", "", True),
            (["done", "done"], Stage.DRAFT, "suspended", "evidence", False),
        ]


def test_it_is_revoked_or_its_suspension_lifted_never_both(cast):
    for number in ROUNDS:
        one = accredited(cast, by_standard(cast, number))
        why = {"code": "complaint", "reason": "We look into it."}
        one = revoking.suspend(one, by=cast.committee, seen=one.version, **why)
        proposal = revoking.propose(
            one, code="untrue", reason="It was not so.", by=cast.committee, seen=afresh(one).version
        )
        seen = afresh(one).version
        ends = at_once(
            lambda row=proposal, seen=seen: revoking.second(
                Revocation.objects.get(pk=row.pk), by=cast.secretary, seen=seen
            ),
            lambda one=one, seen=seen: revoking.lift(afresh(one), reason="Heard.", by=cast.chair, seen=seen),
        )
        assert told(ends) == ["changed", "done"]
        done = Revocation.objects.get(pk=proposal.pk).state == Revocation.State.DONE
        assert (afresh(one).state, done) in [("revoked", True), ("current", False)]


def test_two_members_who_second_at_once_revoke_once(cast):
    for number in ROUNDS:
        one = accredited(cast, by_standard(cast, number))
        proposal = revoking.propose(
            one, code="untrue", reason="It was not so.", by=cast.committee, seen=one.version
        )
        seen = afresh(one).version
        both = [
            lambda who=who, row=proposal, seen=seen: revoking.second(
                Revocation.objects.get(pk=row.pk), by=who, seen=seen
            )
            for who in (cast.secretary, cast.chair)
        ]
        assert told(at_once(*both)) == ["changed", "done"]
        lines = Decision.objects.filter(kind="standards.revocation", matter_uuid=proposal.uuid)
        assert (afresh(one).state, lines.count()) == ("revoked", 1)
