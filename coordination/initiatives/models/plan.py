"""When what is done, and what the authority allowed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.bilingual import Pair, one_of_two

from .initiative import Initiative


class Milestone(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="milestones", verbose_name=_("joint initiative")
    )
    title_ar = models.CharField(_("Arabic title"), max_length=160, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    due_on = models.DateField(_("due on"))
    done_at = models.DateTimeField(_("reached at"), null=True, blank=True, editable=False)

    title = Pair()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        constraints = [one_of_two("title", "milestone")]

    def __str__(self):
        return self.title


class Permit(models.Model):
    """What the competent authority gave; the committee's decision never stands in for it."""

    initiative = models.OneToOneField(
        Initiative, models.CASCADE, related_name="permit", verbose_name=_("joint initiative")
    )
    authority_ar = models.CharField(_("issuing authority, in Arabic"), max_length=200, blank=True)
    authority_en = models.CharField(_("issuing authority, in English"), max_length=200, blank=True)
    number = models.CharField(_("number of the permit"), max_length=80)
    granted_on = models.DateField(_("granted on"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="permits_entered",
        verbose_name=_("entered by"),
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)

    authority = Pair()

    class Meta:
        verbose_name = _("permit of an initiative")
        verbose_name_plural = _("permits of initiatives")
        constraints = [
            one_of_two("authority", "permit"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("granted_on")),
                name="permit_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.number

    def holds(self, today=None):
        """True while it has not run out, as of `today` (default: the site's day)."""
        return self.expires_on is None or self.expires_on >= (today or timezone.localdate())
