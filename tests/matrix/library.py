"""Guides that the permission matrix asks about: of the cast's own group, and of the committee."""

import uuid

from coordination.exchange.models import Guide, GuideState, Response, Stage
from tests.coordination.exchange.guides import draft, guide_in
from tests.coordination.exchange.world import opened


def guide(state, *, kept_by="group"):
    """With a source, and a correction by the volunteer; `row` is the source, or the correction where that is asked."""

    def target(cast, route):
        one = guide_in(cast, state, **({} if kept_by == "group" else {"group": None}))
        source = one.sources.create(title_en="Law 8 of 2010")
        said = one.corrections.create(words="The number has changed.", by=cast.volunteer)
        row = said if "corrections" in route else source
        return {"uuid": one.uuid, "row": row.uuid, "number": 1}

    return target


def answered_request(cast, route):
    post = opened(cast, kind="knowledge")
    Response.objects.create(
        post=post,
        group=cast.other_group,
        quantity=1,
        by=cast.other_leader,
        state=Stage.ACCEPTED,
        words="Ask.",
    )
    return {"uuid": post.uuid}


def values(cast, label):
    """What a made row of the library cannot do without."""
    texts = {"title_en": "Visits", "code": "", "group": None, "request": None, "state": GuideState.DRAFT}
    if label == "exchange.guide":
        return texts
    words = {"exchange.guidesource": {"title_en": "Law 8 of 2010"}, "exchange.wording": {"says": {}}}
    return {"guide": Guide.objects.first() or draft(cast), **words.get(label, {})}


MADE = {
    "exchange.guide",
    "exchange.correction",
    "exchange.guidesource",
    "exchange.guidefile",
    "exchange.wording",
}
TARGETS = {
    "a draft guide": guide(GuideState.DRAFT),
    "a draft guide of the committee": guide(GuideState.DRAFT, kept_by="committee"),
    "a published guide": guide(GuideState.PUBLISHED),
    "a published guide of the committee": guide(GuideState.PUBLISHED, kept_by="committee"),
    "an archived guide": guide(GuideState.ARCHIVED),
    "an answered request for knowledge": answered_request,
    "no such guide": lambda cast, route: {"uuid": uuid.uuid4(), "row": uuid.uuid4(), "number": 1},
}
