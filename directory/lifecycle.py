"""How people come into a group, leave it, and change their part in it; each step claims the group."""

from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import Lifecycle, called
from directory import rules
from directory.models import Membership, Role

State = Membership.State
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
)  # fmt: skip
