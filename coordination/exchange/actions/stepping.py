"""Taking steps of requests, offers and responses, with what they keep beside their state."""

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from coordination.exchange import rules
from coordination.exchange.lifecycle import POST, RESPONSE, both, concerned
from coordination.exchange.models import GRANTED, RUNNING, WAITING, Over, Post, State
from deeds.journal import record
from deeds.lifecycle import claim, reload
from directory.actions import within
from directory.models import Group

ENDS = {"withdraw": Over.WITHDRAWN, "expire": Over.EXPIRED, "fulfil": Over.DONE, "close": Over.DONE}


@transaction.atomic
def take(post, step, *, by, seen, reason_code="", reason="", **also):
    """Takes the step of a request or offer and keeps since when and `also` (columns); returns it anew."""
    post = POST.take(post, step, by=by, seen=seen, reason_code=reason_code, reason=reason)
    post = keep(post, state_since=timezone.now(), reason=reason.strip(), **also)
    if step in ENDS:
        lapse(post, ENDS[step])
    return post


def lapse(post, why):
    """What still waits for an answer does so no longer."""
    for row in post.responses.filter(state__in=WAITING):
        row = within.take(RESPONSE, row, "lapse", by=None, reason_code=why.value, reason=str(why.label))
        keep(row, state_since=timezone.now(), reason_code=why.value, reason=str(why.label))


@transaction.atomic
def answer(response, step, *, by, seen, reason_code="", reason="", before=None):
    """Takes the step of a response; what is promised stays still meanwhile, and follows from it.

    `before` are columns that the step's state asks for.
    """
    claim_both(response)
    if before:
        type(response).objects.filter(pk=response.pk).update(**before)
    row = RESPONSE.take(response, step, by=by, seen=seen, reason_code=reason_code, reason=reason)
    row = keep(row, state_since=timezone.now(), reason_code=reason_code, reason=reason.strip())
    recount(row.post)
    return reload(row)


def recount(post):
    """What is promised of a claimed post, and the state that follows from it."""
    rows = post.responses.filter(state__in=GRANTED)
    promised = rows.aggregate(n=Sum(Coalesce(F("received"), F("quantity"))))["n"] or 0
    post = keep(post, promised=promised)
    for step in follows(post):
        post, now = within.take(POST, post, step, by=None), timezone.now()
        first = {"matched_at": now} if step == "promise_all" and post.matched_at is None else {}
        post = keep(post, state_since=now, **first)
        if step in ENDS:
            lapse(post, ENDS[step])
    return post


def follows(post):
    """The step that the numbers ask for, then the one that ends it when all has arrived."""
    if post.state not in RUNNING:
        return
    wanted = (
        State.OPEN
        if rules.is_free(post)
        else State.MATCHED
        if rules.is_promised(post)
        else State.PARTLY_MATCHED
    )
    part = "free_part" if post.state == State.MATCHED else "promise_part"
    steps = {State.OPEN: "free_all", State.MATCHED: "promise_all", State.PARTLY_MATCHED: part}
    if post.state != wanted:
        yield steps[wanted]
    if wanted != State.OPEN and rules.is_met(post):
        yield "fulfil"


def keep(thing, **columns):
    """Writes these columns of a claimed thing."""
    type(thing)._base_manager.filter(pk=thing.pk).update(updated_at=timezone.now(), **columns)
    thing.refresh_from_db()
    return thing


def claim_groups(*pks):
    """Always in the same order and before the post: their standing stays still."""
    for group in Group.objects.filter(pk__in=set(pks)).order_by("pk"):
        claim(group)


def claim_both(response, seen=None):
    """The groups, then the post; with `seen` the response too."""
    claim_groups(response.group_id, response.post.group_id)
    claim(response.post)
    if seen is not None:
        claim(response, seen=seen)


def remember(deed, thing, title, *, by, names=None, **more):
    """An entry about a deed that is no step; `more` is data, audience and reason as `record` takes them."""
    audience = more.pop("audience", None) or (concerned if isinstance(thing, Post) else both)(thing)
    record(
        f"exchange.{deed}", thing, by=by, audience=audience, title=title,
        names={"thing": thing, **(names or {})}, **more,
    )  # fmt: skip
