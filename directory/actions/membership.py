"""Opening the door to a group: a leader invites, or a person asks. What follows is directory.lifecycle's table."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of
from directory import rules
from directory.lifecycle import leaders_and_person, names
from directory.models import Membership, Role


@transaction.atomic
def invite(group, person, role, *, by, seen):
    """A leader invites a person into a role not above the leader's own; the person accepts or declines."""
    claim(group, seen=version_of(seen))
    if role not in Role.values or not rules.may_grant(by, group, role):
        raise Refused(_("Only leaders of the group invite, and never into a role above their own."), "role")
    membership = begin(group, person, role, Membership.State.INVITED)
    remember("membership.invite", membership, _("%(by)s invited %(member)s to %(group)s."), by=by)
    return membership


@transaction.atomic
def ask_to_join(group, *, by, seen):
    """A person asks to become a member of a group that somebody leads."""
    claim(group, seen=version_of(seen))
    if not Membership.objects.leaders().filter(group=group).exists():
        raise Refused(_("Nobody keeps this page yet who could welcome you."), "unclaimed")
    membership = begin(group, by, Role.MEMBER, Membership.State.ASKED)
    remember("membership.ask", membership, _("%(member)s asks to join %(group)s."), by=by)
    return membership


def begin(group, person, role, state):
    """At most one living membership per person and group; the group's claim keeps a second one from slipping in."""
    if Membership.objects.filter(group=group, person=person).exclude(state=Membership.State.ENDED).exists():
        raise Refused(_("This person is already invited, has already asked, or is in the group."), "already")
    return Membership.objects.create(group=group, person=person, role=role, state=state)


def remember(deed, membership, title, *, by):
    record(
        deed,
        membership,
        by=by,
        audience=leaders_and_person(membership),
        title=title,
        names={"by": called(by), **names(membership)},
        data={"group": membership.group_id, "role": membership.role},
    )
