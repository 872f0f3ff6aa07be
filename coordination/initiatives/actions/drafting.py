"""Groups write an initiative together: founding it, its texts and plan, its partners and their parts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.initiatives import rules
from coordination.initiatives.actions.agreeing import after_an_edit, settled
from coordination.initiatives.actions.stepping import keep, remember
from coordination.initiatives.models import EDITABLE, Initiative, Partnership, State
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.models import Standing

FOUNDED = _("%(lead)s began the initiative “%(thing)s”.")
DRAFTED = _("%(partner)s drafted “%(thing)s” for %(lead)s.")
REDRAFTED = _("%(partner)s changed the draft “%(thing)s” of %(lead)s.")
EDITED = _("“%(thing)s” was edited.")
ADDED = _("%(group)s was named as a partner of “%(thing)s”.")
DROPPED = _("%(group)s is no longer a partner of “%(thing)s”.")
PUT_OFF = _("The partners of “%(thing)s” have more time to reply.")
FROZEN = _("The terms are frozen now. They can be edited again when the committee asks for changes.")
NOT_LET = _("This group has not let your institution write in its name, or no longer does.")
NOT_OWN_DRAFT = _(
    "Your institution changes only its own drafts, while the group lets it and has not gone on with them."
)
ONLY_EDITORS = _("Only editors and leaders of the leading group can do this.")
ONLY_OWN_PART = _("Editors of a partner change the part of their own group.")


@transaction.atomic
def found(lead, *, by, **texts):
    """A draft of the group's; `texts` are its title in Arabic or English, or both."""
    claim(lead)
    lead = reload(lead)
    if not rules.may_found(by, lead):
        raise Refused(_("Editors and leaders of a listed group begin initiatives."), "role")
    initiative = Initiative.objects.create(lead=lead, **texts)
    Partnership.objects.create(initiative=initiative, group=lead)
    remember("found", initiative, FOUNDED, by=by, names={"lead": lead})
    return initiative


@transaction.atomic
def draft(lead, form, *, key):
    """A draft of the group's from a valid form of the whole plan, which a partner's program filled in."""
    claim(lead)
    lead = reload(lead)
    if not rules.may_draft_for(key, lead):
        raise Refused(NOT_LET, "role")
    form.instance.lead, form.instance.drafted_by = lead, key.partner
    initiative = form.save()
    Partnership.objects.create(initiative=initiative, group=lead)
    remember_key("found", initiative, DRAFTED, key)
    return initiative


@transaction.atomic
def redraft(initiative, form, *, key, seen):
    """Saves a valid form of the whole plan into a draft that the same partner made."""
    claim(initiative.lead)
    initiative = open_for(initiative, by=key, seen=seen, may=rules.drafts_it, why=NOT_OWN_DRAFT)
    form.save()
    keep(initiative)
    remember_key("edit", initiative, REDRAFTED, key, changed=sorted(form.changed_data))
    return initiative


def remember_key(deed, initiative, title, key, **data):
    """By the person who looks after the partner's keys; the entry says which institution and which key it was."""
    names = {"partner": key.partner, "lead": initiative.lead}
    data |= {"partner": str(key.partner.uuid), "key": key.prefix}
    remember(deed, initiative, title, by=key.partner.keeper, names=names, data=data)


def open_for(initiative, *, by, seen, may, why):
    """Claims the initiative for an edit; Refused when its terms are frozen or the person may not."""
    claim(initiative, seen=version_of(seen))
    initiative = reload(initiative)
    if not may(by, initiative):
        raise Refused(why, "role")
    if initiative.state not in EDITABLE:
        raise Refused(FROZEN, "frozen")
    return initiative


@transaction.atomic
def save(initiative, form, *, by, seen):
    """Saves a valid form of one step of the plan. `form.save()` writes only what the form holds."""
    initiative = open_for(initiative, by=by, seen=seen, may=rules.edits_it, why=ONLY_EDITORS)
    form.save()
    keep(initiative)
    remember("edit", initiative, EDITED, by=by, data={"changed": sorted(form.changed_data)})
    return after_an_edit(initiative, by=by)


@transaction.atomic
def save_part(partnership, form, *, by, seen):
    """Saves role, tasks and budget lines of one group."""

    def may(person, _initiative):
        return rules.edits_part(person, partnership)

    initiative = open_for(partnership.initiative, by=by, seen=seen, may=may, why=ONLY_OWN_PART)
    partnership = reload(partnership)
    form.save()
    keep(initiative)
    data = {"group": str(partnership.group.uuid)}
    remember("edit", initiative, EDITED, by=by, data=data)
    in_own_name = partnership if rules.speaks_for(by, partnership) else None
    return after_an_edit(initiative, by=by, partnership=in_own_name)


@transaction.atomic
def add_partner(initiative, group, *, by, seen):
    """Without a part it is not in the terms yet, so nobody has to agree anew."""
    claim(group)
    initiative = open_for(initiative, by=by, seen=seen, may=rules.edits_it, why=ONLY_EDITORS)
    if reload(group).standing != Standing.LISTED:
        raise Refused(_("This group does not stand in the directory now."), "standing")
    if initiative.partnerships.filter(group=group).exists():
        raise Refused(_("This group is a partner already."), "already")
    invited_at = None if initiative.state == State.DRAFT else timezone.now()
    row = Partnership.objects.create(initiative=initiative, group=group, invited_at=invited_at)
    remember("add_partner", initiative, ADDED, by=by, names={"group": group})
    return row


@transaction.atomic
def drop_partner(partnership, *, by, seen):
    """With its part the terms change; without one nothing is voided."""
    initiative = open_for(partnership.initiative, by=by, seen=seen, may=rules.edits_it, why=ONLY_EDITORS)
    partnership = reload(partnership)
    if partnership.is_lead:
        raise Refused(_("The leading group stays; it can withdraw the initiative."), "lead")
    group = partnership.group
    remember("drop_partner", initiative, DROPPED, by=by, names={"group": group})
    partnership.delete()
    return settled(after_an_edit(initiative, by=by))


@transaction.atomic
def put_off(initiative, day, *, by, seen):
    """Another day to reply by; silence is no agreement either way."""
    initiative = open_for(initiative, by=by, seen=seen, may=rules.edits_it, why=ONLY_EDITORS)
    if day < timezone.localdate():
        raise Refused(_("Choose today or a later day."), "past")
    keep(initiative, reply_by=day)
    initiative.partnerships.update(reminded_at=None)
    remember("put_off", initiative, PUT_OFF, by=by, data={"day": day.isoformat()})
    return initiative
