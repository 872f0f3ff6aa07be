"""What came of an initiative."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.bilingual import Pair, one_of_two
from directory.models import Photo

from .initiative import Initiative


class Report(models.Model):
    """The outcome report: completing an initiative takes one."""

    initiative = models.OneToOneField(
        Initiative, models.CASCADE, related_name="report", verbose_name=_("joint initiative")
    )
    happened_on = models.DateField(_("last day"))
    story_ar = models.TextField(_("story, in Arabic"), max_length=4000, blank=True)
    story_en = models.TextField(_("story, in English"), max_length=4000, blank=True)
    figures = models.JSONField(
        _("figures"), default=list, blank=True, help_text=_("A list of {value, label_ar, label_en}.")
    )
    lessons_ar = models.TextField(_("what we learnt, in Arabic"), max_length=2000, blank=True)
    lessons_en = models.TextField(_("what we learnt, in English"), max_length=2000, blank=True)
    photos = models.ManyToManyField(
        Photo, blank=True, related_name="outcome_reports", verbose_name=_("photos")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="initiative_reports",
        verbose_name=_("written by"),
    )
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    story = Pair()
    lessons = Pair()

    class Meta:
        verbose_name = _("outcome report")
        verbose_name_plural = _("outcome reports")
        constraints = [one_of_two("story", "outcome_report")]

    def __str__(self):
        return str(self.initiative)

    def carried_to(self, group):
        """The photos that go with the achievement: all to the leading group, to others those without children."""
        shown = self.photos.answered()
        return shown if group.pk == self.initiative.lead_id else shown.without_children()
