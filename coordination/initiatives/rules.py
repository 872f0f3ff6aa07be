"""Who may do what with an initiative, and what must hold before a step."""

from django.utils import timezone

from accounts.models import Scope
from coordination.committee.models import Decision, Recusal
from coordination.initiatives.models import Partnership, State
from coordination.initiatives.terms import current_hash
from deeds.hooks import audiences_of
from directory.models import Mandate, Membership, Role, Standing
from directory.models.group import group_ids
from directory.rules import edits, holds, leads


def groups_of(initiative) -> set[int]:
    """Ids of the leading group and of all partners."""
    rows = Partnership.objects.filter(initiative=initiative.pk)
    return {initiative.lead_id, *rows.values_list("group_id", flat=True)}


APPROVAL = "initiatives.approval"  # the kind of matter of the vote
STANDING = "initiatives.standing"  # of what a member decides alone: suspending, lifting, cancelling
HEARING = "initiatives.appeal"
ENOUGH = 2  # members who agree in their answer to an appeal


OVER = (State.DECLINED, State.WITHDRAWN, State.CANCELLED, State.CLOSED)

# --- who


def may_found(person, group):
    """Editors and leaders of a listed group draft initiatives."""
    return group.standing == Standing.LISTED and edits(person, group)


def may_draft_for(key, group):
    """A key that writes, of a partner institution that the group lets write in its name."""
    return Mandate.objects.open_to(key, Scope.WRITE_INITIATIVES).filter(group=group).exists()


def drafts_it(key, initiative):
    """The institution that drafted it, while nobody of the group went on with it to the partners."""
    own = initiative.state == State.DRAFT and initiative.drafted_by_id == key.partner_id
    return own and may_draft_for(key, initiative.lead_id)


def edits_it(person, initiative):
    """Editors and leaders of the leading group."""
    return edits(person, initiative.lead_id)


def leads_it(person, initiative):
    """Leaders of the leading group speak for it."""
    return leads(person, initiative.lead_id)


def works_on_it(person, initiative):
    """Editors and leaders of any of its groups."""
    enough = [role for role in Role if role.rank >= Role.EDITOR.rank]
    rows = Membership.objects.active().filter(role__in=enough, group__in=groups_of(initiative))
    return person is not None and rows.filter(person=person.pk).exists()


def edits_part(person, partnership):
    """The leading group's editors any part while it is planned, a partner's editors their own."""
    return edits(person, partnership.group_id) or edits(person, partnership.initiative.lead_id)


def speaks_for(person, partnership):
    """Only its leaders agree or decline for a group."""
    return leads(person, partnership.group_id)


def belongs_to_it(person, initiative):
    return person is not None and any(
        holds(person, group, Role.MEMBER) for group in sorted(groups_of(initiative))
    )


def may_review(person, initiative):
    """Nobody is both judge and party."""
    return sits(person) and not belongs_to_it(person, initiative)


def sits(person):
    return person is not None and "committee" in audiences_of(person)


def is_nobody(person, _initiative):
    """The rules themselves: an agreement that was the last one, a ballot that closed."""
    return person is None


def leads_the_appealing(person, appeal):
    return leads_it(person, appeal.initiative)


def own_groups(person, initiative, role="member"):
    """Ids of those of its groups in which the person holds `role`."""
    return groups_of(initiative) & set(group_ids(audiences_of(person), role))


# --- what must hold


def is_planned(initiative):
    """Enough to be asked about: an aim, a place, days that lie ahead, and a partner beside the leading group."""
    dated = initiative.starts_on and initiative.ends_on and initiative.ends_on >= timezone.localdate()
    said = initiative.aim and initiative.area_id and initiative.safeguarding
    return bool(dated and said and partners_with_part(initiative))


def partners_with_part(initiative):
    rows = initiative.partnerships.select_related("initiative").prefetch_related("tasks", "budget_lines")
    return [row for row in rows if row.has_part and not row.is_lead]


def agrees(partnership, wanted):
    """A live agreement to exactly these terms, of a group that stands in the directory."""
    agreement = partnership.live_agreement
    listed = partnership.group.standing == Standing.LISTED
    return bool(agreement and agreement.hash == wanted and listed and not partnership.declined_at)


def not_agreeing(initiative):
    """Partnerships that the initiative waits for: the leading group, and every partner with a part."""
    wanted = current_hash(initiative)
    rows = initiative.partnerships.select_related("initiative", "group")
    rows = rows.prefetch_related("tasks", "budget_lines", "agreements")
    return [row for row in rows if (row.has_part or row.is_lead) and not agrees(row, wanted)]


def all_agree(initiative):
    """Every group with a part, on the very terms that stand now, and at least one beside the leading group."""
    return bool(partners_with_part(initiative)) and not not_agreeing(initiative)


def lead_is_licensed(initiative):
    """A licence that ran out blocks; a group without one is the committee's to judge."""
    licence = initiative.lead.licences.first()
    return licence is None or licence.state() != "expired"


def may_be_submitted(initiative):
    return is_planned(initiative) and all_agree(initiative) and lead_is_licensed(initiative)


def is_what_was_voted_on(initiative):
    """The terms are those of the opening of the ballot, and everybody still stands by them."""
    return initiative.voted_hash == current_hash(initiative) and all_agree(initiative)


def is_permitted(initiative):
    permit = getattr(initiative, "permit", None)
    return not initiative.permit_needed or bool(permit and permit.holds())


def may_start(initiative):
    """With the permit, and while every group that has a part stands in the directory."""
    return is_permitted(initiative) and not groups_away(initiative)


def groups_away(initiative):
    """Groups with a part that are suspended or archived."""
    rows = initiative.partnerships.select_related("initiative", "group")
    rows = rows.exclude(group__standing=Standing.LISTED).prefetch_related("tasks", "budget_lines")
    return [row.group for row in rows if row.has_part or row.is_lead]


def is_reported(initiative):
    return hasattr(initiative, "report")


def was_approved(initiative):
    return initiative.suspended_from == State.APPROVED


def was_active(initiative):
    return initiative.suspended_from == State.ACTIVE


def can_still_begin(initiative):
    """It was approved, its last day lies ahead, and no group with a part is in the archive."""
    over = initiative.ends_on and initiative.ends_on < timezone.localdate()
    gone = any(group.standing == Standing.ARCHIVED for group in groups_away(initiative))
    return was_approved(initiative) and not over and not gone


def cannot_begin_any_more(initiative):
    return was_approved(initiative) and not can_still_begin(initiative)


def is_not_appealed(initiative):
    return not initiative.appeals.open().exists()


def tied(group):
    """Ids of the groups that stand with this one in an initiative that has not ended."""
    rows = Partnership.objects.filter(
        initiative__in=Partnership.objects.filter(group=group).values("initiative")
    )
    live = rows.exclude(initiative__state__in=OVER).filter(declined_at=None)
    return set(live.values_list("group_id", flat=True))


# --- appeals

AGAINST = {  # a state that an appeal can be against: the kind of matter in the register, and the result
    State.DECLINED: (APPROVAL, "lost"),
    State.SUSPENDED: (STANDING, "suspended"),
    State.CANCELLED: (STANDING, "cancelled"),
}


def appealable(initiative):
    """The register's line of the decision that holds now, while an appeal against that is possible; else None."""
    line = standing_decision(initiative)
    return line if line and line.may_be_appealed else None


def standing_decision(initiative):
    """The register's line of the vote, the suspension or the cancelling that holds now; else None."""
    if initiative.state not in AGAINST:
        return None
    kind, result = AGAINST[initiative.state]
    line = Decision.objects.appealable(kind, initiative.uuid)
    return line if line and line.result == result else None


def was_by_vote(appeal):
    return appeal.decision.kind == APPROVAL


def deciders_of(initiatives):
    """{uuid: ids of those who suspended or cancelled it, now or before}"""
    found = {uuid: set() for uuid in initiatives}
    lines = Decision.objects.filter(kind=STANDING, matter_uuid__in=found, decided_by__isnull=False)
    lines = lines.filter(result__in=[State.SUSPENDED, State.CANCELLED])
    for uuid, person in lines.values_list("matter_uuid", "decided_by"):
        found[uuid].add(person)
    return found


def decided_it(person, appeal):
    """Voters are not named; who suspended or cancelled is, and does not judge that."""
    uuid = appeal.initiative.uuid
    return not was_by_vote(appeal) and person.pk in deciders_of([uuid])[uuid]


def stands_aside(person, appeal):
    return Recusal.objects.filter(kind=HEARING, matter_uuid=appeal.uuid, person=person.pk).exists()


def may_hear(person, appeal):
    """A member who did not decide, is of none of its groups, and did not stand aside; what a vote decided only a
    vote overturns."""
    if person is None or was_by_vote(appeal):
        return False
    aside = decided_it(person, appeal) or stands_aside(person, appeal)
    return not aside and may_review(person, appeal.initiative)


def agreed(appeal, *, overturns):
    """Whether enough of those who may hear it now gave this answer."""
    rows = appeal.opinions.filter(overturns=overturns).select_related("by")
    return sum(may_hear(row.by, appeal) for row in rows) >= ENOUGH


def two_overturn(appeal):
    return agreed(appeal, overturns=True)


def two_let_stand(appeal):
    return agreed(appeal, overturns=False)
