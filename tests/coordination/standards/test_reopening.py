"""Evidence that changes after the result suspends what rests on it, until a reviewer has looked again."""

from datetime import timedelta

import pytest

from coordination.standards.actions import assessing, reopening, reviewing
from coordination.standards.models import Accreditation, Assessment, Because, Finding, Stage
from deeds.lifecycle import Refused
from directory.models import Membership
from tests.coordination.standards.world import accredited, afresh, again, decided_again, found

pytestmark = pytest.mark.django_db


def changed(row, by, code="A1", note="We do it otherwise now.", **more):
    at = Finding.objects.get(assessment=row.assessment_id, clause__code=code).at
    return found(again(row.assessment), code, by=by, seen=at.isoformat(), note=note, **more)


def handed_in(row, cast):
    one = again(row.assessment)
    one = assessing.submit(one, by=cast.leader, seen=one.version)
    return reviewing.take_up(one, by=cast.committee, seen=one.version)


def test_a_change_goes_back_to_a_draft_and_suspends_until_the_reviewer_confirms(cast):
    row = accredited(cast)
    before = row.fingerprint
    changed(row, cast.editor)
    one = again(row.assessment)
    assert (one.state, one.result, one.reviewer) == (Stage.DRAFT, "", None)
    assert (afresh(row).state, afresh(row).reason_code) == ("suspended", Because.EVIDENCE)
    assert {f.clause.code: f.mark for f in one.findings.all()} == {"A1": "", "A2": "met", "B1": "met"}
    changed(row, cast.leader, code="A2")
    one = handed_in(row, cast)
    with pytest.raises(Refused):
        changed(row, cast.editor)
    decided_again(one, cast)
    after = afresh(row)
    assert (after.state, after.reason_code, Accreditation.objects.count()) == ("current", "", 1)
    assert after.fingerprint != before
    assert (after.valid_from, after.valid_until) == (row.valid_from, row.valid_until)


def test_a_reviewer_who_does_not_confirm_leaves_it_suspended_and_the_group_can_begin_anew(cast):
    row = accredited(cast)
    changed(row, cast.editor)
    decided_again(handed_in(row, cast), cast, A1="not_met")
    assert (afresh(row).state, afresh(row).reason_code) == ("suspended", Because.NOT_MET)
    assert reopening.keep_time() == 0
    second = accredited(cast, standard=row.standard)
    assert (afresh(row).state, second.state) == ("superseded", "current")


def test_nobody_else_writes_and_without_an_accreditation_the_result_stays_closed(cast):
    row = accredited(cast)
    for person in (cast.member, cast.committee, cast.other_leader):
        with pytest.raises(Refused):
            changed(row, person)
    Accreditation.objects.filter(pk=row.pk).update(state="revoked", reason_code="other")
    with pytest.raises(Refused) as refused:
        changed(row, cast.editor)
    assert (refused.value.code, again(row.assessment).state) == ("frozen", Stage.DECIDED)


def test_while_a_renewal_is_written_the_change_belongs_there(cast):
    row = accredited(cast)
    assessing.begin(row.standard, cast.group, by=cast.editor)
    with pytest.raises(Refused) as refused:
        changed(row, cast.editor)
    assert (refused.value.code, afresh(row).state) == ("open", "current")


@pytest.mark.parametrize("column", ["note", "link", "file", "mark"])
def test_evidence_swapped_past_every_door_is_found_by_the_clock(cast, column):
    row = accredited(cast)
    assert reopening.keep_time() == 0
    value = {"link": "https://other.test/", "mark": "na"}.get(column, "swapped")
    Finding.objects.filter(assessment=row.assessment, clause__code="A1").update(**{column: value})
    assert reopening.keep_time() == 1
    assert (again(row.assessment).state, afresh(row).reason_code) == (Stage.SUBMITTED, Because.EVIDENCE)
    assert set(row.assessment.findings.values_list("mark", flat=True)) == {""}
    assert reopening.keep_time() == 0


def test_a_reviewer_who_joins_the_group_in_mid_review_confirms_nothing(cast):
    row = accredited(cast)
    changed(row, cast.editor)
    one = handed_in(row, cast)
    Membership.objects.create(person=cast.committee, group=cast.group, role="member", state="active")
    with pytest.raises(Refused):
        decided_again(one, cast)
    assert (again(one).state, afresh(row).state) == (Stage.UNDER_REVIEW, "suspended")


def test_fresh_evidence_moves_the_day_from_which_it_is_too_old(cast):
    row = accredited(cast)
    clause = row.standard.clauses.get(code="A2")
    clause.good_for_months = 1
    clause.save()
    first = Finding.objects.get(assessment=row.assessment, clause=clause)
    Finding.objects.filter(pk=first.pk).update(at=first.at - timedelta(days=400))
    changed(row, cast.editor, code="A2")
    decided_again(handed_in(row, cast), cast)
    assert afresh(row).evidence_until > row.valid_from


def test_a_withdrawn_draft_does_not_bring_it_back(cast):
    row = accredited(cast)
    changed(row, cast.editor)
    one = again(row.assessment)
    assessing.withdraw(one, by=cast.leader, seen=one.version)
    assert (reopening.keep_time(), afresh(row).state) == (0, "suspended")
    assert Assessment.objects.get(pk=one.pk).state == Stage.WITHDRAWN
