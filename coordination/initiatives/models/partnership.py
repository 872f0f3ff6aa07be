"""A group in an initiative: its part, and what its leaders agreed to. The leading group has one too."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.bilingual import Pair, one_of_two
from directory.models import Achievement, Group

from .initiative import Initiative


class Partnership(models.Model):
    """Without a role, tasks and budget lines it has no part: it is not in the terms, and nobody waits for it."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="partnerships", verbose_name=_("joint initiative")
    )
    group = models.ForeignKey(Group, models.PROTECT, related_name="partnerships", verbose_name=_("group"))
    role_ar = models.CharField(_("role, in Arabic"), max_length=300, blank=True)
    role_en = models.CharField(_("role, in English"), max_length=300, blank=True)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True, editable=False)
    why_declined = models.CharField(_("why it declined"), max_length=300, blank=True, editable=False)
    offered_at = models.DateTimeField(_("achievement offered at"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("offer answered at"), null=True, blank=True, editable=False)
    achievement = models.ForeignKey(
        Achievement,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="partnerships",
        verbose_name=_("achievement"),
    )

    role = Pair()

    class Meta:
        verbose_name = _("partner of an initiative")
        verbose_name_plural = _("partners of initiatives")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "group"], name="one_partnership_per_initiative_and_group"
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.initiative}"

    @property
    def is_lead(self):
        return self.group_id == self.initiative.lead_id

    @property
    def has_part(self):
        """From prefetched rows where there are some."""
        return bool(self.role or self.tasks.all() or self.budget_lines.all())

    @property
    def live_agreement(self):
        """The agreement that was not voided; None without one."""
        return next((row for row in self.agreements.all() if row.voided_at is None), None)

    @property
    def last_agreement(self):
        """The latest one, voided or not."""
        return max(self.agreements.all(), key=lambda row: row.pk, default=None)


class Agreement(models.Model):
    """A leader's word for the group, to the terms with this hash; voided by a change of them, never by wording."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="agreements", verbose_name=_("partner of an initiative")
    )
    hash = models.CharField(_("fingerprint of the terms"), max_length=64, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="agreements",
        verbose_name=_("agreed by"),
    )
    at = models.DateTimeField(_("agreed at"), default=timezone.now, editable=False)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True, editable=False)
    why = models.CharField(_("why it was voided"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("agreement of a partner")
        verbose_name_plural = _("agreements of partners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(voided_at=None), name="one_live_agreement_per_partner"
            ),
        ]

    def __str__(self):
        return f"{self.partnership.group} · {self.hash[:12]}"


class Task(models.Model):
    """Something the group of a partnership does."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="tasks", verbose_name=_("partner of an initiative")
    )
    title_ar = models.CharField(_("Arabic title"), max_length=160, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)

    title = Pair()

    class Meta:
        verbose_name = _("task of an initiative")
        verbose_name_plural = _("tasks of initiatives")
        ordering = ["pk"]
        constraints = [one_of_two("title", "initiative_task")]

    def __str__(self):
        return self.title


class BudgetLine(models.Model):
    """What the group of a partnership brings: money in Kuwaiti dinars (three decimals), or something in kind."""

    class Kind(models.TextChoices):
        MONEY = "money", pgettext_lazy("budget", "money")
        IN_KIND = "in_kind", pgettext_lazy("budget", "in kind")

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="budget_lines", verbose_name=_("partner of an initiative")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.IN_KIND)
    title_ar = models.CharField(_("Arabic title"), max_length=160, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    amount = models.DecimalField(
        _("amount in Kuwaiti dinars"), max_digits=12, decimal_places=3, null=True, blank=True
    )

    title = Pair()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["pk"]
        constraints = [
            one_of_two("title", "budget_line"),
            models.CheckConstraint(
                condition=Q(kind="money", amount__gt=0) | Q(kind="in_kind", amount__isnull=True),
                name="budget_line_money_has_an_amount",
            ),
        ]

    def __str__(self):
        return self.title
