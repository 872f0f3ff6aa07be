"""Rooms register their kinds of matter; the docket lists what waits in all of them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.admissions.models import Admission, Suspension
from coordination.committee import docket, rules
from coordination.committee.actions import seating
from deeds.lifecycle import Refused
from directory.models import Group, Licence

pytestmark = pytest.mark.django_db


class Small(docket.Kind):
    name, label = "test.small", "Small things"

    def __init__(self, *matters):
        self.matters = list(matters)

    def awaiting(self):
        return self.matters

    def find(self, uuid):
        return next((matter for matter in self.matters if matter.uuid == uuid), None)


@pytest.fixture
def small():
    now = timezone.now()
    late = docket.Matter("test.small", uuid.uuid4(), "late", "/", frozenset(), 1, now)
    due = docket.Matter("test.small", uuid.uuid4(), "due", "/", frozenset(), 1, now, now - timedelta(days=1))
    yield docket.register(Small(late, due))
    docket.forget("test.small")


def test_the_nearest_deadline_comes_first(small):
    mine = [matter.title for matter in docket.awaiting() if matter.kind == small.name]
    assert mine == ["due", "late"]
    assert docket.find(small.name, small.matters[0].uuid).title == "late"
    assert docket.find(small.name, uuid.uuid4()) is None


def test_the_lines_of_a_list_tell_what_the_matters_tell(cast):
    """Kinds that share a query say the same in it as one by one."""
    group = Group.objects.create(slug="new", name_ar="جديدة", standing="submitted", summary_ar="نقرأ")
    now = timezone.now()
    Admission.objects.create(group=group, submitted_by=cast.leader, due_at=now + timedelta(days=3))
    seating.nominate(cast.committee, role="chair", months=6, why="", by=cast.committee)
    Licence.objects.create(group=cast.group, number="1", authority_ar="وزارة", scan="scan.png")
    said = {"reason_code": "harm", "reason": "سبب", "until": now + timedelta(days=2)}
    Suspension.objects.create(group=cast.other_group, proposed_by=cast.chair, **said)
    lines, matters = docket.lines(), docket.awaiting()
    assert len(lines) == 4
    for told in ("kind", "title", "since", "due_at", "url"):
        assert facts(lines, told) == facts(matters, told)


def facts(found, told):
    return {one.uuid: str(getattr(one, told)) for one in found}


def test_a_kind_that_no_room_answers_for_is_refused_with_a_sentence():
    assert docket.find("test.nobody", uuid.uuid4()) is None
    with pytest.raises(Refused, match="لا قسم في الموقع"):
        docket.kind("test.nobody")


def test_whoever_belongs_to_a_group_of_the_matter_is_party_to_it(cast, small):
    matter = docket.Matter("test.small", uuid.uuid4(), "", "/", frozenset({cast.group.pk}), 1, timezone.now())
    assert rules.recused(matter) == {
        person.pk for person in (cast.member, cast.editor, cast.leader, cast.recused_committee)
    }
    assert rules.recused(small.matters[0]) == set()


def test_offices_hold_while_the_term_runs(cast):
    assert [rules.is_seated(person) for person in (cast.committee, cast.leader, None)] == [True, False, False]
    assert (rules.is_chair(cast.chair), rules.is_chair(cast.secretary)) == (True, False)
    assert (rules.is_secretary(cast.secretary), rules.handles_docket(cast.committee)) == (True, False)
    assert not rules.is_seated(cast.chair, at=timezone.now() - timedelta(days=2))
