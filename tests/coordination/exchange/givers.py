"""Gifts from outside, brought to a state by the same actions as on the pages: 40 laptops of a company."""

from django.utils import timezone

from coordination.exchange.actions import giving
from coordination.exchange.models import Giver, Post, Response, Stage, State
from tests.cast import join, make_group, make_person
from tests.coordination.exchange.world import fresh, in_days, opened

WHO = {"organisation": "شركة المدى", "contact": "Huda", "phone": "+965 5000 0000"}
TITLES = {"title_ar": "أجهزة حاسوب محمولة", "title_en": "Laptops"}


def drafted(cast, *, by=None, quantity=40, **columns):
    post = giving.begin(by=by or cast.volunteer, kind="equipment", **WHO, **TITLES)
    Post.objects.filter(pk=post.pk).update(quantity=quantity, until=in_days(30), **columns)
    return fresh(post)


def asked(cast, *, by=None, **columns):
    post = drafted(cast, by=by, **columns)
    return giving.ask(post, by=by or cast.volunteer, seen=post.version)


def passed(cast, *, by=None, **columns):
    post = asked(cast, by=by, **columns)
    return giving.pass_on(post.outside, by=cast.secretary, seen=post.version)


def gift_in(cast, state, **columns):
    """An offer of the volunteer's in this state."""
    post = drafted(cast, **columns)
    opened_at = timezone.now() if state not in (State.DRAFT, State.ASKED, State.DECLINED) else None
    Post.objects.filter(pk=post.pk).update(state=state, opened_at=opened_at)
    Giver.objects.filter(pk=post.outside_id).update(passed_at=opened_at)
    return fresh(post)


def answered(cast, post=None, *, by=None, quantity=2):
    """The volunteer's company answers a public request of مجموعة بصيرة."""
    post = post or opened(cast, audience="public")
    return giving.answer(
        post, quantity=quantity, words="Two, as good as new.", by=by or cast.volunteer, **WHO
    )


def answer_in(cast, stage, **more):
    row = answered(cast, **more)
    if stage != Stage.ASKED:
        Giver.objects.filter(pk=row.outside_id).update(passed_at=timezone.now())
    received = row.quantity if stage == Stage.CONFIRMED else None
    Response.objects.filter(pk=row.pk).update(state=stage, received=received)
    return fresh(row)


def groups(number):
    """[(group, its leader)]"""
    found = [(make_group(f"group-{one}"), make_person(f"leader {one}")) for one in range(number)]
    for group, person in found:
        join(person, group, "leader")
    return found


def arrived(cast, quantity=8):
    """An offer of the volunteer's, of which مجموعة بصيرة confirmed so many."""
    post = passed(cast)
    confirmed(post, cast.group, quantity, by=cast.editor)
    return fresh(post)


def confirmed(post, group, quantity, *, by):
    Response.objects.create(
        post=post, group=group, quantity=quantity, received=quantity, by=by, state=Stage.CONFIRMED
    )
