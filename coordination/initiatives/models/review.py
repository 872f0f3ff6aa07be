"""What the committee says of an initiative, and the terms as they stood when somebody was asked to agree."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .initiative import Initiative


class Section(models.TextChoices):
    """The parts of an initiative's page that can be commented on."""

    WHAT = "what", pgettext_lazy("section", "Title and aim")
    WHERE = "where", pgettext_lazy("section", "For whom and where")
    WHEN = "when", pgettext_lazy("section", "Dates and milestones")
    PARTNERS = "partners", pgettext_lazy("section", "Partners and their parts")
    BUDGET = "budget", pgettext_lazy("section", "Budget")
    SAFETY = "safety", pgettext_lazy("section", "Safety and access")


class Comment(models.Model):
    """A reviewer's words on one section; the groups read them at once."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="comments", verbose_name=_("joint initiative")
    )
    section = models.CharField(_("section"), max_length=10, choices=Section)
    text = models.TextField(_("comment"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="initiative_comments",
        verbose_name=_("written by"),
    )
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("comment of a reviewer")
        verbose_name_plural = _("comments of reviewers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(section__in=Section.values), name="comment_section_is_known")
        ]

    def __str__(self):
        return f"{self.initiative} · {self.get_section_display()}"


class Terms(models.Model):
    """What partners were asked to agree to: numbered, with its hash; `data` is what the hash was taken of."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="terms", verbose_name=_("joint initiative")
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    hash = models.CharField(_("fingerprint of the terms"), max_length=64, editable=False)
    data = models.JSONField(_("terms"), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="terms_written",
        verbose_name=_("written by"),
    )
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("terms of an initiative")
        verbose_name_plural = _("terms of initiatives")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="one_number_per_terms"),
        ]

    def __str__(self):
        return f"{self.initiative} · {self.number}"
