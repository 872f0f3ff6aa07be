"""The way of an accreditation, of its revocation and of appeals: every step from every state by everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.committee.actions import register_decision
from coordination.committee.models import AppealState
from coordination.standards import rules_of_accreditations as rules
from coordination.standards.lifecycle import APPEAL
from coordination.standards.lifecycle_of_accreditations import ACCREDITATION, REVOCATION
from coordination.standards.models import Accreditation, Appeal, Assessment, Condition, Revocation
from deeds.lifecycle import Refused
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.standards.world import accredited, afresh

pytestmark = pytest.mark.django_db
OUTSIDE = {"committee", "secretary", "chair", "committee_no_2fa"}
WHO = {
    "is_nobody": {"nobody"},
    "may_judge": OUTSIDE,
    "may_second": OUTSIDE - {"committee"},
    "proposed_it": {"committee"},
    "leads_the_appealing": {"leader"},
}
TODAY = timezone.localdate()
LATER = timezone.now() + timedelta(days=7)
FITTING = {  # what a step's guard wants to find beside a state that it may be taken from
    "stop": {"evidence_until": TODAY - timedelta(days=1)},
    "resume": {"reason_code": "licence"},
    "suspend": {"reason_code": "licence"},
    "lift": {"reason_code": "complaint"},
    "expire": {"valid_from": TODAY - timedelta(days=9), "valid_until": TODAY - timedelta(days=1)},
    "overturn": {"reason_code": "complaint"},
}


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON} | {"nobody": None}


def outcome(table, row, name, by):
    """ "taken", or why not; what was taken is undone by the next round's columns."""
    root = table.root(row)
    try:
        table.take(row, name, by=by, seen=root.version, reason_code="x", reason="x")
    except Refused as refusal:
        return refusal.code
    return "taken"


def expected(table, name, state, role):
    step = table.steps[name]
    if state not in step.sources:
        return "state"
    return "taken" if role in WHO[step.who.__name__] else "role"


def revocation_of(row, cast, **columns):
    return Revocation.objects.create(
        accreditation=row, proposed_by=cast.committee, until=LATER, reason_code="untrue", reason="x", **columns
    )  # fmt: skip


def line_about(row, kind=rules.KIND, uuid=None):
    return register_decision(
        kind, uuid or row.uuid, ("اعتماد", "x"), ("", ""), ("suspended", "x"), appeal_until=LATER
    )  # fmt: skip


@pytest.mark.parametrize("name", ACCREDITATION.steps)
def test_every_step_of_an_accreditation(cast, name):
    row = accredited(cast)
    if name == "revoke":
        revocation_of(row, cast, state="done", ended_at=LATER)
    if name == "overturn":
        line = line_about(row)
        done = revocation_of(row, cast, state="done", ended_at=LATER)
        of_ballot = line_about(row, rules.REVOCATION, done.uuid)
        for decision in (line, of_ballot):
            Appeal.objects.create(
                assessment=row.assessment, accreditation=row, decision=decision, by=cast.leader, words="x",
                due_at=LATER, state=AppealState.OVERTURNED,
            )  # fmt: skip
    columns = {"reason_code": "other", **FITTING.get(name, {})}
    found, wanted = {}, {}
    for state in Condition:
        for role, person in people(cast).items():
            Accreditation.objects.filter(pk=row.pk).update(state=state, **columns)
            found[state, role] = outcome(ACCREDITATION, afresh(row), name, person)
            wanted[state, role] = expected(ACCREDITATION, name, state, role)
    assert found == wanted


@pytest.mark.parametrize("name", REVOCATION.steps)
def test_every_step_of_a_revocation(cast, name):
    accreditation = accredited(cast)
    row = revocation_of(accreditation, cast)
    until = LATER - timedelta(days=9) if name == "lapse" else LATER
    found, wanted = {}, {}
    for state in Revocation.State:
        for role, person in people(cast).items():
            Revocation.objects.filter(pk=row.pk).update(state=state, until=until, seconded_by=None)
            found[state, role] = outcome(REVOCATION, Revocation.objects.get(pk=row.pk), name, person)
            wanted[state, role] = expected(REVOCATION, name, state, role)
    assert found == wanted


@pytest.mark.parametrize("of_accreditation", [True, False], ids=["accreditation", "assessment"])
@pytest.mark.parametrize("name", APPEAL.steps)
def test_every_step_of_an_appeal(cast, name, of_accreditation):
    accreditation = accredited(cast)
    assessment = Assessment.objects.get(pk=accreditation.assessment_id)
    row = Appeal.objects.create(
        assessment=assessment, accreditation=accreditation if of_accreditation else None,
        decision=line_about(accreditation), by=cast.leader, words="x", due_at=LATER,
    )  # fmt: skip
    found, wanted = {}, {}
    for state in AppealState:
        for role, person in people(cast).items():
            Appeal.objects.filter(pk=row.pk).update(state=state)
            found[state, role] = outcome(APPEAL, Appeal.objects.get(pk=row.pk), name, person)
            wanted[state, role] = expected(APPEAL, name, state, role)
    assert found == wanted


@pytest.mark.parametrize("name", ["stop", "resume", "expire", "revoke", "overturn"])
def test_what_follows_from_facts_alone_is_refused_without_them(cast, name):
    row = accredited(cast)
    state = {"resume": "suspended", "overturn": "revoked"}.get(name, "current")
    Accreditation.objects.filter(pk=row.pk).update(state=state, reason_code="complaint")
    assert outcome(ACCREDITATION, afresh(row), name, None) == "guard"
