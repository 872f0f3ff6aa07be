"""Every state × step × part of the actor of both tables: what may happen is listed here, all else is refused."""

import itertools

import pytest
from django.db import transaction
from django.utils.translation import override

from accounts.models import Person
from deeds.lifecycle import Refused
from deeds.models import Entry
from directory.actions.membership import begin
from directory.lifecycle import MEMBERSHIP, ROLE
from directory.models import Group, Membership, Role

State = Membership.State
MAY = {
    (State.INVITED, "accept"): {"oneself"},
    (State.INVITED, "decline"): {"oneself"},
    (State.INVITED, "revoke"): {"leader"},
    (State.ASKED, "welcome"): {"leader"},
    (State.ASKED, "turn_away"): {"leader"},
    (State.ASKED, "withdraw"): {"oneself"},
    (State.ACTIVE, "leave"): {"oneself"},
    (State.ACTIVE, "remove"): {"leader"},
    (Role.MEMBER, "make_editor"): {"leader"},
    (Role.MEMBER, "make_leader"): {"leader"},
    (Role.EDITOR, "make_member"): {"leader"},
    (Role.EDITOR, "make_leader"): {"leader"},
    (Role.LEADER, "make_member"): {"leader", "oneself"},
    (Role.LEADER, "make_editor"): {"leader", "oneself"},
}
CASES = [
    *itertools.product([MEMBERSHIP], State, MEMBERSHIP.steps),
    *itertools.product([ROLE], Role, ROLE.steps),
]


@pytest.fixture
def group(cast):
    return cast.group


@pytest.fixture
def leader(cast):
    return cast.leader


def person(name):
    return Person.objects.create(email=f"{name}@example.test", name=name)


def joined(name, group, role=Role.MEMBER, state=State.ACTIVE):
    return Membership.objects.create(person=person(name), group=group, role=role, state=state)


def subject(table, source, group):
    """The membership that is moved: in the given state as a member, or active in the given role."""
    if table is MEMBERSHIP:
        return joined("subject", group, state=source)
    return joined("subject", group, Role(source))


def attempt(table, membership, step, by):
    """Takes a step, looks at what it left behind, and undoes it; True when it was allowed."""
    with transaction.atomic():
        offered = step in [each.name for each in table.allowed(membership, by)]
        try:
            table.take(membership, step, by=by, seen=1, reason_code="other", reason="سبب واضح")
            taken = True
        except Refused:
            taken = False
        source, target = getattr(membership, table.state), table.steps[step].target
        now = Membership.objects.select_related("group").get(pk=membership.pk)
        left = [(entry.deed, entry.actor, entry.data) for entry in Entry.objects.about(membership)]
        transaction.set_rollback(True)
    remembered = [(f"membership.{step}", by, {"from": str(source), "to": str(target)})]
    assert offered == taken
    assert getattr(now, table.state) == (target if taken else source)
    assert now.group.version == 1 + taken
    assert left == (remembered if taken else [])
    return taken


@pytest.mark.parametrize(("table", "source", "step"), CASES)
def test_each_step_from_each_state_is_for_those_in_the_charter_and_for_nobody_else(table, source, step, cast):
    membership = subject(table, source, cast.group)
    actors = {**cast.people, "oneself": membership.person, "the system": None}
    may = {actor for actor, by in actors.items() if attempt(table, membership, step, by)}
    assert may == MAY.get((source, step), set())


def test_a_refusal_is_a_sentence_in_both_languages(group, leader):
    membership = joined("subject", group)
    with pytest.raises(Refused) as refused:
        MEMBERSHIP.take(membership, "welcome", by=leader, seen=1)
    with override("en"):
        assert str(refused.value) == "This is not possible in the present state: active."


def test_a_step_that_is_not_in_the_table_is_refused(group, leader):
    membership = joined("subject", group)
    with pytest.raises(Refused) as refused:
        MEMBERSHIP.take(membership, "promote", by=leader, seen=1)
    assert refused.value.code == "unknown_step"


@pytest.mark.parametrize("seen", [None, "", "one", "1.0", "-1", True, "9" * 40])
def test_a_deed_without_the_version_that_was_seen_is_refused(group, leader, seen):
    membership = joined("subject", group)
    with pytest.raises(Refused) as refused:
        MEMBERSHIP.take(membership, "leave", by=membership.person, seen=seen)
    assert refused.value.code == "seen_missing"


def test_a_deed_upon_an_old_version_is_refused(group, leader):
    first, second = joined("first", group), joined("second", group)
    MEMBERSHIP.take(first, "leave", by=first.person, seen=1)
    with pytest.raises(Refused) as refused:
        MEMBERSHIP.take(second, "leave", by=second.person, seen=1)
    assert refused.value.code == "changed"
    assert MEMBERSHIP.take(second, "leave", by=second.person, seen=2).state == State.ENDED


@pytest.mark.parametrize("step", ["turn_away", "remove"])
@pytest.mark.parametrize(("code", "reason"), [("", ""), ("other", " "), ("", "سبب")])
def test_turning_away_and_removing_need_a_reason(group, leader, step, code, reason):
    state = State.ASKED if step == "turn_away" else State.ACTIVE
    membership = joined("subject", group, state=state)
    with pytest.raises(Refused) as refused:
        MEMBERSHIP.take(membership, step, by=leader, seen=1, reason_code=code, reason=reason)
    assert refused.value.code == "reason_missing"


@pytest.mark.parametrize(
    ("table", "step"), [(MEMBERSHIP, "leave"), (ROLE, "make_editor"), (ROLE, "make_member")]
)
def test_the_last_leader_of_a_founded_group_stays(cast, table, step):
    alone = Membership.objects.get(person=cast.leader)
    joined("invited", cast.group, Role.LEADER, State.INVITED)
    joined("former", cast.group, Role.LEADER, State.ENDED)
    assert step not in [each.name for each in table.allowed(alone, cast.leader)]
    with pytest.raises(Refused) as refused:
        table.take(alone, step, by=cast.leader, seen=1)
    assert refused.value.code == "guard"
    with override("en"):
        assert str(refused.value) == "A group needs at least one leader. Name another leader first."


def test_the_leader_of_an_unclaimed_group_may_leave(cast):
    Group.objects.update(claimed_at=None)
    alone = Membership.objects.get(person=cast.leader)
    assert MEMBERSHIP.take(alone, "leave", by=cast.leader, seen=1).state == State.ENDED


def test_a_leader_hands_over_and_then_leaves(cast):
    leader, editor = (Membership.objects.get(person=person) for person in (cast.leader, cast.editor))
    assert ROLE.take(editor, "make_leader", by=cast.leader, seen=1).role == Role.LEADER
    assert MEMBERSHIP.take(leader, "leave", by=cast.leader, seen=2).state == State.ENDED
    assert list(Membership.objects.leaders().filter(group=cast.group)) == [editor]


@pytest.mark.parametrize("state", [State.INVITED, State.ASKED, State.ENDED])
def test_a_role_is_given_only_to_those_who_are_in_the_group(group, leader, state):
    membership = joined("subject", group, state=state)
    with pytest.raises(Refused) as refused:
        ROLE.take(membership, "make_leader", by=leader, seen=1)
    assert refused.value.code == "role"


def test_the_team_sees_who_joined_and_only_leaders_see_who_was_turned_away(cast, group, leader):
    asking, other = (joined(name, group, state=State.ASKED) for name in ("asking", "other"))
    MEMBERSHIP.take(asking, "welcome", by=leader, seen=1)
    MEMBERSHIP.take(other, "turn_away", by=leader, seen=2, reason_code="full", reason="اكتمل العدد")
    team, leaders = f"group:{group.pk}:member", f"group:{group.pk}:leader"

    def deeds(audiences):
        return [entry.deed for entry in Entry.objects.visible_to(audiences).order_by("pk")]

    assert deeds({"public"}) == []
    assert deeds({team}) == ["membership.welcome"]
    assert deeds({team, leaders}) == ["membership.welcome", "membership.turn_away"]
    assert deeds({f"person:{other.person_id}"}) == ["membership.turn_away"]
    assert deeds(cast.operator) == ["membership.welcome", "membership.turn_away"]


def test_nobody_is_in_a_group_twice(group):
    newcomer = person("newcomer")
    begin(group, newcomer, Role.MEMBER, State.ASKED)
    with pytest.raises(Refused) as refused:
        begin(group, newcomer, Role.EDITOR, State.INVITED)
    assert refused.value.code == "already"
    assert Membership.objects.filter(person=newcomer).count() == 1
