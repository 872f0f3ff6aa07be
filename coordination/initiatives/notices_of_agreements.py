"""Whose agreement an initiative asks for, until when, and that a partner takes no part, as lines in inboxes."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from coordination.initiatives.models import Agreement, Partnership, State
from coordination.initiatives.notices import line, of_entry
from deeds.hooks import NoticeKind
from directory.models import Standing
from directory.reminders import end_of

SOON, LAST = timedelta(days=3), timedelta(days=1)
ASKING = ("initiatives.invite", "initiatives.reopen", "initiatives.edit", "initiatives.drop_partner")


def asked(initiative=None):
    """Partnerships whose word is missing: awaiting.agreements, of every group at once."""
    live = Agreement.objects.filter(partnership=OuterRef("pk"), voided_at=None)
    rows = Partnership.objects.filter(~Exists(live), initiative__state=State.INVITING, declined_at=None)
    rows = rows.filter(group__standing=Standing.LISTED, **({"initiative": initiative} if initiative else {}))
    rows = rows.select_related("initiative__lead", "group")
    rows = rows.prefetch_related("tasks", "budget_lines", "agreements", "initiative__terms")
    return [row for row in rows if row.has_part or row.is_lead]


def agreement(entry):
    """Once for each version of the terms: first asked, then asked anew because they changed."""
    initiative = of_entry(entry)
    for row in asked(initiative) if initiative else ():
        changed = row.last_agreement is not None
        sentence = (
            _("The terms of %(title)s changed: the agreement of %(group)s is asked for again")
            if changed
            else _("%(lead)s invites %(group)s to %(title)s and waits for your agreement")
        )
        yield to_agree(row, sentence, "asked")


def reply_until(row):
    return end_of(row.initiative.reply_by) if row.initiative.reply_by else None


def to_agree(row, sentence, step, **more):
    terms = next(iter(row.initiative.terms.all()), None)
    names = {"group": row.group, "lead": row.initiative.lead}
    page = ("initiative_agreement", row.initiative.uuid, row.group.slug)
    key = f"agreement:{row.pk}:{terms.hash[:16] if terms else ''}:{step}"
    more = {"urgent": True, "due_at": reply_until(row), "thing": row.pk, "key": key, **more}
    return line(row.group_id, row.initiative, sentence, page, names=names, **more)


def reply_by(now):
    """Three days before the day to reply by, and on the last one."""
    for row in asked():
        until = reply_until(row)
        if until and now < until <= now + SOON:
            last = until <= now + LAST
            sentence = _("%(title)s still waits for the agreement of %(group)s")
            yield to_agree(
                row, sentence, f"{until:%Y%m%d}:{'last' if last else 'soon'}", why="clock", urgent=last
            )


def still_asked(notices):
    missing = {str(row.pk) for row in asked()}
    return [notice.pk for notice in notices if notice.thing in missing]


def refusal(entry):
    """The leading group hears that a partner takes no part; the entry says which."""
    initiative = of_entry(entry)
    if initiative:
        rows = initiative.partnerships.filter(declined_at__isnull=False).select_related("group")
        for row in rows.order_by("-declined_at")[:1]:
            sentence = _("%(group)s does not take part in %(title)s")
            yield line(
                initiative.lead_id, initiative, sentence, needs=False, urgent=True, names={"group": row.group}
            )


KINDS = (
    NoticeKind("agreement", ASKING, agreement, still_asked, reply_by),
    NoticeKind("agreement_refused", ("initiatives.refuse",), refusal),
)
