"""Requests and offers that the permission matrix asks about: the cast's own group asks, the other one answers."""

import uuid

from django.utils import timezone
from model_bakery import baker

from coordination.exchange.actions import lettering
from coordination.exchange.models import Audience, Response, Stage, State
from directory.models import Helper
from tests.coordination.exchange.givers import answer_in, arrived, gift_in
from tests.coordination.exchange.world import post_in, response_in

TITLE = {"title_en": "Wheelchairs", "unit": "pieces"}


def post(state, audience=Audience.GROUPS, *, step="what", **columns):
    """A request of the cast's own group in this state; `step` goes into the address."""

    def target(cast, route):
        named = [cast.group] if audience == Audience.NAMED else []
        made = post_in(cast, state, audience=audience, named=named, **columns)
        return {"uuid": made.uuid, "step": step, "slug": cast.group.slug}

    return target


def response(stage, step="", *, reported=False, thanked=False):
    """An answer of the other group in this state, with a message of theirs."""

    def target(cast, route):
        row = response_in(cast, stage)
        if thanked:
            Response.objects.filter(pk=row.pk).update(thanks="Thanks", offered_at=timezone.now())
        said = row.messages.create(
            group=cast.other_group, by=cast.other_leader, text="At eight?", file="evidence/none.pdf",
            reported_at=timezone.now() if reported else None,
        )  # fmt: skip
        return {"uuid": row.uuid, "step": step, "message": said.uuid}

    return target


def gift(state, *, step="what", photo=False):
    """An offer of the volunteer's for a company; its giver in the address where that is asked for."""

    def target(cast, route):
        post = gift_in(cast, state)
        if photo:
            type(post.outside).objects.update(photo="evidence/none.webp")
        of_giver = "gifts/" in route
        return {"uuid": post.outside.uuid if of_giver else post.uuid, "step": step}

    return target


def gift_answer(stage):
    """The volunteer's company answers a public request of the cast's own group."""

    def target(cast, route):
        row = answer_in(cast, stage)
        return {"uuid": row.outside.uuid if "gifts/" in route else row.uuid}

    return target


def handover_letter(cast, route):
    letter = lettering.issue(arrived(cast), by=cast.volunteer)
    return {"uuid": letter.uuid, "typed": letter.uuid}


def for_volunteers(cast, route):
    return {"uuid": post_in(cast, State.OPEN, audience=Audience.PUBLIC, kind="volunteers").uuid}


def values(cast, label):
    """What a made row of this room cannot do without."""
    thing = {"group": cast.group, "title_en": "Wheelchairs", "side": "request", "kind": "equipment", "unit": "pieces",
             "quantity": 5, "promised": 0, "days": []}  # fmt: skip
    if label == "exchange.post":
        return thing
    if label == "exchange.giver":
        return {"person": cast.volunteer, "organisation": "Mada"}
    if label == "exchange.hand":
        return {"post": post_in(cast, State.OPEN), "helper": baker.make(Helper, group=cast.group)}
    if label == "exchange.letter":
        return {"post": post_in(cast, State.OPEN), "lines": [{"quantity": 1}], "to_en": "Mada", **TITLE}
    if label == "exchange.message":
        return {"response": response_in(cast, Stage.ACCEPTED), "group": cast.group}
    return {"post": post_in(cast, State.OPEN), "group": cast.other_group, "quantity": 2, "received": None}


TARGETS = {
    "a figure of the exchange": lambda cast, route: {"code": "asked-areas"},
    "a draft request": post(State.DRAFT),
    "a request for groups": post(State.OPEN, step="withdraw"),
    "a request for everybody": post(State.OPEN, Audience.PUBLIC),
    "a request for named groups": post(State.OPEN, Audience.NAMED),
    "a withdrawn request": post(State.WITHDRAWN, Audience.PUBLIC),
    "a delivered response": response(Stage.DELIVERED, "confirm"),
    "a disputed response": response(Stage.DISPUTED, "uphold"),
    "a thanked response": response(Stage.CONFIRMED, thanked=True),
    "a reported message": response(Stage.ACCEPTED, reported=True),
    "a draft from outside": gift(State.DRAFT),
    "an offer from outside with the secretary": gift(State.ASKED, photo=True),
    "an offer from outside that was passed on": gift(State.OPEN, photo=True),
    "an answer from outside with the secretary": gift_answer(Stage.ASKED),
    "an offer from outside that arrived": lambda cast, route: {"uuid": arrived(cast).uuid},
    "an answer from outside that arrived": gift_answer(Stage.CONFIRMED),
    "a handover letter": handover_letter,
    "a public request for volunteers": for_volunteers,
    "no such request": lambda cast, route: {"uuid": uuid.uuid4(), "typed": uuid.uuid4()},
}
