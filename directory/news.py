"""What digests show of groups: the news of each, and what the committee and operators are told of all of them."""

import re
from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deeds.hooks import News, Waiting
from directory.clocks import SOONER
from directory.models import Ask, Group, Licence, Standing

OF_A_GROUP = re.compile(r"group:(\d+):")
FROM_OUTSIDE = ("directory.ask", "directory.helper", "directory.report")
FIELDS = Group.fields.through.objects


def of_entries(entries):
    """The news of groups and of what belongs to them, two queries for however many."""
    about = {
        entry.pk: (entry, group_of(entry)) for entry in entries if entry.subject_type.startswith("directory.")
    }
    groups = Group.objects.select_related("area").in_bulk(
        {group for _entry, group in about.values() if group}
    )
    fields = fields_of(groups)
    return {
        pk: news_of(groups[group], fields[group], entry)
        for pk, (entry, group) in about.items()
        if group in groups
    }


def group_of(entry):
    """The id of the group an entry is about: it is one, or its audience names one."""
    if entry.subject_type == "directory.group":
        return int(entry.subject_id)
    named = (OF_A_GROUP.match(word) for word in entry.audience)
    return next((int(match[1]) for match in named if match), None)


def fields_of(groups):
    """{group: codes of its fields}."""
    found = {group: set() for group in groups}
    for group, field in FIELDS.filter(group__in=groups).values_list("group_id", "field_id"):
        found[group].add(field)
    return found


def news_of(group, fields, entry):
    page = "inbox" if entry.subject_type in FROM_OUTSIDE else "group"
    return News(
        audience=group.seen_by,
        url=partial(reverse, page, args=[group.slug]),
        groups=frozenset({group.pk}),
        fields=frozenset(fields),
        areas=frozenset({group.area_id, group.area.parent_id} - {None}) if group.area else frozenset(),
        since=group.listed_at if group.standing == Standing.LISTED else None,
    )


# --- for whoever looks after all of them


def figures(since):
    """Licences that end soon, and questions without an answer, for the committee; what came in, for operators."""
    return {"committee": licences_ending(), "operator": came_in(since)}


def licences_ending():
    today = timezone.localdate()
    ending = Licence.objects.filter(expires_on__range=(today, today + timedelta(days=SOONER)))
    if found := ending.filter(group__standing=Standing.LISTED).count():
        sentence = ngettext(
            "%(n)d licence of a listed group ends within 30 days",
            "%(n)d licences of listed groups end within 30 days",
            found,
        )
        yield Waiting(sentence % {"n": found}, reverse("figures"), verb=_("Open the figures"))


def came_in(since):
    """How many groups were listed and how many questions came, and how many of those wait too long."""
    listed = Group.objects.listed().filter(listed_at__gte=since).count()
    yield Waiting(_("New groups: %(n)d") % {"n": listed}, reverse("groups"), verb=_("Open the directory"))
    asked = Ask.objects.filter(created_at__gte=since).count()
    late = Ask.objects.waiting().filter(state=Ask.State.UNANSWERED).count()
    sentence = _("Questions: %(n)d, without an answer for five days: %(late)d") % {"n": asked, "late": late}
    yield Waiting(sentence, reverse("figures"), verb=_("Open the figures"))
