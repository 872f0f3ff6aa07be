"""A person's own data: what they answered to requests and offers for a group, and wrote about it."""

from coordination.exchange import own_data_of_givers
from deeds import hooks


def register():
    hooks.own_data.register(hooks.OwnData("exchange", export, erase))


def export(person):
    of = ("post__uuid", "group__uuid", "quantity", "words", "state", "created_at")
    said = ("response__uuid", "group__uuid", "text", "at")
    return {
        **of_library(person),
        **own_data_of_givers.export(person),
        "responses": list(person.exchange_responses.values("uuid", *of)),
        "messages": list(person.exchange_messages.values("uuid", *said)),
        "reported": list(person.reported_messages.values("uuid", "response__uuid", "reported_at")),
    }


def of_library(person):
    """What they said is outdated in guides, and answered for those who keep them."""
    of = ("guide__uuid", "state", "answer", "answered_at")
    return {
        "corrections": list(person.guide_corrections.values(*of, "words", "at")),
        "corrections_answered": list(person.guide_corrections_answered.values(*of)),
    }


def erase(person):
    """What was written for a group stays with it, on a person without a name; gifts from outside end."""
    own_data_of_givers.erase(person)
