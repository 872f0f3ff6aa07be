"""A person's own data: what they agreed to, wrote, entered and reported for a group or for the committee."""

from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("initiatives", export, erase))


def export(person):
    about = "partnership__initiative__uuid"
    return {
        "agreements": list(person.agreements.values(about, "hash", "at", "voided_at")),
        "comments": list(person.initiative_comments.values("initiative__uuid", "section", "text", "at")),
        "terms": list(person.terms_written.values("initiative__uuid", "number", "at")),
        "permits": list(person.permits_entered.values("initiative__uuid", "number", "at")),
        "reports": list(person.initiative_reports.values("initiative__uuid", "at")),
    }


def erase(person):
    """They were written for a group or the committee, and stay with those, on a person without a name."""
