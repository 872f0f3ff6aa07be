"""Taking steps of requests, offers and responses, with what they keep beside their state."""

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from coordination.exchange import rules
from coordination.exchange.lifecycle import POST, RESPONSE, both, concerned
from coordination.exchange.models import GRANTED, Post, State
from deeds.journal import record
from deeds.lifecycle import claim
from directory.actions import within
from directory.models import Group

KEEPS_REASON = {"withdraw"}  # these may give one, and others must


@transaction.atomic
def take(post, step, *, by, seen, reason_code="", reason="", **also):
    """Takes the step of a request or offer and keeps since when and `also` (columns); returns it anew."""
    post = POST.take(post, step, by=by, seen=seen, reason_code=reason_code, reason=reason)
    return keep(post, state_since=timezone.now(), reason=reason.strip(), **also)


@transaction.atomic
def answer(response, step, *, by, seen, reason_code="", reason="", data=None, **also):
    """Takes the step of a response; what is promised stays still meanwhile, and follows from it."""
    post = response.post
    claim_groups(response)
    claim(post)
    row = RESPONSE.take(response, step, by=by, seen=seen, reason_code=reason_code, reason=reason, data=data)
    kept = {"state_since": timezone.now(), "reason_code": reason_code, "reason": reason.strip(), **also}
    row = keep(row, **kept)
    recount(row.post)
    row.post.refresh_from_db()
    return row


def recount(post):
    """What is promised of a claimed post, and the state that follows from it."""
    rows = post.responses.filter(state__in=GRANTED)
    promised = rows.aggregate(n=Sum(Coalesce(F("received"), F("quantity"))))["n"] or 0
    post = keep(post, promised=promised)
    for step in follows(post):
        post = within.take(POST, post, step, by=None)
        post = keep(post, state_since=timezone.now())
    return post


def follows(post):
    """The step that the numbers ask for, then the one that ends it when all has arrived."""
    wanted = (
        State.OPEN
        if rules.is_free(post)
        else State.MATCHED
        if rules.is_promised(post)
        else State.PARTLY_MATCHED
    )
    steps = {
        State.OPEN: "free_all",
        State.MATCHED: "promise_all",
        State.PARTLY_MATCHED: "free_part" if post.state == State.MATCHED else "promise_part",
    }
    running = post.state in (State.OPEN, State.PARTLY_MATCHED, State.MATCHED)
    if running and post.state != wanted:
        yield steps[wanted]
    if running and wanted != State.OPEN and rules.is_met(post):
        yield "fulfil"


def keep(thing, **columns):
    """Writes these columns of a claimed thing."""
    type(thing)._base_manager.filter(pk=thing.pk).update(updated_at=timezone.now(), **columns)
    thing.refresh_from_db()
    return thing


def claim_groups(response):
    """Claims both groups, always in the same order and before the post: their standing stays still."""
    groups = {response.group_id, response.post.group_id}
    for group in Group.objects.filter(pk__in=groups).order_by("pk"):
        claim(group)


def remember(deed, thing, title, *, by, names=None, **more):
    """An entry about a deed that is no step; `more` is data, audience and reason as `record` takes them."""
    audience = more.pop("audience", None) or (concerned if isinstance(thing, Post) else both)(thing)
    record(
        f"exchange.{deed}", thing, by=by, audience=audience, title=title,
        names={"thing": thing, **(names or {})}, **more,
    )  # fmt: skip
