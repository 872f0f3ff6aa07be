"""A person's own data: what they answered to requests and offers for a group."""

from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("exchange", export, erase))


def export(person):
    of = ("post__uuid", "group__uuid", "quantity", "words", "state", "created_at")
    return {"responses": list(person.exchange_responses.values("uuid", *of))}


def erase(person):
    """It was written for a group and stays with it, on a person without a name."""
