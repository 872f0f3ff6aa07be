"""Opening the door to a group: a leader invites or shares a link, a person asks. Steps are directory.lifecycle's."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import links
from accounts.attempts import Attempt
from accounts.models import normal
from deeds.journal import record
from deeds.lifecycle import Refused, called, claim, version_of
from directory import rules
from directory.actions import letters_of_team as letters
from directory.actions import within
from directory.lifecycle import INVITATION, MEMBERSHIP, ROLE, leaders_and_person, names
from directory.models import HandOver, Invitation, JoinLink, Membership, Role

State = Membership.State
A_DAY = 24 * 60 * 60
GROUP_STEPS, ADDRESS_STEPS = ((40, A_DAY),), ((5, A_DAY),)
ONLY_LEADERS = _("Only leaders of the group invite, and never into a role above their own.")
ALREADY = _("This person is already invited, has already asked, or is in the group.")
LINK_OVER = _("This link was used or has expired. Ask the group for a new one.")
TOO_MANY = _("Your group has sent many invitations today. Go on tomorrow.")


# --- invitations


def invite(group, mail, role, *, by, lang, seen):
    """A letter to an address, known here or not; an earlier one to the same address opens nothing any more."""
    mail = normal(mail)
    if not within_limits(group, mail):
        raise Refused(TOO_MANY, "too_many")
    with transaction.atomic():
        claim(group, seen=version_of(seen))
        if role not in Role.values or not rules.may_grant(by, group, role):
            raise Refused(ONLY_LEADERS, "role")
        for earlier in group.invitations.filter(mail=mail, state=Invitation.State.SENT):
            end(earlier, "revoke", by=by)
        token, token_hash = links.new()
        invitation = Invitation.objects.create(
            group=group, mail=mail, lang=lang, role=role, token_hash=token_hash, invited_by=by
        )
        about(group, "invitation.send", _("%(by)s invited somebody to %(group)s."), by=by)
        letters.invited(invitation, token)
    return invitation


def within_limits(group, mail):
    """Counted before anything is looked at, so that the answer says nothing about the address."""
    return (
        Attempt("invite", str(group.pk), GROUP_STEPS).allowed
        and Attempt("invited", f"{group.pk} {mail}", ADDRESS_STEPS).allowed
    )


def resend(invitation, *, by, seen):
    return invite(invitation.group, invitation.mail, invitation.role, by=by, lang=invitation.lang, seen=seen)


def end(invitation, step, *, by):
    """The step, and the address is forgotten."""
    invitation = within.take(INVITATION, invitation, step, by=by)
    Invitation.objects.filter(pk=invitation.pk).update(mail="")
    return invitation


@transaction.atomic
def revoke(invitation, *, by, seen):
    claim(invitation.group, seen=version_of(seen))
    return end(invitation, "revoke", by=by)


def decline(invitation, *, by):
    return end(invitation, "decline", by=by)


@transaction.atomic
def accept(invitation, *, by):
    """Joins in the invitation's role; an ask of one's own that still waits is answered by it."""
    invitation = end(invitation, "accept", by=by)
    waiting = living(invitation.group, by).exclude(state=State.ACTIVE).first()
    if waiting:
        within.take(MEMBERSHIP, waiting, "withdraw" if waiting.state == State.ASKED else "decline", by=by)
    membership = begin(invitation.group, by, invitation.role, State.INVITED)
    return within.take(MEMBERSHIP, membership, "accept", by=by)


# --- the link


@transaction.atomic
def make_join_link(group, *, by, seen):
    """A new link for seven days; the one before it opens nothing any more."""
    claim_to_lead(group, by=by, seen=seen)
    close_links(group)
    own = uuid.uuid4()
    link = JoinLink.objects.create(
        group=group, uuid=own, token_hash=links.hashed(links.derived("join-link", own)), made_by=by
    )
    about(group, "join_link.make", _("%(by)s made a join link for %(group)s."), by=by)
    return link


@transaction.atomic
def revoke_join_link(group, *, by, seen):
    claim_to_lead(group, by=by, seen=seen)
    if close_links(group):
        about(group, "join_link.revoke", _("%(by)s revoked the join link of %(group)s."), by=by)


def close_links(group):
    return group.join_links.filter(revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def ask_to_join(link, *, by):
    """Whoever followed the link asks to become a member; a leader approves the name."""
    claim(link.group)
    if not group_leads(link.group) or not JoinLink.objects.open().filter(pk=link.pk).exists():
        raise Refused(LINK_OVER, "link_over")
    membership = begin(link.group, by, Role.MEMBER, State.ASKED)
    remember("membership.ask", membership, _("%(member)s asks to join %(group)s."), by=by)
    letters.asked(membership)
    return membership


def group_leads(group):
    return Membership.objects.leaders().filter(group=group).exists()


# --- those who are in


@transaction.atomic
def welcome(membership, *, by, seen):
    membership = MEMBERSHIP.take(membership, "welcome", by=by, seen=seen)
    letters.welcomed(membership)
    return membership


@transaction.atomic
def turn_away(membership, *, by, seen, reason_code, reason):
    """Ends an ask or a membership, with a reason that the person reads."""
    step = "turn_away" if membership.state == State.ASKED else "remove"
    membership = MEMBERSHIP.take(membership, step, by=by, seen=seen, reason_code=reason_code, reason=reason)
    letters.parted(membership, step, reason)
    return membership


def leave(membership, *, by, seen):
    return MEMBERSHIP.take(membership, "leave", by=by, seen=seen)


@transaction.atomic
def change_role(membership, role, *, by, seen):
    """Gives a role; whoever leads is no deputy any more."""
    membership = ROLE.take(membership, f"make_{role}", by=by, seen=seen)
    if role == Role.LEADER:
        Membership.objects.filter(pk=membership.pk).update(is_deputy=False)
    letters.role_changed(membership)
    return membership


# --- what all of them do


def living(group, person):
    return Membership.objects.filter(group=group, person=person).exclude(state=State.ENDED)


def begin(group, person, role, state):
    """At most one living membership per person and group; the group's claim keeps a second one from slipping in."""
    if living(group, person).exists():
        raise Refused(ALREADY, "already")
    return Membership.objects.create(group=group, person=person, role=role, state=state)


def claim_to_lead(group, *, by, seen):
    claim(group, seen=version_of(seen))
    if not rules.leads(by, group):
        raise Refused(_("Only leaders of the group can do this."), "role")


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


def about(group, deed, title, *, by):
    """An entry for the leaders, which names nobody but who did it."""
    audience = [f"group:{group.pk}:leader"]
    record(deed, group, by=by, audience=audience, title=title, names={"by": called(by), "group": group})


def forget_outlived():
    """For the clock: invitations, join links and offers to lead that ended a month ago; nobody can use them."""
    for model in (Invitation, JoinLink, HandOver):
        model.objects.outlived().delete()
