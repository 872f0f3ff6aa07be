"""Partners are asked, agree to the terms' hash, decline, and are asked anew when the terms change."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives import rules
from coordination.initiatives.actions.stepping import keep, remember, take
from coordination.initiatives.models import Agreement, State, Terms
from coordination.initiatives.terms import changed_names, hash_of, terms_of
from deeds.lifecycle import Refused, called, claim, reload, version_of
from directory.models import Standing

REPLY_WITHIN = timedelta(days=14)
AGREED = _("%(group)s agreed to “%(thing)s”.")
DECLINED = _("%(group)s does not take part in “%(thing)s”.")
REFUSALS = {
    "role": _("Only leaders of the group agree or decline for it."),
    "state": _("This initiative does not wait for an agreement now."),
    "standing": _("Your group does not stand in the directory now, so its agreement would not count."),
    "no_part": _("Your group has no part in this initiative yet, so it is not asked."),
    "too_late": _("The day to reply by has passed. The leading group can set a new one."),
    "other_terms": _("The terms changed after you opened them. Look at the difference, then decide."),
    "lead": _("The leading group withdraws the initiative instead."),
}
DECLINABLE = (State.DRAFT, State.INVITING, State.READY, State.CHANGES_REQUESTED)


@transaction.atomic
def invite(initiative, *, by, seen, reply_by=None):
    """Asks every partner to agree to the terms as they stand; a leader who asks agrees for the leading group."""
    initiative = take(initiative, "invite", by=by, seen=seen)
    written = write_terms(initiative, by=by)
    keep(initiative, reply_by=reply_by or timezone.localdate() + REPLY_WITHIN)
    initiative.partnerships.filter(invited_at=None).update(invited_at=timezone.now())
    initiative.partnerships.update(reminded_at=None)
    if rules.leads_it(by, initiative):
        note_agreement(own_partnership(initiative), written.hash, by=by)
    return settled(initiative)


@transaction.atomic
def agree(partnership, *, hash, by):
    """A leader's word for the group, to the terms with this hash: it says what was seen, whatever else moved."""
    initiative = claimed(partnership)
    partnership = reload(partnership)
    wanted = hash_of(terms_of(initiative))
    objection = objection_to_agreeing(partnership, initiative, by) or (hash != wanted and "other_terms")
    if objection:
        raise Refused(REFUSALS[objection], objection)
    note_agreement(partnership, wanted, by=by)
    remember("agree", initiative, AGREED, by=by, names={"group": partnership.group}, data={"hash": wanted})
    return settled(initiative)


def objection_to_agreeing(partnership, initiative, by):
    """A key of REFUSALS, or ""."""
    late = initiative.reply_by and initiative.reply_by < timezone.localdate()
    objections = {
        "role": not rules.speaks_for(by, partnership),
        "state": initiative.state != State.INVITING,
        "no_part": not (partnership.has_part or partnership.is_lead),
        "standing": partnership.group.standing != Standing.LISTED,
        "too_late": late and not partnership.is_lead,
    }
    return next((name for name, holds in objections.items() if holds), "")


def note_agreement(partnership, wanted, *, by):
    """Replaces what the group agreed to before; the same terms twice are one agreement."""
    live = partnership.agreements.filter(voided_at=None)
    if live.filter(hash=wanted).exists():
        return
    live.update(voided_at=timezone.now(), why="renewed")
    Agreement.objects.create(partnership=partnership, hash=wanted, by=by)
    type(partnership).objects.filter(pk=partnership.pk).update(declined_at=None, why_declined="")


@transaction.atomic
def decline(partnership, *, why, by, seen):
    """The group takes no part; what it agreed to no longer counts, and a ready initiative waits again."""
    initiative = claimed(partnership, seen=version_of(seen))
    partnership = reload(partnership)
    if not rules.speaks_for(by, partnership):
        raise Refused(REFUSALS["role"], "role")
    if partnership.is_lead or initiative.state not in DECLINABLE:
        raise Refused(REFUSALS["lead" if partnership.is_lead else "state"], "state")
    partnership.agreements.filter(voided_at=None).update(voided_at=timezone.now(), why="declined")
    partnership.declined_at, partnership.why_declined = timezone.now(), why.strip()
    partnership.save(update_fields=["declined_at", "why_declined"])
    names = {"group": partnership.group, "who": called(by)}
    remember("refuse", initiative, DECLINED, by=by, names=names, reason=partnership.why_declined)
    if initiative.state == State.READY:
        initiative = take(initiative, "reopen", by=by, seen=initiative.version)
    return initiative


def claimed(partnership, *, seen=None):
    """The initiative after its group and itself were claimed, in this order."""
    claim(partnership.group)
    initiative = partnership.initiative
    claim(initiative, seen=None if seen is None else version_of(seen))
    return reload(initiative)


def own_partnership(initiative):
    return initiative.partnerships.get(group=initiative.lead_id)


# --- what an edit means for those who agreed


def write_terms(initiative, *, by):
    """The terms as they stand now as a numbered row; the latest one again when nothing of them changed."""
    initiative = reload(initiative)
    data = terms_of(initiative)
    last = initiative.terms.first()
    if last and last.hash == hash_of(data):
        return last
    number = last.number + 1 if last else 1
    return Terms.objects.create(initiative=initiative, number=number, hash=hash_of(data), data=data, by=by)


def after_an_edit(initiative, *, by, partnership=None):
    """Voids what was agreed to other terms, asks anew, and counts a leader's own edit as the group's agreement.

    Nothing happens to a draft, or when only wording changed. Returns the initiative as it stands then.
    """
    last = initiative.terms.first()
    written = write_terms(initiative, by=by) if last else None
    if written is None or written == last:
        return reload(initiative)
    why = ", ".join(changed_names(last.data, written.data))
    rows = Agreement.objects.filter(partnership__initiative=initiative, voided_at=None)
    rows.update(voided_at=timezone.now(), why=why)
    day = timezone.localdate() + REPLY_WITHIN
    keep(initiative, reply_by=max(initiative.reply_by or day, day))
    if initiative.state == State.READY:
        data = {"changed": why, "terms": written.number}
        initiative = take(initiative, "reopen", by=by, seen=initiative.version, data=data)
    own = partnership or own_partnership(initiative)
    if rules.speaks_for(by, own):
        note_agreement(own, written.hash, by=by)
    return settled(initiative)


def settled(initiative):
    """Takes the step to ready as soon as everybody agrees."""
    initiative = reload(initiative)
    if initiative.state == State.INVITING and rules.all_agree(initiative):
        return take(initiative, "settle", by=None, seen=initiative.version)
    return initiative
