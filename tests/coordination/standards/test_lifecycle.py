"""The way of a standard, and every step that is not on it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.standards.lifecycle import STANDARD
from coordination.standards.models import Standard, State
from deeds.lifecycle import Refused
from tests.cast import ROLES, WITHOUT_PERSON
from tests.coordination.standards.world import consulted, draft, ended, fresh

pytestmark = pytest.mark.django_db
COMMITTEE = {"committee", "recused_committee", "secretary", "chair", "committee_no_2fa"}
WHO = {"sits": COMMITTEE, "is_nobody": set()}
YESTERDAY = timezone.localdate() - timedelta(days=1)
READY = {  # what a step's guard wants to find
    "open_vote": {"consulted_until": YESTERDAY},
    "supersede": {"superseded_on": YESTERDAY, "effective_on": YESTERDAY},
    "retire": {"retiring_at": timezone.now(), "effective_on": YESTERDAY},
}


def people(cast):
    return {role: cast.people[role] for role in ROLES if role not in WITHOUT_PERSON} | {"nobody": None}


def outcome(standard, name, by):
    try:
        STANDARD.take(standard, name, by=by, seen=standard.version, reason_code="x", reason="x")
    except Refused as refusal:
        return refusal.code
    return "taken"


def expected(name, state, role):
    step = STANDARD.steps[name]
    if state not in step.sources:
        return "state"
    may = role == "nobody" if step.who.__name__ == "is_nobody" else role in WHO[step.who.__name__]
    return "taken" if may else "role"


@pytest.mark.parametrize("name", STANDARD.steps)
def test_every_step_is_taken_from_its_states_by_its_people_and_refused_to_all_others(cast, name):
    standard = ended(consulted(cast))
    columns = {"consulted_until": YESTERDAY, **READY.get(name, {})}
    found, wanted = {}, {}
    for state in State:
        for role, person in people(cast).items():
            Standard.objects.filter(pk=standard.pk).update(**columns, state=state)
            found[state, role] = outcome(fresh(standard), name, person)
            wanted[state, role] = expected(name, state, role)
    assert found == wanted


def test_groups_are_asked_only_about_a_purpose_and_a_required_clause(cast):
    standard = draft(cast)
    standard.clauses.filter(level="must").delete()
    with pytest.raises(Refused, match="اكتبوا الغرض"):
        consulted(cast, fresh(standard))
    assert fresh(standard).state == State.DRAFT


def test_a_standard_that_was_never_consulted_on_cannot_be_told_as_one_that_was(cast):
    standard = draft(cast)
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.filter(pk=standard.pk).update(state="adopted")
