"""The way of guides and of corrections, and every step that is not on it."""

import pytest

from coordination.exchange.lifecycle_of_guides import CORRECTION, GUIDE
from coordination.exchange.models import Correction, CorrectionState, Guide, GuideState
from tests.coordination.exchange.guides import fresh, published
from tests.coordination.exchange.test_lifecycle import NEUTRAL, OWN, expected, outcome, people

pytestmark = pytest.mark.django_db
SEATED = NEUTRAL | {"recused_committee"}
OF_GROUP = {"writes_it": OWN, "may_archive": OWN | SEATED, "keeps_it": OWN | SEATED}
OF_COMMITTEE = {"writes_it": SEATED, "may_archive": SEATED, "keeps_it": SEATED}
KEPT = pytest.mark.parametrize(
    ("group", "who"), [("own", OF_GROUP), (None, OF_COMMITTEE)], ids=["group", "committee"]
)


@KEPT
@pytest.mark.parametrize("name", GUIDE.steps)
def test_every_step_of_a_guide_is_taken_from_its_states_by_its_people_and_refused_to_all_others(
    cast, name, group, who
):
    guide, found, wanted = kept(cast, group), {}, {}
    for state in GuideState:
        for role, person in people(cast).items():
            Guide.objects.filter(pk=guide.pk).update(state=state, reason="x")
            found[state, role] = outcome(GUIDE, fresh(guide), name, person)
            wanted[state, role] = expected(GUIDE.steps[name], who, state, role)
    assert found == wanted


@KEPT
@pytest.mark.parametrize("name", CORRECTION.steps)
def test_every_step_of_a_correction_is_taken_by_who_keeps_the_guide_and_refused_to_all_others(
    cast, name, group, who
):
    guide, found, wanted = kept(cast, group), {}, {}
    row = Correction.objects.create(guide=guide, by=cast.volunteer, words="It moved.")
    for state in CorrectionState:
        for role, person in people(cast).items():
            Correction.objects.filter(pk=row.pk).update(state=state)
            row = fresh(row)
            row.version = row.guide.version
            found[state, role] = outcome(CORRECTION, row, name, person)
            wanted[state, role] = expected(CORRECTION.steps[name], who, state, role)
    assert found == wanted


def kept(cast, group):
    return published(cast, group=group) if group else published(cast, group=None, by=cast.committee)
