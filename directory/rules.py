"""Who may do what with a group and its page."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from deeds.hooks import audiences_of
from deeds.models import Entry
from directory.models import Group, Membership, Report, Role, Standing, Verdict

SILENT_AFTER = timedelta(days=60)
TAKE_OVER_AFTER = timedelta(days=14)  # counted from the warning
IMPLIED = {
    Role.LEADER: (Role.LEADER, Role.EDITOR, Role.MEMBER),
    Role.EDITOR: (Role.EDITOR, Role.MEMBER),
    Role.MEMBER: (Role.MEMBER,),
}


def audiences(person):
    """group:<id>:member|editor|leader for each active membership; a leader counts as editor and member too.

    Whoever belongs to a listed group also holds `groups`.
    """
    return audiences_of_each([person]).get(person.pk, set())


def audiences_of_each(people):
    """The same of many, with one query: {id of the person: audiences}."""
    found = defaultdict(set)
    rows = Membership.objects.active().filter(person__in=[person.pk for person in people])
    for person, group, role, standing in rows.values_list("person_id", "group_id", "role", "group__standing"):
        found[person].update(f"group:{group}:{implied}" for implied in IMPLIED[role])
        if standing == Standing.LISTED:
            found[person].add("groups")
    return found


def holders(wanted):
    """{audience: people} who hold at least the role of each `group:<id>:<role>` among these."""
    groups = {audience.split(":")[1] for audience in wanted if audience.startswith("group:")}
    found = defaultdict(list)
    rows = Membership.objects.active().filter(group__in=groups, person__is_active=True)
    for row in rows.select_related("person") if groups else ():
        for implied in IMPLIED[row.role]:
            found[f"group:{row.group_id}:{implied}"].append(row.person)
    return {audience: found[audience] for audience in wanted if audience in found}


def capacities(audiences):
    """«بصفتكم …» for each role in a group among these audiences."""
    parts = {audience: audience.split(":") for audience in audiences if audience.startswith("group:")}
    groups = Group.objects.in_bulk([int(part[1]) for part in parts.values()])
    words = {Role.LEADER: _("as a leader of %(group)s"), Role.MEMBER: _("as a member of %(group)s")}
    return {
        audience: words.get(role, _("for %(group)s")) % {"group": f"\u2068{groups[int(group)].name}\u2069"}
        for audience, (_kind, group, role) in parts.items()
        if int(group) in groups
    }


def names(group_ids):
    return {group.pk: group.name for group in Group.objects.filter(pk__in=list(group_ids))}


def edits(person, group):
    """Editors and leaders keep the group's page."""
    return holds(person, group, Role.EDITOR)


def leads(person, group):
    return holds(person, group, Role.LEADER)


def holds(person, group, role):
    """An active membership of at least this role."""
    if person is None:
        return False
    rows = Membership.objects.active().filter(person=person.pk, group=group, role__in=at_least(role))
    return rows.exists()


def at_least(role):
    return [candidate for candidate in Role if candidate.rank >= Role(role).rank]


def leads_the_mandating(person, mandate):
    return leads(person, mandate.group_id)


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


def is_addressed(person, invitation):
    """Accepting takes an account with the very address, confirmed; whoever was forwarded the letter has none."""
    return (
        person is not None and person.emailaddress_set.filter(verified=True, email=invitation.mail).exists()
    )


def anybody_with_the_letter(_person, _invitation):
    """Declining needs no account; the view has looked at the link."""
    return True


def leads_the_inviting_group(person, invitation):
    return leads(person, invitation.group_id)


def the_invitation_stands(invitation):
    """In its seven days, and while its inviter still leads the group and could give this role today."""
    return invitation.is_open and may_grant(invitation.invited_by, invitation.group_id, invitation.role)


def offered_it(person, hand_over):
    return person is not None and person.pk == hand_over.by_id


def was_offered_it(person, hand_over):
    return person is not None and person.pk == hand_over.to_id


def the_offer_stands(hand_over):
    """In its fourteen days, while the one still leads and the other is still in the team."""
    return (
        hand_over.expires_at > timezone.now()
        and leads(hand_over.by, hand_over.group_id)
        and holds(hand_over.to, hand_over.group_id, Role.MEMBER)
    )


def may_be_deputy(membership):
    return membership.state == Membership.State.ACTIVE and membership.role != Role.LEADER


def is_the_deputy(person, membership):
    return is_oneself(person, membership) and membership.is_deputy and may_be_deputy(membership)


def leaders_stay_silent(membership):
    """Every leader was warned long enough ago, and gave no sign of life since."""
    leaders = Membership.objects.leaders().filter(group=membership.group_id).select_related("person")
    return bool(leaders) and all(stays_silent(leader) for leader in leaders)


def stays_silent(leader):
    warned = leader.silence_warned_at
    return bool(warned and warned + TAKE_OVER_AFTER <= timezone.now() and last_sign(leader.person) < warned)


def is_silent(person):
    return last_sign(person) + SILENT_AFTER <= timezone.now()


def last_sign(person):
    """When somebody last signed in, was seen, or did something that was written down."""
    signs = [
        person.joined_at,
        person.last_login,
        person.usersession_set.aggregate(last=Max("last_seen_at"))["last"],
        Entry.objects.filter(actor=person).aggregate(last=Max("at"))["last"],
    ]
    return max(sign for sign in signs if sign)


def a_leader_stays(membership):
    """A group that was founded or claimed keeps at least one active leader, whoever goes or steps down."""
    if not membership.group.is_claimed:
        return True
    return Membership.objects.leaders().filter(group=membership.group_id).exclude(pk=membership.pk).exists()


# --- what visitors send: read by directory.lifecycle_visitors


def leads_its_group(person, visit):
    return leads(person, visit.group_id)


def is_nobody(person, _visit):
    """The clock, or whoever holds the secret link; the view has looked at the link."""
    return person is None


def a_guardian_agreed(helper):
    return not helper.is_minor or helper.guardian_agreed_at is not None


def keeps_left_questions(person, _ask):
    """The committee's secretary and chair look after questions that were asked of nobody."""
    return bool({"committee:secretary", "committee:chair"} & audiences_of(person))


def nobody_was_asked(ask):
    return ask.group_id is None


def its_group_takes_questions(ask):
    return ask.group_id is not None and takes_questions(ask.group)


def looks_at_it(person, report):
    """Whom the report is addressed to, and nobody who belongs to the group when the committee is asked."""
    return person is not None and Report.objects.visible_to(person).filter(pk=report.pk).exists()


def has_leader(group):
    return Membership.objects.leaders().filter(group=group).exists()


def takes_questions(group):
    """A listed group that somebody leads can be asked."""
    return group.standing == Standing.LISTED and has_leader(group)


def takes_helpers(group):
    return group.accepts_volunteers and takes_questions(group)


# --- drafts


def may_discard(person, group):
    """A draft with nobody else in it belongs to its leader."""
    others = Membership.objects.active().filter(group=group).exclude(person=person.pk)
    return group.standing == Standing.DRAFT and leads(person, group) and not others.exists()


# --- licences


def licence_stands(group, *, needed=False):
    """The licence has not expired; with `needed` there is one that was not refused, else having none is no hindrance.

    Rooms ask this before a group begins something new.
    """
    licence = group.licences.first()
    if licence is None:
        return not needed
    return licence.state() != "expired" and not (needed and licence.verdict == Verdict.REFUSED)


# --- claims of unclaimed groups: read by directory.claiming


def may_be_confirmed(claim):
    """The link counts while it is good, nobody objected, and the address it went to is still the published one."""
    good = claim.link_until and claim.link_until > timezone.now() and not claim.objected_at
    return bool(good and is_unclaimed(claim) and claim.link_to == claim.group.contacts.published_mail())


def may_be_contested(claim):
    """Once, while the link that was mailed with the approval is good."""
    return bool(claim.link_hash and claim.link_until > timezone.now() and not claim.contested_at)


def is_contested(claim):
    return claim.contested_at is not None


def is_unclaimed(claim):
    return not claim.group.is_claimed


def claims_it(person, claim):
    return person is not None and person.pk == claim.person_id


def handles_claims(person):
    """The committee's secretary and chair."""
    return bool({"committee:secretary", "committee:chair"} & audiences_of(person))


def decides_claim(person, claim):
    """Nobody decides on a claim of their own, or of a group they belong to."""
    judge_and_party = claims_it(person, claim) or holds(person, claim.group_id, Role.MEMBER)
    return handles_claims(person) and not judge_and_party
