"""What the room writes into the public register of decisions."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee.actions import register_decision
from coordination.committee.models import Bylaw, Decision

KINDS = {
    Admission: ("admissions.admission", _("Request of %(group)s to be listed")),
    Suspension: ("admissions.suspension", _("Suspension of %(group)s")),
    Appeal: ("admissions.appeal", _("Appeal of %(group)s")),
}
RESULTS = {
    "listed": pgettext_lazy("register", "listed in the directory"),
    "declined": pgettext_lazy("register", "not accepted"),
    "suspended": pgettext_lazy("register", "suspended for now"),
    "lifted": pgettext_lazy("register", "suspension lifted"),
    **{state.value: state.label for state in (Appeal.State.STANDS, Appeal.State.OVERTURNED)},
}
CAN_BE_APPEALED = ("declined", "suspended")


def enter(row, result, *, by, reason=""):
    """One line about a decision that members took; its words to the group stay between group and committee."""
    kind, subject = KINDS[type(row)]
    until = timezone.now() + timedelta(days=Bylaw.in_force().appeal_days)
    line = register_decision(
        kind,
        row.uuid,
        tuple(in_language(subject, row.group, lang) for lang in ("ar", "en")),
        reason,
        (result, RESULTS[result]),
        by=by,
        groups=[row.group_id],
        appeal_until=until if result in CAN_BE_APPEALED else None,
    )
    if result == Appeal.State.OVERTURNED:
        mark_overturned(row, line)


def mark_overturned(appeal, line):
    kind, _subject = KINDS[type(appeal.decision)]
    Decision.objects.filter(kind=kind, matter_uuid=appeal.decision.uuid).update(overturned_by=line)


def in_language(subject, group, lang):
    with override(lang):
        return str(subject) % {"group": f"\u2068{group.name}\u2069"}
