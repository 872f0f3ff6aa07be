"""Who may do what with a group's standing, and what a group lacks before it can be handed in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee.models import Bylaw
from coordination.committee.rules import appeal_until, is_seated
from directory import rules as directory
from directory.models import Membership, Role, Standing

SECOND_WITHIN = timedelta(days=7)


# --- who


def leads(person, group):
    return directory.leads(person, group)


def may_decide(person, group):
    """No one is both judge and party: seated, and not a member of the group."""
    return is_seated(person) and not directory.holds(person, group, Role.MEMBER)


def is_known(group):
    """Whether the public knows of this group: it is listed now, suspended, or in the archive."""
    return group.standing in (Standing.LISTED, Standing.SUSPENDED, Standing.ARCHIVED)


def is_nobody(person, _thing):
    """A ballot, the clock, or a step that follows from another one."""
    return person is None


# --- handing in


@dataclass(frozen=True)
class Lack:
    """One thing that is missing: a whole sentence, and where it is mended."""

    code: str
    sentence: Any
    section: str
    anchor: str = ""


def lacks(group, bylaw=None):
    """Every Lack of a group that wants to be listed, in the order of its page."""
    bylaw = bylaw or Bylaw.in_force()
    return [lack for holds, lack in asked(group, bylaw) if not holds]


def asked(group, bylaw):
    """[(does it hold?, Lack)]"""
    return [
        (bool(group.name), Lack("name", _("The group has no name yet."), "texts")),
        (bool(group.summary), Lack("summary", _("The summary is missing: one sentence is enough."), "texts")),
        (
            group.area_id is not None,
            Lack("area", _("The area you work in is missing."), "scope", "#id_area"),
        ),
        (
            group.fields.exists(),
            Lack("fields", _("Choose at least one field of work."), "scope", "#id_fields"),
        ),
        (
            confirmed_leaders(group).exists(),
            Lack("leader", _("The group needs a leader whose e-mail address is confirmed."), "team"),
        ),
        (has_people(group, bylaw), Lack("people", too_few(group, bylaw), "team")),
        (
            directory.licence_stands(group, needed=bylaw.licence_needed),
            Lack("licence", licence_sentence(group), "licence"),
        ),
    ]


def confirmed_leaders(group):
    return Membership.objects.leaders().filter(group=group, person__emailaddress__verified=True)


def has_people(group, bylaw):
    return people_of(group) >= bylaw.founders


def people_of(group):
    return Membership.objects.active().filter(group=group).count()


def too_few(group, bylaw):
    sentence = ngettext(
        "The bylaws ask for %(n)d person in the team. Now: %(now)d.",
        "The bylaws ask for %(n)d people in the team. Now: %(now)d.",
        bylaw.founders,
    )
    return sentence % {"n": bylaw.founders, "now": people_of(group)}


def licence_sentence(group):
    if group.licences.exists():
        return _("The licence has expired or was not accepted. Add the new one.")
    return _("The bylaws ask for a licence. Add it with its scan.")


def lacks_nothing(group):
    return not lacks(group)


def wait_is_over(group):
    return lacks_nothing(group) and may_come_from(group) <= timezone.now()


def may_come_from(group):
    """When a declined group may be handed in again; at once without an answer to count from."""
    answer = last_decline(group)
    if answer is None:
        return timezone.now()
    return answer.decided_at + timedelta(days=Bylaw.in_force().declined_wait_days)


def last_decline(group):
    """The decline that holds now."""
    return Admission.objects.filter(group=group, outcome=Admission.Outcome.DECLINED).last()


# --- suspending


def may_second(person, suspension):
    """A second member: not the one who proposed it, and not of the group."""
    return suspension.proposed_by_id != getattr(person, "pk", None) and may_decide(person, suspension.group)


def proposed_it(person, suspension):
    return person is not None and person.pk == suspension.proposed_by_id and is_seated(person)


def still_in_time(suspension):
    return suspension.until > timezone.now()


def has_lapsed(suspension):
    return not still_in_time(suspension)


def may_decide_on(person, of_group):
    return may_decide(person, of_group.group)


def suspension_is_decided(_person, group):
    """Two members or a ballot decided it a moment ago, under the same claim."""
    return Suspension.objects.in_force().filter(group=group).exists()


# --- appeals


def leads_the_appealing_group(person, appeal):
    return directory.leads(person, appeal.group_id)


def deciders(appeal):
    """Ids of those who took the decision, and so do not hear the appeal; a ballot's voters are not named."""
    if appeal.admission:
        return {appeal.admission.decided_by_id}
    return {appeal.suspension.proposed_by_id, appeal.suspension.seconded_by_id} - {None}


def may_hear(person, appeal):
    """A member who did not decide; what a ballot decided only a ballot overturns."""
    if person is None or was_by_ballot(appeal):
        return False
    return person.pk not in deciders(appeal) and may_decide(person, appeal.group)


def was_by_ballot(appeal):
    return bool(appeal.suspension and appeal.suspension.by_ballot)


def appeal_was_granted(_person, group):
    """An appeal against the decision that holds now was granted a moment ago, under the same claim."""
    against_it = Q(admission__outcome=Admission.Outcome.DECLINED) | Q(
        suspension__state=Suspension.State.IN_FORCE
    )
    return Appeal.objects.filter(against_it, group=group, state=Appeal.State.OVERTURNED).exists()


def appealable(group):
    """The decision a leader may appeal against now: (decision, until when), or (None, None)."""
    decision, began = standing_decision(group)
    if decision is None or decision.appeals.exclude(state=Appeal.State.WITHDRAWN).exists():
        return None, None
    until = appeal_until(began)
    return (decision, until) if until > timezone.now() else (None, None)


def standing_decision(group):
    """(the decline or suspension that holds now, its moment), else (None, None)."""
    if group.standing == "declined" and (answer := last_decline(group)):
        return answer, answer.decided_at
    if group.standing == "suspended" and (row := Suspension.objects.in_force().filter(group=group).first()):
        return row, row.began_at
    return None, None
