"""Requests and offers of the cast's groups, brought to a state by the same actions as on the pages."""

from datetime import timedelta

from django.utils import timezone

from coordination.exchange.actions import posting
from coordination.exchange.models import Audience, Post, Response, Side, Stage, State


def fresh(thing):
    return type(thing)._base_manager.get(pk=thing.pk)


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def draft(cast, side=Side.REQUEST, *, group=None, by=None, kind="equipment", quantity=5, named=(), **columns):
    """Five wheelchairs, by مجموعة بصيرة unless said otherwise, for all listed groups until in a month."""
    title = {"title_ar": "كراسي متحركة", "title_en": "Wheelchairs"}
    post = posting.begin(side, group or cast.group, kind=kind, by=by or cast.editor, **title)
    columns = {"quantity": quantity, "until": in_days(30), "audience": Audience.GROUPS, **columns}
    Post.objects.filter(pk=post.pk).update(**columns)
    post.named.set(named)
    return fresh(post)


def opened(cast, side=Side.REQUEST, *, by=None, **columns):
    post = draft(cast, side, by=by, **columns)
    return posting.open_up(post, by=by or cast.editor, seen=post.version)


def post_in(cast, state, **columns):
    """One in this state, with a past that fits."""
    post = draft(cast, **columns) if state == State.DRAFT else opened(cast, **columns)
    promised = {State.PARTLY_MATCHED: 2, State.MATCHED: 5, State.FULFILLED: 5}.get(state, 0)
    until = {"until": in_days(-1)} if state == State.EXPIRED else {}
    Post.objects.filter(pk=post.pk).update(state=state, promised=promised, **until)
    return fresh(post)


def response_in(cast, stage, *, side=Side.REQUEST, quantity=2, **columns):
    """رواد لغة الإشارة answers مجموعة بصيرة, in this state."""
    post = opened(cast, side, **columns)
    received = quantity if stage == Stage.CONFIRMED else None
    row = Response.objects.create(
        post=post,
        group=cast.other_group,
        quantity=quantity,
        by=cast.other_leader,
        state=stage,
        received=received,
    )
    Post.objects.filter(pk=post.pk).update(
        promised=row.counts, state=State.PARTLY_MATCHED if row.counts else State.OPEN
    )
    return fresh(row)
