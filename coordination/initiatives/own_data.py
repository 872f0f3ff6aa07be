"""A person's own data: what they agreed to, appealed against, wrote and reported for a group or the committee."""

from coordination.committee.models.appeal import OPEN
from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("initiatives", export, erase))


def export(person):
    about = "partnership__initiative__uuid"
    return {
        "appeals": list(
            person.initiatives_appeals.values("initiative__uuid", "words", "state", "filed_at", "decided_at")
        ),
        "answers_to_appeals": list(
            person.appeal_opinions.values("appeal__initiative__uuid", "overturns", "reason", "at")
        ),
        "agreements": list(person.agreements.values(about, "hash", "at", "voided_at")),
        "comments": list(person.initiative_comments.values("initiative__uuid", "section", "text", "at")),
        "terms": list(person.terms_written.values("initiative__uuid", "number", "at")),
        "permits": list(person.permits_entered.values("initiative__uuid", "number", "at")),
        "reports": list(person.initiative_reports.values("initiative__uuid", "at")),
    }


def erase(person):
    """An appeal's words go once it was answered; the rest was written for a group or the committee, and stays with
    those, on a person without a name."""
    person.initiatives_appeals.exclude(state__in=OPEN).update(words="")
