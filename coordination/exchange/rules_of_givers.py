"""Who may do what with gifts from outside the directory: the giver, and the secretary who passes them on."""

from coordination.exchange import rules
from coordination.exchange.models import Audience, Kind, Side, Stage, State
from deeds.hooks import audiences_of
from directory.lifecycle_visitors import SECRETARIAT
from directory.models import Role
from directory.rules import holds

EDITED = (State.DRAFT, State.ASKED, State.DECLINED)


def gives_it(person, post):
    return rules.is_giver(person, post.outside)


def moderates(person):
    """The secretary; the chair stands in."""
    return person is not None and bool(audiences_of(person).intersection(SECRETARIAT))


def may_pass(person, thing):
    """Whoever moderates, but not their own gift."""
    giver = thing.outside
    return giver is not None and moderates(person) and not rules.is_giver(person, giver)


def still_asked_for(response):
    """The request takes responses, and as much is left."""
    return rules.fits(response)


def may_answer(person, post):
    """Any confirmed person answers what everybody may know of; a group's own people answer for the group."""
    asked = post.side == Side.REQUEST and post.audience == Audience.PUBLIC and rules.takes_responses(post)
    return person is not None and person.is_active and asked and not rules.edits_it(person, post)


def may_raise_hand(person, post):
    """At what everybody may know of and answer now, by who does not belong to its group."""
    asked = post.side == Side.REQUEST and post.audience == Audience.PUBLIC and post.kind == Kind.VOLUNTEERS
    return (
        person is not None
        and asked
        and rules.takes_responses(post)
        and not holds(person, post.group_id, Role.MEMBER)
    )


def may_have_letter(person, post, response=None):
    """Whoever gave it: the offer's own side, or the side that answered a request."""
    if response is None:
        return post.side == Side.OFFER and rules.edits_it(person, post)
    return response.post.is_request and rules.made_it(person, response)


def may_dress(person, giver):
    """The photo changes until somebody else decided about the gift."""
    thing = getattr(giver, "post", None) or getattr(giver, "response", None)
    return rules.is_giver(person, giver) and thing is not None and thing.state in (*EDITED, Stage.ASKED)
