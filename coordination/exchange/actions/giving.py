"""Somebody who is no group offers or answers; the secretary passes it on or turns it down."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Limit
from coordination.exchange import rules, rules_of_givers
from coordination.exchange.actions import responding
from coordination.exchange.actions.posting import PRIVATE
from coordination.exchange.actions.stepping import (
    claim_both,
    claim_groups,
    keep,
    lapse,
    recount,
    remember,
)
from coordination.exchange.lifecycle import RESPONSE
from coordination.exchange.lifecycle_of_givers import ANSWER, GIFT
from coordination.exchange.models import (
    PENDING,
    RUNNING,
    UNITS,
    Audience,
    Giver,
    Over,
    Post,
    Response,
    Side,
    Stage,
    State,
)
from deeds.lifecycle import Refused, claim, reload, version_of
from directory import media
from directory.actions import within
from directory.actions.photos import discard_later

BEGUN = _("%(giver)s, which is no group, began to write “%(thing)s”.")
ANSWERED = _("%(giver)s, which is no group, answers “%(post)s”; the secretary looks at it.")
DRESSED = _("The photo of “%(thing)s” was changed.")
TOO_MANY = _("That is much for one day. Go on tomorrow.")
TOO_MANY_OPEN = _("So many of your gifts are under way. Finish or withdraw one of them first.")
NOT_PUBLIC = _("Only public requests that are still open are answered from outside.")
ONCE = _("You have answered this already. Go on with that answer, or withdraw it first.")
DECIDED = _("Somebody decided about it already, so its photo stays as it is.")
A_DAY, IN_A_DAY, AT_ONCE = 24 * 3600, 10, 10
UNDER_WAY = (State.DRAFT, State.ASKED, *RUNNING)


def limit(person):
    """So many are begun in a day, and so many are under way at once."""
    if Limit.hit(f"exchange-give:{person.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")
    posts = Post.objects.filter(outside__person=person, state__in=UNDER_WAY).count()
    answers = Response.objects.filter(outside__person=person, state__in=PENDING).count()
    if posts + answers >= AT_ONCE:
        raise Refused(TOO_MANY_OPEN, "too_many_open")


@transaction.atomic
def begin(*, by, organisation, contact, phone, kind, **texts):
    """A draft that only its giver sees, for everybody once it is passed on."""
    limit(by)
    giver = Giver.objects.create(person=by, organisation=organisation, contact=contact, phone=phone)
    post = Post.objects.create(
        side=Side.OFFER, outside=giver, kind=kind, unit=UNITS[kind][0], audience=Audience.PUBLIC, **texts
    )
    remember("begin", post, BEGUN, by=by, names={"giver": giver})
    return post


@transaction.atomic
def ask(post, *, by, seen, on_purpose=False):
    """To the secretary; whatever is asked again is counted too. `on_purpose` as for `posting.open_up`."""
    if rules.shows_private(reload(post)) and not on_purpose:
        raise Refused(PRIVATE, "private")
    if Limit.hit(f"exchange-ask:{by.pk}", A_DAY) > IN_A_DAY:
        raise Refused(TOO_MANY, "too_many")
    return step(post, "ask", by=by, seen=seen)


@transaction.atomic
def step(post, name, *, by, seen, code="", reason="", **columns):
    """One step of the way to the groups; the reason is kept for the giver until the next one."""
    post = GIFT.take(post, name, by=by, seen=seen, reason_code=code, reason=reason)
    return keep(post, state_since=timezone.now(), reason=reason.strip(), **columns)


def take_back(post, *, by, seen):
    return step(post, "take_back", by=by, seen=seen)


@transaction.atomic
def answer(post, *, quantity, words, condition="", organisation, contact, phone, by):
    """What a public request is answered with from outside; it counts for nothing until it is passed on."""
    claim_groups(post.group_id)
    claim(post)
    post = reload(post)
    if not rules_of_givers.may_answer(by, post):
        raise Refused(NOT_PUBLIC, "closed")
    responding.check_amount(post, quantity)
    if post.responses.filter(outside__person=by, state__in=PENDING).exists():
        raise Refused(ONCE, "open")
    limit(by)
    giver = Giver.objects.create(
        person=by, organisation=organisation, contact=contact, phone=phone, condition=condition
    )
    row = Response.objects.create(
        post=post, outside=giver, quantity=quantity, words=words.strip(), by=by, state=Stage.ASKED
    )
    names = {"giver": giver, "post": post}
    remember("answer", row, ANSWERED, by=by, names=names, data={"quantity": quantity})
    return row


@transaction.atomic
def dress(giver, *, picture, alt, by):
    """Another photo, or none; the old file goes once this holds."""
    thing = getattr(giver, "post", None) or giver.response
    claim(thing.post if isinstance(thing, Response) else thing)
    if not rules_of_givers.may_dress(by, Giver.objects.get(pk=giver.pk)):
        raise Refused(DECIDED, "state")
    discard_later([giver.photo] if giver.photo else [])
    with media.kept_scan(picture, media.EVIDENCE) as name:
        Giver.objects.filter(pk=giver.pk).update(photo=name, alt=alt if name else "")
        remember("dress", thing, DRESSED, by=by)
    return thing


# --- the secretary


@transaction.atomic
def pass_on(giver, *, by, seen):
    """To all groups, or to the one that asked; where responses are accepted at once, it is."""
    if post := getattr(giver, "post", None):
        post = step(post, "pass_on", by=by, seen=seen, opened_at=timezone.now())
        passed(giver)
        return post
    row = giver.response
    claim_both(row, seen=version_of(seen))
    passed(giver)
    row = within.take(ANSWER, row, "pass_on", by=by)
    row = keep(row, state_since=timezone.now())
    if row.post.first_come:
        row = within.take(RESPONSE, row, "grant", by=None)
        recount(row.post)
    return row


def passed(giver):
    Giver.objects.filter(pk=giver.pk).update(passed_at=timezone.now())


@transaction.atomic
def turn_down(giver, *, code, reason, by, seen):
    if post := getattr(giver, "post", None):
        return step(post, "turn_down", by=by, seen=seen, code=code, reason=reason)
    claim_both(giver.response)
    row = ANSWER.take(giver.response, "turn_down", by=by, seen=seen, reason_code=code, reason=reason)
    return keep(row, state_since=timezone.now(), reason_code=code, reason=reason.strip())


@transaction.atomic
def take_down(giver, *, code, reason, by, seen):
    """An offer that should not have been passed on, while nothing of it is promised."""
    post = step(giver.post, "take_down", by=by, seen=seen, code=code, reason=reason)
    lapse(post, Over.WITHDRAWN)
    return post
