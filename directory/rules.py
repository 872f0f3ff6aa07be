"""Who may do what with a group and its page."""

from directory.models import Membership, Role

IMPLIED = {
    Role.LEADER: (Role.LEADER, Role.EDITOR, Role.MEMBER),
    Role.EDITOR: (Role.EDITOR, Role.MEMBER),
    Role.MEMBER: (Role.MEMBER,),
}


def audiences(person):
    """group:<id>:member|editor|leader for each active membership; a leader counts as editor and member too."""
    rows = Membership.objects.active().filter(person=person.pk).values_list("group_id", "role")
    return {f"group:{group}:{implied}" for group, role in rows for implied in IMPLIED[role]}


def edits(person, group):
    """Editors and leaders keep the group's page."""
    return holds(person, group, Role.EDITOR)


def leads(person, group):
    return holds(person, group, Role.LEADER)


def holds(person, group, role):
    """An active membership of at least this role."""
    if person is None:
        return False
    enough = [candidate for candidate in Role if candidate.rank >= Role(role).rank]
    return Membership.objects.active().filter(person=person.pk, group=group, role__in=enough).exists()


# --- the team: read by directory.lifecycle


def is_oneself(person, membership):
    return person is not None and person.pk == membership.person_id


def leads_the_team(person, membership):
    return leads(person, membership.group_id)


def leads_the_team_of_another(person, membership):
    """One leaves by oneself; removing is for others."""
    return leads_the_team(person, membership) and not is_oneself(person, membership)


def leads_this_member(person, membership):
    """Roles are given to those who are in the group, by its leaders; a leader may step down."""
    return membership.state == Membership.State.ACTIVE and leads_the_team(person, membership)


def may_grant(person, group, role):
    """Leaders build the team, and nobody gives a role above their own."""
    return leads(person, group) and holds(person, group, role)


def a_leader_stays(membership):
    """A group that was founded or claimed keeps at least one active leader, whoever goes or steps down."""
    if not membership.group.is_claimed:
        return True
    return Membership.objects.leaders().filter(group=membership.group_id).exclude(pk=membership.pk).exists()
