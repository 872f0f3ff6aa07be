"""What the directory shows on My day: a step for the page, this week, adding something; and where to begin."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from deeds.hooks import DayPart
from directory.completeness import next_steps
from directory.models import Ask, Follow, FoundBy, Group, Miss
from directory.models.group import group_ids

WEEK = timedelta(days=7)
LOOK_BACK = timedelta(days=31)
LOOKED_AT, WORDS, SHOWN = 3, 5, 3


@login_required
@require_safe
def my_group(request):
    """The workspace of the one group that somebody edits; with several they choose on their day."""
    slugs = list(Group.objects.editable_by(request.audiences).values_list("slug", flat=True)[:2])
    if len(slugs) == 1:
        return redirect("group_edit", slugs[0])
    return redirect(reverse("me") + "#groups")


def parts(person, audiences):
    """The DayParts of an editor or leader; of somebody without any group, where to begin."""
    if edited := group_ids(audiences, "editor"):
        groups = list(Group.objects.filter(pk__in=edited).select_related("area").order_by("pk")[:LOOKED_AT])
        yield from (part for part in (step(groups), week(groups, audiences)) if part)
        yield DayPart("directory/_day_add.html", {"groups": groups}, "side", 30)
        yield DayPart("directory/_day_add_bar.html", {}, "dock", 30)
    elif not group_ids(audiences, "member") and "committee" not in audiences:
        yield from (part for part in (beginning(person),) if part)


def step(groups):
    """One next step, for the first page that lacks something."""
    for group in groups:
        if steps := next_steps(group):
            return DayPart("directory/_day_step.html", {"group": group, "step": steps[0]}, "main", 20)
    return None


def week(groups, audiences):
    """Questions of seven days, for those who lead; words of this month and the last, for all who edit."""
    led = group_ids(audiences, "leader")
    since = timezone.now() - WEEK
    asks = Ask.objects.filter(group__in=led).aggregate(
        asked=Count("pk", filter=Q(created_at__gte=since)),
        answered=Count("pk", filter=Q(answered_at__gte=since)),
    )
    month = timezone.localdate() - LOOK_BACK
    context = {
        **asks,
        "leads": bool(led),
        "from": timezone.localdate(since),
        "found": FoundBy.objects.of_groups(groups, month)[:WORDS],
        "missed": Miss.objects.near({group.area.governorate_code for group in groups if group.area}, month)[
            :WORDS
        ],
    }
    return DayPart("directory/_day_week.html", context, "side", 20)


# --- who belongs to nothing yet


def beginning(person):
    """Groups that welcome volunteers, near what this person follows where that is known."""
    follows = list(Follow.objects.filter(person=person.pk).select_related("field", "area"))
    near = next((one.area for one in follows if one.area), None)
    about = next((one.field for one in follows if one.field), None)
    for place, field in dict.fromkeys([(near, about), (near, None), (None, about), (None, None)]):
        found = welcoming(place, field)
        if number := found.count():
            query = {"area": place.pk if place else "", "field": field.pk if field else ""}
            context = {"words": words(number, place, field), "groups": found[:SHOWN], "query": query}
            return DayPart("directory/_day_begin.html", context, "main", 10)
    return None


def welcoming(place, field):
    rows = (
        Group.objects.listed()
        .filter(accepts_volunteers=True)
        .select_related("area")
        .order_by("-listed_at", "pk")
    )
    if place:
        rows = rows.filter(Q(area=place) | Q(area__parent=place))
    return rows.filter(fields=field) if field else rows


def words(n, place, field):
    if place and field:
        text = ngettext(
            "Start here: %(n)d group near %(place)s welcomes volunteers in %(field)s.",
            "Start here: %(n)d groups near %(place)s welcome volunteers in %(field)s.",
            n,
        )
    elif place:
        text = ngettext(
            "Start here: %(n)d group near %(place)s welcomes volunteers.",
            "Start here: %(n)d groups near %(place)s welcome volunteers.",
            n,
        )
    elif field:
        text = ngettext(
            "Start here: %(n)d group welcomes volunteers in %(field)s.",
            "Start here: %(n)d groups welcome volunteers in %(field)s.",
            n,
        )
    else:
        text = ngettext(
            "Start here: %(n)d group welcomes volunteers.", "Start here: %(n)d groups welcome volunteers.", n
        )
    return text % {"n": n, "place": place and place.title, "field": field and field.label}
