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
    enough = [candidate for candidate in Role if candidate.rank >= Role(role).rank]
    return Membership.objects.active().filter(person=person.pk, group=group, role__in=enough).exists()
