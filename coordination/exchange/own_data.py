"""A person's own data: what they answered to requests and offers for a group, and wrote about it."""

from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("exchange", export, erase))


def export(person):
    of = ("post__uuid", "group__uuid", "quantity", "words", "state", "created_at")
    said = ("response__uuid", "group__uuid", "text", "at")
    return {
        "responses": list(person.exchange_responses.values("uuid", *of)),
        "messages": list(person.exchange_messages.values("uuid", *said)),
        "reported": list(person.reported_messages.values("uuid", "response__uuid", "reported_at")),
    }


def erase(person):
    """It was written for a group and stays with it, on a person without a name."""
