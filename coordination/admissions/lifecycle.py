"""How a group comes under the umbrella and stays there: three tables over the group, which each step claims."""

from django.utils.translation import gettext_lazy as _

from coordination.admissions import rules
from coordination.admissions.models import Appeal, Suspension
from deeds.lifecycle import Lifecycle
from directory.models import Standing, Verdict

INCOMPLETE = _("Something is still missing. The page of your request says what, and where to add it.")
TOO_EARLY = _("This is too early, or something is still missing. The page of your request says which.")
LAPSED = _("Nobody seconded this in time. Propose it anew if the reason still holds.")


def everybody(_group):
    return ["public"]


def team(group):
    return [f"group:{group.pk}:member", "committee"]


def leaders(group):
    return [f"group:{group.pk}:leader", "committee"]


def leaders_of(row):
    return [f"group:{row.group_id}:leader", "committee"]


def committee(_row):
    return ["committee"]


def group_of(row):
    return {"group": row.group}


STANDING = (
    Lifecycle("admissions", state="standing")
    .step("submit", sources=[Standing.DRAFT, Standing.RETURNED, Standing.ARCHIVED], target=Standing.SUBMITTED,
          who=rules.leads, guard=rules.lacks_nothing, why_not=INCOMPLETE,
          title=_("%(by)s handed in the page of %(thing)s."), audience=team)
    .step("submit_again", sources=[Standing.DECLINED], target=Standing.SUBMITTED,
          who=rules.leads, guard=rules.wait_is_over, why_not=TOO_EARLY,
          title=_("%(by)s handed in the page of %(thing)s again."), audience=team)
    .step("withdraw", sources=[Standing.SUBMITTED], target=Standing.DRAFT, who=rules.leads,
          title=_("%(by)s took the page of %(thing)s back from the committee."), audience=team)
    .step("list", sources=[Standing.SUBMITTED], target=Standing.LISTED, who=rules.may_decide,
          title=_("%(thing)s is listed in the directory."), audience=everybody)
    .step("return", sources=[Standing.SUBMITTED], target=Standing.RETURNED, who=rules.may_decide, needs_reason=True,
          title=_("The committee returned the page of %(thing)s to be completed."), audience=team)
    .step("decline", sources=[Standing.SUBMITTED], target=Standing.DECLINED, who=rules.may_decide, needs_reason=True,
          title=_("The committee did not accept %(thing)s."), audience=leaders)
    .step("suspend", sources=[Standing.LISTED], target=Standing.SUSPENDED, who=rules.suspension_is_decided,
          title=_("%(thing)s is suspended for now."), audience=everybody)
    .step("lift", sources=[Standing.SUSPENDED], target=Standing.LISTED, who=rules.may_decide,
          title=_("The suspension of %(thing)s was lifted."), audience=everybody)
    .step("overturn", sources=[Standing.DECLINED, Standing.SUSPENDED], target=Standing.LISTED,
          who=rules.appeal_was_granted,
          title=_("%(thing)s is listed in the directory after an appeal."), audience=everybody)
    .step("archive", sources=[Standing.LISTED], target=Standing.ARCHIVED, who=rules.leads,
          title=_("%(by)s put the page of %(thing)s into the archive."), audience=team)
    .step("close", sources=[Standing.LISTED, Standing.SUSPENDED], target=Standing.ARCHIVED,
          who=rules.may_decide, needs_reason=True,
          title=_("The committee put the page of %(thing)s into the archive."), audience=team)
)  # fmt: skip

State = Suspension.State
SUSPENSION = (
    Lifecycle("suspension", root=lambda suspension: suspension.group)
    .step("second", sources=[State.PROPOSED], target=State.IN_FORCE, who=rules.may_second,
          guard=rules.still_in_time, why_not=LAPSED, needs_reason=True,
          title=_("Two members of the committee suspended %(group)s."), audience=leaders_of, names=group_of)
    .step("open", sources=[State.PROPOSED], target=State.VOTING, who=rules.is_nobody,
          title=_("The suspension of %(group)s is put to the vote."), audience=committee, names=group_of)
    .step("put_back", sources=[State.VOTING], target=State.PROPOSED, who=rules.is_nobody,
          title=_("The vote on suspending %(group)s ended without a result."), audience=committee, names=group_of)
    .step("carry", sources=[State.VOTING], target=State.IN_FORCE, who=rules.is_nobody, needs_reason=True,
          title=_("The committee suspended %(group)s by ballot."), audience=leaders_of, names=group_of)
    .step("lose", sources=[State.VOTING], target=State.DROPPED, who=rules.is_nobody,
          title=_("The suspension of %(group)s was not carried."), audience=committee, names=group_of)
    .step("withdraw", sources=[State.PROPOSED], target=State.DROPPED, who=rules.proposed_it,
          title=_("%(by)s no longer proposes to suspend %(group)s."), audience=committee, names=group_of)
    .step("lapse", sources=[State.PROPOSED], target=State.LAPSED, who=rules.is_nobody, guard=rules.has_lapsed,
          title=_("Nobody seconded the suspension of %(group)s in time."), audience=committee, names=group_of)
    .step("drop", sources=[State.PROPOSED, State.VOTING], target=State.DROPPED, who=rules.is_nobody,
          title=_("The suspension of %(group)s became pointless."), audience=committee, names=group_of)
    .step("lift", sources=[State.IN_FORCE], target=State.LIFTED, who=rules.may_decide_on, needs_reason=True,
          title=_("The committee lifted the suspension of %(group)s."), audience=leaders_of, names=group_of)
    .step("overturn", sources=[State.IN_FORCE], target=State.OVERTURNED, who=rules.is_nobody,
          title=_("An appeal overturned the suspension of %(group)s."), audience=leaders_of, names=group_of)
    .step("end", sources=[State.IN_FORCE], target=State.ENDED, who=rules.is_nobody,
          title=_("The suspension of %(group)s ended with its archiving."), audience=leaders_of, names=group_of)
)  # fmt: skip

OPEN = [Appeal.State.FILED, Appeal.State.VOTING]
APPEAL = (
    Lifecycle("appeal", root=lambda appeal: appeal.group)
    .step("dismiss", sources=[Appeal.State.FILED], target=Appeal.State.STANDS, who=rules.may_hear, needs_reason=True,
          title=_("The appeal of %(group)s was heard: the decision stands."), audience=leaders_of, names=group_of)
    .step("grant", sources=[Appeal.State.FILED], target=Appeal.State.OVERTURNED, who=rules.may_hear,
          needs_reason=True,
          title=_("The appeal of %(group)s was heard: the decision is overturned."),
          audience=leaders_of, names=group_of)
    .step("open", sources=[Appeal.State.FILED], target=Appeal.State.VOTING, who=rules.is_nobody,
          title=_("The appeal of %(group)s is put to the vote."), audience=committee, names=group_of)
    .step("put_back", sources=[Appeal.State.VOTING], target=Appeal.State.FILED, who=rules.is_nobody,
          title=_("The vote on the appeal of %(group)s ended without a result."), audience=committee, names=group_of)
    .step("lose", sources=[Appeal.State.VOTING], target=Appeal.State.STANDS, who=rules.is_nobody, needs_reason=True,
          title=_("The appeal of %(group)s was heard: the decision stands."), audience=leaders_of, names=group_of)
    .step("carry", sources=[Appeal.State.VOTING], target=Appeal.State.OVERTURNED, who=rules.is_nobody,
          needs_reason=True,
          title=_("The appeal of %(group)s was heard: the decision is overturned."),
          audience=leaders_of, names=group_of)
    .step("withdraw", sources=OPEN, target=Appeal.State.WITHDRAWN, who=rules.leads_the_appealing_group,
          title=_("%(by)s took the appeal of %(group)s back."), audience=leaders_of, names=group_of)
    .step("moot", sources=OPEN, target=Appeal.State.MOOT, who=rules.is_nobody,
          title=_("The appeal of %(group)s was settled in another way."), audience=leaders_of, names=group_of)
)  # fmt: skip

LICENCE = (
    Lifecycle("licence", root=lambda licence: licence.group, state="verdict")
    .step("verify", sources=[Verdict.UNVERIFIED, Verdict.REFUSED], target=Verdict.VERIFIED, who=rules.may_decide_on,
          title=_("The committee checked the licence of %(group)s."), audience=everybody, names=group_of)
    .step("refuse", sources=[Verdict.UNVERIFIED, Verdict.VERIFIED], target=Verdict.REFUSED, who=rules.may_decide_on,
          needs_reason=True,
          title=_("The committee did not accept the licence of %(group)s."), audience=leaders_of, names=group_of)
)  # fmt: skip
