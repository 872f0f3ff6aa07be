"""What a group's page still lacks, as next steps; the first three let people find it: what, for whom, where."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Group

FIRST = ("services", "scope", "area")
CONFIRMED_FOR = timedelta(days=183)


@dataclass(frozen=True)
class Step:
    """One thing to add: what to do, what it brings, and where."""

    code: str
    title: Any
    why: Any
    url: str


def next_steps(group):
    """Every Step that this group's page lacks, the most useful first."""
    return [step for is_there, step in every(group) if not is_there]


def parts_of(group):
    """{part: whether the page has any}, in one query."""
    rows = {
        "services": group.services.published(),
        "beneficiaries": group.beneficiaries.all(),
        "contacts": group.contacts.filter(audience="public"),
        "licences": group.licences.all(),
        "access": group.access_answers.exclude(answer="unknown"),
        "achievements": group.achievements.all(),
    }
    found = Group.objects.filter(pk=group.pk).values_list(*map(Exists, rows.values())).get()
    return dict(zip(rows, found, strict=True))


def every(group):
    """[(is it there?, Step)] of all that a page can hold."""
    has = parts_of(group)
    return [
        (
            has["services"],
            Step(
                "services",
                _("Say what you offer"),
                _("People search for help, not names. One service is enough to start."),
                reverse("service_new", args=[group.slug]),
            ),
        ),
        (
            has["beneficiaries"],
            to(
                group,
                "scope",
                _("Say for whom"),
                _("Who looks for help with autism sees first who chose it."),
                "#id_beneficiaries",
            ),
        ),
        (
            group.area_id is not None,
            to(group, "scope", _("Say where"), _("Most people look near their home."), "#id_area", "area"),
        ),
        (
            bool(group.summary),
            to(group, "texts", _("Write a summary"), _("It stands on your card in every list.")),
        ),
        (
            has["contacts"],
            to(group, "contacts", _("Say how to reach you"), _("Each contact has its own audience.")),
        ),
        (
            has["licences"],
            to(group, "licence", _("Add your licence"), _("The committee checks it, and your page says so.")),
        ),
        (
            has["access"],
            to(group, "access", _("Answer on access"), _("A “no” helps too: nobody comes in vain.")),
        ),
        (
            has["achievements"],
            Step(
                "achievements",
                _("Add an achievement"),
                _("What did you last do together? A picture, a sentence, a date. One minute."),
                reverse("group_edit_section", args=[group.slug, "achievements"]),
            ),
        ),
        (
            bool(group.languages),
            to(group, "links", _("Say which languages you speak"), _("And where else you are.")),
        ),
    ]


def to(group, section, title, why, anchor="", code=""):
    url = reverse("group_edit_section", args=[group.slug, section]) + anchor
    return Step(code or section, title, why, url)


def needs_confirming(group, today=None):
    """Nobody has said for half a year that the page is still right."""
    today = today or timezone.localdate()
    return group.confirmed_on is None or today - group.confirmed_on > CONFIRMED_FOR
