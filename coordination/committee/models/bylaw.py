"""The bylaws: the committee's own rules as versioned data."""

import json
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.bilingual import pick

RULES: dict[str, dict[str, Any]] = {
    rule["name"]: rule for rule in json.loads(Path(__file__).with_name("bylaws.json").read_text("utf-8"))
}


def first_values():
    """{name: value} of every rule before anybody changed it."""
    return {name: rule["value"] for name, rule in RULES.items()}


def label(name):
    """How a rule is called in the reader's language."""
    return pick(RULES[name]["ar"], RULES[name]["en"])


def in_words(name, value):
    """A rule's value as people read it: with its unit, yes or no, or the lines of a list."""
    kind = RULES[name]["type"]
    if kind == "flag":
        return gettext("yes") if value else gettext("no")
    if kind == "checklist":
        return " · ".join(pick(line["ar"], line["en"]) for line in value)
    return counted(RULES[name]["unit"], value)


def counted(unit, n):
    sentences = {
        "days": lambda: ngettext("%(n)d day", "%(n)d days", n),
        "months": lambda: ngettext("%(n)d month", "%(n)d months", n),
        "people": lambda: ngettext("%(n)d person", "%(n)d people", n),
        "votes": lambda: ngettext("%(n)d vote", "%(n)d votes", n),
        "percent": lambda: "%(n)d%%",
    }
    return sentences[unit]() % {"n": n}


class BylawQuerySet(models.QuerySet):
    def kept(self):
        """The issues that are or were in force, the newest first."""
        return self.filter(in_force_at__isnull=False).order_by("-in_force_at")


class Bylaw(models.Model):
    """One issue of the bylaws: all its rules, from proposal to force. Each rule of RULES is an attribute.

    Numbers are days, months, people, votes or per cent, as the rule's `unit` says; `admission_checklist` is a list
    of {code, ar, en}.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("bylaws", "proposed")
        VOTING = "voting", pgettext_lazy("bylaws", "put to the vote")
        IN_FORCE = "in_force", pgettext_lazy("bylaws", "in force")
        SUPERSEDED = "superseded", pgettext_lazy("bylaws", "replaced by a later issue")
        DECLINED = "declined", pgettext_lazy("bylaws", "not adopted")
        WITHDRAWN = "withdrawn", pgettext_lazy("bylaws", "withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    values = models.JSONField(_("rules"), default=first_values)
    why = models.TextField(_("why"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bylaws_proposed",
        verbose_name=_("proposed by"),
    )
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("proposed against"),
        editable=False,
    )
    in_force_at = models.DateTimeField(_("in force from"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = BylawQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of the bylaws")
        verbose_name_plural = _("issues of the bylaws")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["proposed", "voting", "in_force", "superseded", "declined", "withdrawn"]
                ),
                name="bylaw_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="in_force"), name="one_issue_of_the_bylaws_in_force"
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk or ''}".rstrip()

    def __getattr__(self, name):
        """A rule's value; one that came after this issue has its first value."""
        if name in RULES:
            return self.__dict__.get("values", {}).get(name, RULES[name]["value"])
        raise AttributeError(name)

    @classmethod
    def in_force(cls):
        """The bylaws that bind now; before the first were confirmed, their first values, not saved."""
        return cls.objects.filter(state=cls.State.IN_FORCE).first() or cls()

    def changed(self):
        """[(name, old value, new value)] of what this proposal changes in the issue it was written against."""
        return (self.base or Bylaw()).changes(self)

    def changes(self, other):
        """[(name, value here, value there)] of the rules in which another issue differs."""
        pairs = [(name, getattr(self, name), getattr(other, name)) for name in RULES]
        return [pair for pair in pairs if pair[1] != pair[2]]
