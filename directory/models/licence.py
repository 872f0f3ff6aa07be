"""A group's licence from the competent authority, and what the committee found when it checked it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two

from .group import Group, Standing, group_ids


class Verdict(models.TextChoices):
    UNVERIFIED = "unverified", pgettext_lazy("licence", "not verified yet")
    VERIFIED = "verified", pgettext_lazy("licence", "verified")
    REFUSED = "refused", pgettext_lazy("licence", "refused")


class LicenceQuerySet(models.QuerySet):
    def with_scan_for(self, who):
        """Those whose scan `who` may download: the committee, and leaders of the group."""
        audiences = hooks.audiences_of(who)
        kept = self.exclude(scan="")
        return kept if "committee" in audiences else kept.filter(group__in=group_ids(audiences, "leader"))

    def to_check(self, today=None):
        """Running licences of listed groups that nobody has compared with their scan yet."""
        running = Q(expires_on=None) | Q(expires_on__gte=today or timezone.localdate())
        listed = self.filter(running, verdict=Verdict.UNVERIFIED, group__standing=Standing.LISTED)
        return listed.exclude(scan="")

    def expired(self, today=None):
        """Of listed groups; a later licence of the same group takes their place."""
        today = today or timezone.localdate()
        over = self.filter(expires_on__lt=today, group__standing=Standing.LISTED)
        later = Licence.objects.filter(Q(expires_on=None) | Q(expires_on__gte=today), group=OuterRef("group"))
        return over.exclude(Exists(later))


class Licence(models.Model):
    """What was issued, by whom, until when; expired follows from the date, never from a stored state."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="licences", verbose_name=_("group"))
    authority_ar = models.CharField(_("issuing authority, in Arabic"), max_length=200, blank=True)
    authority_en = models.CharField(_("issuing authority, in English"), max_length=200, blank=True)
    number = models.CharField(_("licence or publication number"), max_length=80)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    scan = models.CharField(_("scan of the licence"), max_length=80, blank=True, editable=False)
    verdict = models.CharField(
        _("verdict"), max_length=12, choices=Verdict, default=Verdict.UNVERIFIED, editable=False
    )
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="licence_verdicts",
        verbose_name=_("checked by"),
    )
    verdict_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    verdict_reason = models.TextField(_("reason of the verdict"), blank=True, editable=False)

    authority = Pair()
    objects = LicenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = [F("expires_on").desc(nulls_last=True), "-pk"]
        constraints = [
            one_of_two("authority", "licence"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="licence_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.UNVERIFIED) | Q(verdict_on__isnull=False),
                name="licence_verdict_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="licence_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.number

    def state(self, today=None):
        """unverified, verified, refused or expired, as of `today` (default: the site's day)."""
        today = today or timezone.localdate()
        return "expired" if self.expires_on and self.expires_on < today else self.verdict
