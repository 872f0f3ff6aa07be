"""The list of initiatives: everybody's approved ones, and one's own groups' whatever their state."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coordination.initiatives.models import Initiative, State
from coordination.initiatives.templatetags.initiatives import look_of
from directory.models import Area, Field, Group
from directory.models.group import group_ids

A_PAGE = 20


@require_safe
def initiatives(request):
    seen = Initiative.objects.visible_to(request.audiences)
    chosen = {name: request.GET.get(name, "") for name in ("state", "field", "area", "group")}
    rows = narrowed(seen, chosen)
    page = Paginator(rows.select_related("lead", "area").order_by("-state_since", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "chosen": chosen,
        "of": Group.objects.visible_to(request.audiences).filter(slug=clean(chosen["group"])).first(),
        "filtered": any(chosen.values()),
        "states": states_of(seen, chosen["state"]),
        "fields": Field.objects.filter(in_picker=True, initiatives__isnull=False).distinct(),
        "areas": Area.objects.filter(parent=None),
        "may_found": bool(group_ids(request.audiences, "editor")),
    }
    return render(request, "initiatives/list.html", context)


def narrowed(rows, chosen):
    """What cannot be read narrows to nothing or is no filter; it never breaks the page."""
    if chosen["state"] in State.values:
        rows = rows.filter(state=chosen["state"])
    if chosen["field"]:
        rows = rows.filter(pk__in=Initiative.objects.filter(fields=clean(chosen["field"])).values("pk"))
    if chosen["area"]:
        place = clean(chosen["area"])
        rows = rows.filter(Q(area=place) | Q(area__parent=place))
    if chosen["group"]:
        rows = rows.of_groups(Group.objects.filter(slug=clean(chosen["group"])))
    return rows


def clean(code):
    return code.replace("\0", "")[:200]


def states_of(seen, chosen):
    """(state, label, number, chosen) of each state that this reader sees initiatives in, in the order of the way."""
    numbers = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        {"code": state.value, "label": state.label, "n": numbers[state.value], "on": state.value == chosen,
         **look_of(state)}
        for state in State
        if state.value in numbers
    ]  # fmt: skip
