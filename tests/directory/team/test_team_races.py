"""Many at once, on PostgreSQL: an invitation opens one door once, and no group loses its last leader."""

import pytest

from deeds.lifecycle import Refused
from directory.actions import handing_over, membership
from directory.models import Group, HandOver, Invitation, Membership
from tests.cast import join, make_group, make_person
from tests.deeds.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def insisting(deed):
    """Repeats what somebody else's deed came between; returns the code of the refusal, or "done"."""
    for _attempt in range(40):
        try:
            deed()
        except Refused as refused:
            if refused.code not in ("changed", "busy"):
                return refused.code
        else:
            return "done"
    return "gave up"


def version(group):
    return Group.objects.values_list("version", flat=True).get(pk=group.pk)


def test_an_invitation_replayed_fifty_times_at_once_is_accepted_once():
    leader, person, group = make_person("leader"), make_person("newcomer"), make_group("group")
    join(leader, group, "leader")
    membership.invite(group, person.email, "editor", by=leader, lang="ar", seen=1)
    row = Invitation.objects.get()
    deeds = [lambda: insisting(lambda: membership.accept(Invitation.objects.get(pk=row.pk), by=person))] * 50
    ends = at_once(*deeds)
    assert sorted(ends) == ["done", *["state"] * 49]
    assert Membership.objects.filter(person=person).count() == 1


def test_two_leaders_who_part_at_the_same_moment_in_any_way_leave_one():
    first, second = make_person("first"), make_person("second")
    for number in range(40):
        group = make_group(f"group-{number}")
        both = [join(person, group, "leader") for person in (first, second)]

        def leave(row, group=group):
            return insisting(lambda: membership.leave(row, by=row.person, seen=version(group)))

        def step_down(row, group=group):
            return insisting(
                lambda: membership.change_role(row, "member", by=row.person, seen=version(group))
            )

        ends = at_once(lambda both=both: leave(both[0]), lambda both=both: step_down(both[1]))
        assert sorted(ends) == ["done", "guard"]
        assert Membership.objects.leaders().filter(group=group).count() == 1


def test_who_hands_over_and_leaves_at_once_never_leaves_the_group_alone():
    first, second = make_person("first"), make_person("second")
    for number in range(30):
        group = make_group(f"group-{number}")
        leading, member = join(first, group, "leader"), join(second, group, "member")
        offer = handing_over.offer(member, by=first, seen=version(group))
        deeds = [
            lambda offer=offer: insisting(
                lambda: handing_over.accept(HandOver.objects.get(pk=offer.pk), by=second)
            ),
            lambda row=leading, group=group: insisting(
                lambda: membership.leave(row, by=first, seen=version(group))
            ),
            lambda row=member, group=group: insisting(
                lambda: membership.leave(row, by=second, seen=version(group))
            ),
        ]
        at_once(*deeds)
        assert Membership.objects.leaders().filter(group=group).count() >= 1


def test_one_name_is_approved_once_when_two_leaders_answer_at_once():
    leaders = [make_person("first"), make_person("second")]
    for number in range(20):
        group, asking = make_group(f"group-{number}"), make_person(f"asking-{number}")
        for leader in leaders:
            join(leader, group, "leader")
        row = Membership.objects.create(person=asking, group=group)
        ends = at_once(
            *[
                lambda by=by, row=row, group=group: insisting(
                    lambda: membership.welcome(row, by=by, seen=version(group))
                )
                for by in leaders
            ]
        )
        assert sorted(ends) == ["done", "state"]
