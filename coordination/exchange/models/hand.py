"""A hand that a volunteer raised at a public request: an offer to volunteer, and what it was raised for."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Helper

from .post import Post


class HandQuerySet(models.QuerySet):
    def seen(self):
        """Those that the group may know of: of a minor once a guardian agreed."""
        return self.filter(helper__state__in=Helper.SEEN)

    def standing(self):
        """Those that were neither declined nor withdrawn."""
        return self.exclude(helper__state__in=[Helper.State.DECLINED, Helper.State.WITHDRAWN])


class Hand(models.Model):
    """Who it is, what they wrote and what becomes of it stands with the offer (`helper`), and goes with it."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="hands", verbose_name=_("request or offer"))
    helper = models.OneToOneField(
        Helper, models.CASCADE, related_name="hand", verbose_name=_("offer to volunteer")
    )
    at = models.DateTimeField(_("raised at"), default=timezone.now, editable=False)

    objects = HandQuerySet.as_manager()

    class Meta:
        verbose_name = _("raised hand")
        verbose_name_plural = _("raised hands")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.post} · {self.at:%Y-%m-%d %H:%M}"
