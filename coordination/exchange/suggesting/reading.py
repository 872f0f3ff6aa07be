"""All that listed groups lend now, and all that is asked, each in a fixed number of queries."""

from collections import defaultdict

from django.db.models import Max, Prefetch, Q

from coordination.exchange.models import Audience, Post, Response, Side, Stage
from coordination.exchange.suggesting.sides import about, lent_by_capability, lent_by_offer
from directory.models import Capability, Group, Service

MOST_HELP = 5  # titles of help given, the latest


def groups():
    rows = Group.objects.listed().prefetch_related(
        "fields", "beneficiaries", "access_answers",
        Prefetch("services", queryset=Service.objects.published()),
    )  # fmt: skip
    return rows.order_by()


def offers():
    rows = (
        Post.objects.taking()
        .filter(side=Side.OFFER, outside=None)
        .prefetch_related("fields", "beneficiaries", "access", "named")
    )
    return rows.prefetch_related(Prefetch("group", queryset=groups()))


def requests():
    rows = Post.objects.taking().filter(side=Side.REQUEST)
    return rows.prefetch_related("fields", "beneficiaries", "access", "named", "group__fields")


def capabilities():
    rows = Capability.objects.filter(group__in=Group.objects.listed().order_by().values("pk"))
    return rows.prefetch_related(Prefetch("group", queryset=groups()))


def everything_lent():
    """[(row, Lent)] of all; an offer that was made of a capability stands for it."""
    given, offered = helped(), list(offers())
    standing_for = {row.capability_id for row in offered if row.capability_id}
    lent = [row for row in capabilities() if row.pk not in standing_for]
    found = [(row, lent_by_offer) for row in offered] + [(row, lent_by_capability) for row in lent]
    return [(row, read(row, given.get(row.group_id, ()), about(row.group))) for row, read in found]


def helped(group_ids=None):
    """{group: titles of help that arrived, the latest first}, of what all groups may know of."""
    rows = Response.objects.filter(state=Stage.CONFIRMED).exclude(post__audience=Audience.NAMED)
    if group_ids is not None:
        rows = rows.filter(
            Q(post__side=Side.REQUEST, group__in=group_ids)
            | Q(post__side=Side.OFFER, post__group__in=group_ids)
        )
    found = defaultdict(list)
    for row in rows.select_related("post").order_by("-state_since"):
        if len(found[row.giver_id]) < MOST_HELP:
            found[row.giver_id].append(row.post.title_ar or row.post.title_en)
    return found


def changed_at():
    """When something that is lent last changed; None where there is nothing."""
    moments = (
        Group.objects.aggregate(at=Max("updated_at"))["at"],
        Post.objects.filter(side=Side.OFFER).aggregate(at=Max("updated_at"))["at"],
        Response.objects.filter(state=Stage.CONFIRMED).aggregate(at=Max("state_since"))["at"],
    )
    return max(filter(None, moments), default=None)
