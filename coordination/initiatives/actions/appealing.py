"""The leading group appeals; a ballot hears it, or two members where no ballot decided; granted, it takes its step."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from coordination.committee.actions import cancel_ballots_of, note_appeal, register_decision
from coordination.committee.actions.register import both
from coordination.committee.models import Hearing
from coordination.committee.rules import heard_by
from coordination.initiatives import rules
from coordination.initiatives.actions import deciding
from coordination.initiatives.actions.stepping import claim_groups, remember
from coordination.initiatives.lifecycle import APPEAL
from coordination.initiatives.models import Appeal
from deeds.lifecycle import Refused, claim, reload, version_of
from directory.actions import within

FILED = _("%(lead)s appealed against the decision on “%(thing)s”.")
NOTHING_TO_APPEAL = _("There is no decision to appeal against now.")
ONE_EACH = _("There was an appeal against this decision already. One is possible.")
TOO_LATE = _("The time to appeal against this decision ended on {day}.")
ONLY_LEADERS = _("Leaders of the leading group appeal for the initiative.")
BY_BALLOT = _("The committee decided by ballot.")
TAKEN_BACK = _("The leading group took the appeal back.")
SUBJECT = _("Appeal about the initiative “%(title)s”")


@transaction.atomic
def file(initiative, *, words, by, seen):
    """One appeal against each vote, suspension or cancelling, within the bylaws' days."""
    claim(initiative, seen=version_of(seen))
    initiative = reload(initiative)
    if not rules.leads_it(by, initiative):
        raise Refused(ONLY_LEADERS, "role")
    decision = rules.appealable(initiative)
    if decision is None:
        raise Refused(why_not(initiative), "not_appealable")
    row = Appeal.objects.create(
        initiative=initiative, decision=decision, by=by, words=words, due_at=heard_by()
    )
    note_appeal(decision, appealed_at=row.filed_at)
    remember("appeal", initiative, FILED, by=by, names={"lead": initiative.lead})
    return row


def why_not(initiative):
    """The sentence for a leader who cannot appeal now."""
    decision = rules.standing_decision(initiative)
    if decision is None:
        return NOTHING_TO_APPEAL
    day = date_format(timezone.localtime(decision.appeal_until), "j F Y")
    return ONE_EACH if decision.appealed_at else format_lazy(TOO_LATE, day=day)


@transaction.atomic
def withdraw(appeal, *, by, seen):
    """A ballot that runs about it is cancelled with it."""
    initiative = appeal.initiative
    claim(initiative, seen=version_of(seen))
    row = ended(within.take(APPEAL, reload(appeal), "withdraw", by=by))
    note_appeal(row.decision, appealed_at=None)
    cancel_ballots_of(rules.HEARING, row.uuid, by, str(TAKEN_BACK))
    return row


# --- by two members


@transaction.atomic
def hear(appeal, *, overturns, code, reason, by, seen):
    """Keeps the member's answer; the second one who gives the same answer decides with it."""
    claim_groups(appeal.initiative)
    told = {"reason_code": code, "reason": reason}
    row = APPEAL.take(appeal, "hear", by=by, seen=seen, **told)
    row.opinions.update_or_create(by=by, defaults={"overturns": overturns, "at": timezone.now(), **told})
    if not rules.agreed(row, overturns=overturns):
        return row
    if overturns:
        return overturned(within.take(APPEAL, row, "grant", by=by, **told), told=told, by=by)
    row = within.take(APPEAL, row, "dismiss", by=by, **told)
    return stands(row, line=entered(row, code, by=by))


# --- by ballot: called by the docket, inside the ballot's transaction


def lock(appeal):
    """The groups, then the initiative."""
    claim_groups(appeal.initiative)
    claim(appeal.initiative)


def opened(appeal):
    return within.take(APPEAL, appeal, "open", by=None)


def carried(appeal, line):
    """`line` is the ballot's in the register."""
    told = by_ballot()
    return overturned(within.take(APPEAL, appeal, "carry", by=None, **told), told=told, line=line)


def lost(appeal, line):
    return stands(within.take(APPEAL, appeal, "lose", by=None, **by_ballot()), line=line)


def put_back(appeal):
    """Without a result the appeal waits again."""
    return within.take(APPEAL, appeal, "put_back", by=None)


def by_ballot():
    return {"reason_code": "ballot", "reason": str(BY_BALLOT)}


# --- what follows


def stands(row, *, line):
    note_appeal(ended(row).decision, upheld_by=line)
    return row


def overturned(row, *, told, by=None, line=None):
    """The initiative takes its step in this transaction."""
    line = line or entered(row, told["reason_code"], by=by)
    note_appeal(ended(row).decision, overturned_by=line)
    deciding.overturn(row.initiative, reason=told["reason"])
    return row


def ended(row):
    row.decided_at = timezone.now()
    row.save(update_fields=["decided_at"])
    return row


def entered(row, code, *, by):
    """The register's line of an answer that two members gave; their words stay between group and committee."""
    one = row.initiative
    titles = one.title_ar or one.title_en, one.title_en or one.title_ar
    subject = [
        text % {"title": f"\u2068{title}\u2069"} for text, title in zip(both(SUBJECT), titles, strict=True)
    ]
    return register_decision(
        rules.HEARING, row.uuid, tuple(subject), Hearing(code).label,
        row.State(row.state), by=by, groups=rules.groups_of(one),
    )  # fmt: skip
