"""The lists of requests and of offers that take responses now."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.exchange.models import TAKING, Kind, Post, State
from coordination.exchange.views.shelf_of_posts import POSTS, in_order
from directory.models import Area, Group
from directory.models.group import group_ids

A_PAGE = 20


@require_safe
def posts(request, side):
    seen = Post.objects.visible_to(request.audiences).filter(side=side)
    chosen = {name: request.GET.get(name, "") for name in ("state", "kind", "area", "group")}
    chosen["q"] = " ".join(clean(request.GET.get("q", "")).split())
    found = POSTS.ids(chosen["q"]) if chosen["q"] else None
    seen = seen if found is None else seen.filter(pk__in=found)
    page = page_of(narrowed(seen, chosen), found, request.GET.get("page"))
    of = Group.objects.visible_to(request.audiences).filter(slug=clean(chosen["group"])).first()
    context = {
        "side": side,
        "page": page,
        "chosen": chosen,
        "of": of,
        "filtered": any(chosen.values()),
        "kept": [(name, value) for name, value in chosen.items() if name != "q"],
        "kinds": kinds_of(narrowed(seen, {**chosen, "kind": ""}), chosen["kind"]),
        "areas": Area.objects.filter(parent=None).prefetch_related("places"),
        "states": State.choices,
        "as_data": as_data(side, chosen, of),
        "may_begin": bool(group_ids(request.audiences, "editor")),
    }
    return render(request, "exchange/list.html", context)


def as_data(side, chosen, of):
    """What the API is asked for the same rows, as far as it knows the filters: not by words."""
    asked = {"side": side, "kind": chosen["kind"], "area": chosen["area"], "group": of.uuid if of else ""}
    asked |= {"taking": "true"} if chosen["state"] not in ("all", *State.values) else {}
    asked |= {"state": chosen["state"]} if chosen["state"] in State.values else {}
    return urlencode({name: value for name, value in asked.items() if value})


def page_of(rows, found, number):
    """By governorate and place; what was asked for by words in the order of the ids that were found."""
    if found is None:
        return Paginator(rows.with_card().by_place(), A_PAGE).get_page(number)
    page = Paginator(in_order(rows, found), A_PAGE).get_page(number)
    shown = rows.with_card().in_bulk(list(page.object_list))
    page.object_list = [shown[pk] for pk in page.object_list if pk in shown]
    return page


def narrowed(rows, chosen):
    """Without a state those that take responses now; what cannot be read narrows to nothing or is no filter."""
    if chosen["state"] == "all":
        pass
    elif chosen["state"] in State.values:
        rows = rows.filter(state=chosen["state"])
    else:
        rows = rows.filter(pk__in=Post.objects.taking().filter(state__in=TAKING).values("pk"))
    if chosen["kind"] in Kind.values:
        rows = rows.filter(kind=chosen["kind"])
    if chosen["area"]:
        place = clean(chosen["area"])
        rows = rows.filter(Q(area=place) | Q(area__parent=place))
    if chosen["group"]:
        rows = rows.filter(group__slug=clean(chosen["group"]))
    return rows


def clean(code):
    return code.replace("\0", "")[:200]


def kinds_of(rows, chosen):
    """(kind, label, number, chosen) of each kind that is there."""
    numbers = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        {"code": kind.value, "label": kind.label, "n": numbers[kind.value], "on": kind.value == chosen}
        for kind in Kind
        if kind.value in numbers
    ]
