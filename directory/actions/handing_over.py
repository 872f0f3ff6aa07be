"""Who leads after whom: handing over with the other's consent, and a deputy for when leaders fall silent."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import Refused, called, claim
from directory import rules
from directory.actions import letters_of_team as letters
from directory.actions import within
from directory.actions.membership import claim_to_lead
from directory.lifecycle import HAND_OVER, ROLE, both_and_leaders, names, people_of, team_and_person
from directory.models import HandOver, Membership, Role

NOT_ONESELF = _("Choose somebody else of your team.")
NOT_IN = _("Only somebody who is in the team and does not lead it can do this.")


def may_leave(group, person):
    """Whether the group keeps a leader without this person."""
    own = Membership.objects.active().filter(group=group, person=person).first()
    return bool(own) and (own.role != Role.LEADER or rules.a_leader_stays(own))


@transaction.atomic
def offer(membership, *, by, seen):
    """Offers one's leadership to somebody of the team; an offer made before is withdrawn."""
    group = membership.group
    claim_to_lead(group, by=by, seen=seen)
    if membership.person_id == by.pk:
        raise Refused(NOT_ONESELF, "oneself")
    if not rules.holds(membership.person, group, Role.MEMBER):
        raise Refused(NOT_IN, "not_in")
    for earlier in group.hand_overs.filter(by=by, state=HandOver.State.OFFERED):
        within.take(HAND_OVER, earlier, "withdraw", by=by)
    hand_over = HandOver.objects.create(group=group, by=by, to=membership.person)
    record(
        "hand_over.offer",
        hand_over,
        by=by,
        audience=both_and_leaders(hand_over),
        title=_("%(from)s offers %(to)s to take over %(group)s."),
        names=people_of(hand_over),
        data={"group": group.pk},
    )
    letters.hand_over_offered(hand_over)
    return hand_over


@transaction.atomic
def accept(hand_over, *, by):
    """The one becomes a leader and the other an editor, together or not at all."""
    hand_over = within.take(HAND_OVER, hand_over, "accept", by=by)
    team = {row.person_id: row for row in Membership.objects.active().filter(group=hand_over.group)}
    if team[by.pk].role != Role.LEADER:
        within.take(ROLE, team[by.pk], "make_leader", by=hand_over.by)
    within.take(ROLE, team[hand_over.by_id], "make_editor", by=hand_over.by)
    Membership.objects.filter(pk=team[by.pk].pk).update(is_deputy=False)
    letters.hand_over_answered(hand_over)
    return hand_over


@transaction.atomic
def decline(hand_over, *, by):
    hand_over = within.take(HAND_OVER, hand_over, "decline", by=by)
    letters.hand_over_answered(hand_over)
    return hand_over


def withdraw(hand_over, *, by):
    return within.take(HAND_OVER, hand_over, "withdraw", by=by)


# --- the deputy


@transaction.atomic
def name_deputy(membership, *, by, seen):
    """One of the team who may take over when all leaders are silent; there is one at a time."""
    claim_to_lead(membership.group, by=by, seen=seen)
    membership.refresh_from_db()
    if not rules.may_be_deputy(membership):
        raise Refused(NOT_IN, "not_in")
    Membership.objects.filter(group=membership.group, is_deputy=True).update(is_deputy=False)
    Membership.objects.filter(pk=membership.pk).update(is_deputy=True)
    remember(membership, "name_deputy", _("%(member)s is the deputy of %(group)s now."), by=by)
    letters.named_deputy(membership)


@transaction.atomic
def unname_deputy(membership, *, by, seen):
    claim_to_lead(membership.group, by=by, seen=seen)
    if Membership.objects.filter(pk=membership.pk, is_deputy=True).update(is_deputy=False):
        remember(membership, "unname_deputy", _("%(member)s is no longer the deputy of %(group)s."), by=by)


@transaction.atomic
def take_over(membership, *, by):
    """The deputy leads from now on, beside those who were silent; they keep their role and are told."""
    membership = within.take(ROLE, membership, "take_over", by=by)
    Membership.objects.filter(pk=membership.pk).update(is_deputy=False)
    others = Membership.objects.leaders().filter(group=membership.group).exclude(pk=membership.pk)
    for leader in others.select_related("person"):
        letters.taken_over(membership, leader)
    return membership


def watch_silence():
    """Warns leaders who are silent and have a deputy, and later tells the deputy; for the clock."""
    deputies = Membership.objects.active().filter(is_deputy=True, group__claimed_at__isnull=False)
    for deputy in deputies.select_related("person", "group").order_by("pk"):
        if silent_leaders(deputy):
            watch(deputy)


def silent_leaders(deputy):
    """All leaders, when each of them is silent; else none."""
    leaders = [*Membership.objects.leaders().filter(group=deputy.group).select_related("person", "group")]
    return leaders if all(rules.is_silent(leader.person) for leader in leaders) else []


@transaction.atomic
def watch(deputy):
    claim(deputy.group)
    leaders = silent_leaders(deputy)
    if not leaders:
        return
    unwarned = [leader for leader in leaders if not is_warned(leader)]
    for leader in unwarned:
        leader.silence_warned_at = timezone.now()
        leader.save(update_fields=["silence_warned_at"])
        letters.silent(leader, deputy)
    if unwarned:
        title = _("The leaders of %(group)s were silent and warned that %(member)s may take over.")
        remember(deputy, "warn_of_silence", title, by=None)
    elif rules.leaders_stay_silent(deputy):
        letters.may_take_over(deputy, max(leader.silence_warned_at for leader in leaders))


def is_warned(leader):
    """Since the last sign of life."""
    return bool(leader.silence_warned_at and leader.silence_warned_at > rules.last_sign(leader.person))


def remember(membership, step, title, *, by):
    record(
        f"membership.{step}",
        membership,
        by=by,
        audience=team_and_person(membership),
        title=title,
        names={"by": called(by), **names(membership)},
        data={"group": membership.group_id},
    )
