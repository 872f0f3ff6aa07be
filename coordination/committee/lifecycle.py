"""How a ballot, the bylaws and a nomination move; no guard lets a ballot end otherwise than it was cast."""

from django.utils.translation import gettext_lazy as _

from coordination.committee import rules
from coordination.committee.models import Ballot, Bylaw, Nomination
from deeds.lifecycle import Lifecycle, called

State = Ballot.State
NOT_SO = _("The votes say otherwise.")


def committee(_thing):
    return ["committee"]


def public(_thing):
    return ["public"]


def public_or_committee(ballot):
    """Everybody, unless the ballot is about what the public must not hear of."""
    return ["public"] if ballot.is_public else ["committee"]


def matter(ballot):
    return {"matter": ballot}


BALLOT = (
    Lifecycle("ballot")
    .step("open", sources=[State.SCHEDULED], target=State.OPEN, who=rules.opens_or_clock,
          title=_("%(by)s opened the ballot on %(matter)s."), audience=committee, names=matter)
    .step("carry", sources=[State.OPEN], target=State.CARRIED, who=rules.is_nobody,
          guard=rules.is_carried, why_not=NOT_SO,
          title=_("The committee carried: %(matter)s."), audience=public_or_committee, names=matter)
    .step("lose", sources=[State.OPEN], target=State.LOST, who=rules.is_nobody,
          guard=rules.is_lost, why_not=NOT_SO,
          title=_("The committee did not carry: %(matter)s."), audience=public_or_committee, names=matter)
    .step("miss_quorum", sources=[State.OPEN], target=State.INQUORATE, who=rules.is_nobody,
          guard=rules.is_inquorate, why_not=NOT_SO,
          title=_("Too few voted on %(matter)s; a second session follows."),
          audience=public_or_committee, names=matter)
    .step("cancel", sources=[State.SCHEDULED, State.OPEN], target=State.CANCELLED, who=rules.opens,
          needs_reason=True,
          title=_("%(by)s cancelled the ballot on %(matter)s."), audience=committee, names=matter)
    .step("drop", sources=[State.SCHEDULED, State.OPEN], target=State.CANCELLED, who=rules.anybody,
          needs_reason=True,
          title=_("The ballot on %(matter)s ended, because the matter no longer stands."),
          audience=committee, names=matter)
)  # fmt: skip

B = Bylaw.State
BYLAWS = (
    Lifecycle("bylaws")
    .step("put_to_vote", sources=[B.PROPOSED], target=B.VOTING, who=rules.anybody,
          title=_("A change of the bylaws is put to the vote."), audience=public)
    .step("adopt", sources=[B.VOTING], target=B.IN_FORCE, who=rules.is_nobody,
          title=_("Changed bylaws are in force."), audience=public)
    .step("decline", sources=[B.VOTING], target=B.DECLINED, who=rules.is_nobody,
          title=_("A change of the bylaws was not adopted."), audience=public)
    .step("adjourn", sources=[B.VOTING], target=B.PROPOSED, who=rules.anybody,
          title=_("A change of the bylaws waits for another ballot."), audience=committee)
    .step("supersede", sources=[B.IN_FORCE], target=B.SUPERSEDED, who=rules.is_nobody,
          title=_("Bylaws were replaced by a later issue."), audience=committee)
    .step("withdraw", sources=[B.PROPOSED], target=B.WITHDRAWN, who=rules.proposed_it,
          title=_("%(by)s withdrew a proposed change of the bylaws."), audience=committee)
)  # fmt: skip

N = Nomination.State


def nominee(nomination):
    return {"person": called(nomination.person)}


def committee_and_nominee(nomination):
    return ["committee", f"person:{nomination.person_id}"]


def public_and_nominee(nomination):
    return ["public", f"person:{nomination.person_id}"]


NOMINATION = (
    Lifecycle("nomination")
    .step("accept", sources=[N.PROPOSED], target=N.ACCEPTED, who=rules.is_the_nominee,
          title=_("%(person)s agreed to sit on the committee."), audience=committee_and_nominee, names=nominee)
    .step("refuse", sources=[N.PROPOSED, N.ACCEPTED, N.VOTING], target=N.REFUSED, who=rules.is_the_nominee,
          title=_("%(person)s does not want to sit on the committee."),
          audience=committee_and_nominee, names=nominee)
    .step("put_to_vote", sources=[N.ACCEPTED], target=N.VOTING, who=rules.anybody,
          title=_("A seat for %(person)s is put to the vote."), audience=committee_and_nominee, names=nominee)
    .step("seat", sources=[N.VOTING], target=N.SEATED, who=rules.is_nobody,
          title=_("%(person)s was elected to the committee."), audience=public_and_nominee, names=nominee)
    .step("appoint", sources=[N.ACCEPTED], target=N.SEATED, who=rules.appoints,
          guard=rules.seats_are_appointed, why_not=_("The bylaws fill seats by ballot."),
          title=_("%(person)s was appointed to the committee."), audience=public_and_nominee, names=nominee)
    .step("decline", sources=[N.VOTING], target=N.DECLINED, who=rules.is_nobody,
          title=_("%(person)s was not elected to the committee."),
          audience=committee_and_nominee, names=nominee)
    .step("adjourn", sources=[N.VOTING], target=N.ACCEPTED, who=rules.anybody,
          title=_("The seat for %(person)s waits for another ballot."),
          audience=committee_and_nominee, names=nominee)
    .step("withdraw", sources=[N.PROPOSED, N.ACCEPTED], target=N.WITHDRAWN, who=rules.proposed_it,
          title=_("The nomination of %(person)s was withdrawn."),
          audience=committee_and_nominee, names=nominee)
)  # fmt: skip

TABLES = [
    (_("Ballots"), BALLOT, Ballot),
    (_("Bylaws"), BYLAWS, Bylaw),
    (_("Nominations for a seat"), NOMINATION, Nomination),
]
