"""What the room writes into the public register of decisions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from coordination.admissions import rules
from coordination.admissions.models import Admission, Appeal, Suspension
from coordination.committee.actions import note_appeal, register_decision
from coordination.committee.models import Decision
from coordination.committee.rules import appeal_until
from deeds.lifecycle import reload

KINDS = {
    Admission: ("admissions.admission", _("Request of %(group)s to be listed")),
    Suspension: ("admissions.suspension", _("Suspension of %(group)s")),
    Appeal: ("admissions.appeal", _("Appeal of %(group)s")),
}
NAMELESS = {
    Admission: _("Request of a group to be listed"),
    Appeal: _("Appeal of a group that is not listed"),
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
    """One line about a decision that members took; its words to the group stay between group and committee.

    A group that is not in the public's sight is not named: that it exists is its own business.
    """
    kind, subject = KINDS[type(row)]
    if not rules.is_known(reload(row.group)):
        subject = NAMELESS[type(row)]
    return register_decision(
        kind,
        row.uuid,
        tuple(in_language(subject, row.group, lang) for lang in ("ar", "en")),
        reason,
        (result, RESULTS[result]),
        by=by,
        groups=[row.group_id],
        appeal_until=appeal_until() if result in CAN_BE_APPEALED else None,
    )


def note(appeal, **what):
    """Says beside the decision what became of the appeal against it."""
    kind, _subject = KINDS[type(appeal.decision)]
    note_appeal(Decision.objects.appealable(kind, appeal.decision.uuid), **what)


def in_language(subject, group, lang):
    with override(lang):
        return str(subject) % {"group": f"\u2068{group.name}\u2069"}
