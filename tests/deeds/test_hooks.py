"""What a lower floor knows of a higher one, it knows through the registries."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from deeds import hooks


@pytest.fixture
def registry(monkeypatch):
    def replace(name):
        fresh = hooks.Registry()
        monkeypatch.setattr(hooks, name, fresh)
        return fresh

    return replace


def test_a_hook_is_kept_once_and_in_order():
    registry = hooks.Registry()
    assert [registry.register(hook) for hook in (min, max, min)] == [min, max, min]
    assert list(registry) == [min, max]


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_a_visitor_belongs_to_the_public_alone(nobody):
    assert hooks.audiences_of(nobody) == {"public"}


def test_audiences_are_their_own_audiences():
    assert hooks.audiences_of({"committee"}) == {"committee"}


def test_a_person_belongs_to_the_audiences_that_every_floor_adds(cast):
    group = cast.group.pk
    assert hooks.audiences_of(cast.volunteer) == {"public", f"person:{cast.volunteer.pk}"}
    assert hooks.audiences_of(cast.editor) == {
        "public",
        "groups",
        f"person:{cast.editor.pk}",
        f"group:{group}:member",
        f"group:{group}:editor",
    }
    assert hooks.audiences_of(cast.operator) == {"public", f"person:{cast.operator.pk}", "operator"}


def test_who_was_shut_out_belongs_to_the_public_alone(cast):
    cast.leader.is_active = False
    assert hooks.audiences_of(cast.leader) == {"public"}


def test_what_waits_is_ordered_by_its_deadline(registry):
    now = timezone.now()
    later, sooner, whenever = (
        hooks.Waiting(str(due), "/", due_at=due) for due in (now + timedelta(days=2), now, None)
    )
    awaiting = registry("awaiting")
    awaiting.register(lambda person: [whenever, later])
    awaiting.register(lambda person: [sooner])
    assert hooks.awaiting_of(None) == [sooner, later, whenever]


def test_rooms_add_their_parts_to_the_cards_of_many_groups_in_one_call(registry):
    asked = []
    parts = registry("card_parts")
    parts.register(lambda groups: asked.append(groups) or {1: {"badges": ["a"]}})
    parts.register(lambda groups: {1: {"open": 2}, 2: {"open": 1}})
    assert hooks.parts_of([1, 2, 3]) == {1: {"badges": ["a"], "open": 2}, 2: {"open": 1}, 3: {}}
    assert asked == [[1, 2, 3]]
