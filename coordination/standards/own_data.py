"""A person's own data: what they wrote about standards for a group, and answered for the committee."""

from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("standards", export, erase))


def export(person):
    of = ("standard__uuid", "clause_code")
    return {
        "comments": list(person.standard_comments.values(*of, "group__uuid", "kind", "text", "at")),
        "answers": list(person.standard_answers.values(*of, "answer", "why", "answered_at")),
    }


def erase(_person):
    """Written for a group or the committee, it stays with those, on a person without a name."""
