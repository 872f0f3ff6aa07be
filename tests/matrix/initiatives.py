"""Initiatives that the permission matrix asks about: the cast's own group leads, the other group is a partner."""

import uuid
from datetime import timedelta

from django.utils import timezone

from coordination.committee.actions import register_decision
from coordination.initiatives.models import Appeal, Initiative, Report, State
from coordination.initiatives.rules import APPROVAL, STANDING

LATER = timezone.now() + timedelta(days=30)


DECISIONS = {State.DECLINED: (APPROVAL, "lost"), State.SUSPENDED: (STANDING, "suspended")}


def decision(one):
    """The line of the register that an appeal is against."""
    kind, result = DECISIONS[one.state]
    subject = ("مبادرة", "An initiative")
    return register_decision(kind, one.uuid, subject, ("", ""), (result, result), appeal_until=LATER)


def an_appeal(cast, route):
    target = initiative(State.SUSPENDED, appealed=True)(cast, route)
    return {"uuid": Initiative.objects.get(uuid=target["uuid"]).appeals.get().uuid}


def initiative(state, *, step="", slug="", reported=False, appealed=False):
    """An initiative in this state; `step` and `slug` go into the address."""

    def target(cast, route):
        kept = {"suspended_from": "active"} if state == State.SUSPENDED else {}
        handed_in = state not in (State.DRAFT, State.INVITING, State.READY)
        one = Initiative.objects.create(
            lead=cast.group, title_en="Halls for all", state=state, aim_en="Halls", safeguarding_en="Two adults",
            submitted_at=timezone.now() if handed_in else None, **kept,
        )  # fmt: skip
        one.partnerships.create(group=cast.group)
        offered_at = timezone.now() if state == State.CLOSED else None
        one.partnerships.create(group=cast.other_group, role_en="Signing", offered_at=offered_at)
        if reported:
            day = timezone.localdate()
            Report.objects.create(initiative=one, story_en="Four halls", happened_on=day, by=cast.leader)
        if state in DECISIONS:
            line = decision(one)
            if appealed:
                one.appeals.create(decision=line, by=cast.leader, words="Look again", due_at=LATER)
        return {"uuid": one.uuid, "step": step, "slug": slug or cast.other_group.slug}

    return target


def values(cast, label):
    """What a made row of this room cannot do without."""
    plan = {"lead": cast.group, "title_en": "Halls for all"}
    if label == "initiatives.initiative":
        return plan
    if label == "initiatives.opinion":
        target = an_appeal(cast, "")
        return {"appeal": Appeal.objects.get(uuid=target["uuid"])}
    return {"initiative": Initiative.objects.create(**plan)}


TARGETS = {
    "a draft initiative": initiative(State.DRAFT, step="what"),
    "a draft initiative's own part": initiative(State.DRAFT, slug="basira"),
    "an inviting initiative": initiative(State.INVITING),
    "an initiative in review": initiative(State.IN_REVIEW, step="ask_changes"),
    "an approved initiative": initiative(State.APPROVED, step="start"),
    "an approved initiative to suspend": initiative(State.APPROVED, step="suspend"),
    "an active initiative": initiative(State.ACTIVE, step="complete"),
    "a reported initiative": initiative(State.ACTIVE, reported=True),
    "a declined initiative": initiative(State.DECLINED),
    "an appealed initiative": initiative(State.DECLINED, appealed=True),
    "a suspended initiative": initiative(State.SUSPENDED),
    "an appeal about an initiative": an_appeal,
    "a closed initiative": initiative(State.CLOSED, reported=True),
    "no such initiative": lambda cast, route: {"uuid": uuid.uuid4(), "step": "what", "slug": "basira"},
}
