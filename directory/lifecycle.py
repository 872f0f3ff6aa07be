"""How people come into a group, leave it, and change their part in it; each step claims the group."""

from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import Lifecycle, called
from directory import rules
from directory.models import HandOver, Invitation, Mandate, Membership, Role

State = Membership.State
OVER = _("This invitation was used or has expired. Ask the group for a new one.")
NOT_SILENT = _("A leader of the group was active lately, so nobody takes over.")
OFFER_OVER = _("This offer no longer stands.")
LAST_LEADER = _("A group needs at least one leader. Name another leader first.")


def team_and_person(membership):
    return [f"group:{membership.group_id}:member", f"person:{membership.person_id}"]


def leaders_and_person(membership):
    return [f"group:{membership.group_id}:leader", f"person:{membership.person_id}"]


def names(membership):
    return {"member": called(membership.person), "group": membership.group}


MEMBERSHIP = (
    Lifecycle("membership", root=lambda membership: membership.group)
    .step("accept", sources=[State.INVITED], target=State.ACTIVE, who=rules.is_oneself,
          title=_("%(member)s accepted the invitation and joined %(group)s."),
          audience=team_and_person, names=names)
    .step("decline", sources=[State.INVITED], target=State.ENDED, who=rules.is_oneself,
          title=_("%(member)s declined the invitation to %(group)s."),
          audience=leaders_and_person, names=names)
    .step("revoke", sources=[State.INVITED], target=State.ENDED, who=rules.leads_the_team,
          title=_("The invitation of %(member)s to %(group)s was revoked."),
          audience=leaders_and_person, names=names)
    .step("welcome", sources=[State.ASKED], target=State.ACTIVE, who=rules.leads_the_team,
          title=_("%(member)s was welcomed to %(group)s."),
          audience=team_and_person, names=names)
    .step("turn_away", sources=[State.ASKED], target=State.ENDED, who=rules.leads_the_team, needs_reason=True,
          title=_("%(group)s could not take in %(member)s."),
          audience=leaders_and_person, names=names)
    .step("withdraw", sources=[State.ASKED], target=State.ENDED, who=rules.is_oneself,
          title=_("%(member)s no longer asks to join %(group)s."),
          audience=leaders_and_person, names=names)
    .step("leave", sources=[State.ACTIVE], target=State.ENDED, who=rules.is_oneself,
          guard=rules.a_leader_stays, why_not=LAST_LEADER,
          title=_("%(member)s left %(group)s."),
          audience=team_and_person, names=names)
    .step("remove", sources=[State.ACTIVE], target=State.ENDED, who=rules.leads_the_team_of_another,
          guard=rules.a_leader_stays, why_not=LAST_LEADER, needs_reason=True,
          title=_("%(member)s was removed from %(group)s."),
          audience=leaders_and_person, names=names)
)  # fmt: skip

ROLE = (
    Lifecycle("membership", root=lambda membership: membership.group, state="role")
    .step("make_leader", sources=[Role.MEMBER, Role.EDITOR], target=Role.LEADER, who=rules.leads_this_member,
          title=_("%(member)s became a leader of %(group)s."),
          audience=team_and_person, names=names)
    .step("make_editor", sources=[Role.MEMBER, Role.LEADER], target=Role.EDITOR, who=rules.leads_this_member,
          guard=rules.a_leader_stays, why_not=LAST_LEADER,
          title=_("%(member)s became an editor of the page of %(group)s."),
          audience=team_and_person, names=names)
    .step("make_member", sources=[Role.EDITOR, Role.LEADER], target=Role.MEMBER, who=rules.leads_this_member,
          guard=rules.a_leader_stays, why_not=LAST_LEADER,
          title=_("%(member)s is now a member of %(group)s."),
          audience=team_and_person, names=names)
    .step("take_over", sources=[Role.MEMBER, Role.EDITOR], target=Role.LEADER, who=rules.is_the_deputy,
          guard=rules.leaders_stay_silent, why_not=NOT_SILENT,
          title=_("%(member)s took over %(group)s, whose leaders had been silent."),
          audience=team_and_person, names=names)
)  # fmt: skip


def leaders(thing):
    return [f"group:{thing.group_id}:leader"]


def group_of(thing):
    return {"group": thing.group}


def both_and_leaders(hand_over):
    return [*leaders(hand_over), f"person:{hand_over.by_id}", f"person:{hand_over.to_id}"]


def people_of(hand_over):
    return {"group": hand_over.group, "from": called(hand_over.by), "to": called(hand_over.to)}


SENT = Invitation.State.SENT
INVITATION = (
    Lifecycle("invitation", root=lambda invitation: invitation.group)
    .step("accept", sources=[SENT], target=Invitation.State.ACCEPTED, who=rules.is_addressed,
          guard=rules.the_invitation_stands, why_not=OVER,
          title=_("An invitation to %(group)s was accepted."), audience=leaders, names=group_of)
    .step("decline", sources=[SENT], target=Invitation.State.DECLINED, who=rules.anybody_with_the_letter,
          title=_("An invitation to %(group)s was declined."), audience=leaders, names=group_of)
    .step("revoke", sources=[SENT], target=Invitation.State.REVOKED, who=rules.leads_the_inviting_group,
          title=_("%(by)s revoked an invitation to %(group)s."), audience=leaders, names=group_of)
)  # fmt: skip

OFFERED = HandOver.State.OFFERED
HAND_OVER = (
    Lifecycle("hand_over", root=lambda hand_over: hand_over.group)
    .step("accept", sources=[OFFERED], target=HandOver.State.ACCEPTED, who=rules.was_offered_it,
          guard=rules.the_offer_stands, why_not=OFFER_OVER,
          title=_("%(to)s took over %(group)s from %(from)s."), audience=both_and_leaders, names=people_of)
    .step("decline", sources=[OFFERED], target=HandOver.State.DECLINED, who=rules.was_offered_it,
          title=_("%(to)s did not want to take over %(group)s."), audience=both_and_leaders, names=people_of)
    .step("withdraw", sources=[OFFERED], target=HandOver.State.WITHDRAWN, who=rules.offered_it,
          title=_("%(from)s no longer offers to hand over %(group)s."),
          audience=both_and_leaders, names=people_of)
)  # fmt: skip


def team_and_keeper(mandate):
    keeper = mandate.partner.keeper_id
    return [f"group:{mandate.group_id}:member", "committee", *([f"person:{keeper}"] if keeper else [])]


def mandated(mandate):
    return {"group": mandate.group, "partner": mandate.partner}


MANDATE = Lifecycle("mandate", root=lambda mandate: mandate.group).step(
    "end", sources=[Mandate.State.GIVEN], target=Mandate.State.ENDED, who=rules.leads_the_mandating,
    title=_("%(group)s no longer lets %(partner)s act in its name."), audience=team_and_keeper, names=mandated,
)  # fmt: skip
