"""What a version of a standard says: sections with clauses, and the sources they rest on."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.bilingual import Pair, one_of_two, pick

from .standard import Standard


class Level(models.TextChoices):
    MUST = "must", pgettext_lazy("clause", "required")
    SHOULD = "should", pgettext_lazy("clause", "recommended")
    MAY = "may", pgettext_lazy("clause", "optional")


class Evidence(models.TextChoices):
    TEXT = "text", pgettext_lazy("evidence", "an explanation in words")
    LINK = "link", pgettext_lazy("evidence", "a link")
    DOCUMENT = "document", pgettext_lazy("evidence", "a document")
    VISIT = "visit", pgettext_lazy("evidence", "a visit")


class Section(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(
        Standard, models.CASCADE, related_name="sections", verbose_name=_("standard")
    )
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    title = Pair()

    class Meta:
        verbose_name = _("section of a standard")
        verbose_name_plural = _("sections of a standard")
        ordering = ["place", "pk"]
        constraints = [one_of_two("title", "section_of_standard")]

    def __str__(self):
        return str(self.title)


class Source(models.Model):
    """A law, a convention or a standard of the field; `key` is what the texts call it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="sources", verbose_name=_("standard"))
    key = models.SlugField(_("key"), max_length=40)
    title_ar = models.CharField(_("Arabic title"), max_length=240, blank=True)
    title_en = models.CharField(_("English title"), max_length=240, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    title = Pair()

    class Meta:
        verbose_name = _("source of a standard")
        verbose_name_plural = _("sources of a standard")
        ordering = ["pk"]
        constraints = [
            one_of_two("title", "source_of_standard"),
            models.UniqueConstraint(fields=["standard", "key"], name="one_source_per_key"),
        ]

    def __str__(self):
        return str(self.title)


class Clause(models.Model):
    """One thing that is asked for. Its code stays the same in every version of the standard."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(Standard, models.CASCADE, related_name="clauses", verbose_name=_("standard"))
    section = models.ForeignKey(Section, models.PROTECT, related_name="clauses", verbose_name=_("section"))
    code = models.SlugField(_("code"), max_length=20)
    level = models.CharField(_("level"), max_length=6, choices=Level, default=Level.MUST)
    text_ar = models.TextField(_("clause in Arabic"), max_length=600, blank=True)
    text_en = models.TextField(_("clause in English"), max_length=600, blank=True)
    guidance_ar = models.TextField(_("guidance in Arabic"), max_length=2000, blank=True)
    guidance_en = models.TextField(_("guidance in English"), max_length=2000, blank=True)
    evidence = models.CharField(_("kind of evidence"), max_length=8, choices=Evidence, default=Evidence.TEXT)
    evidence_ar = models.CharField(_("evidence in Arabic"), max_length=400, blank=True)
    evidence_en = models.CharField(_("evidence in English"), max_length=400, blank=True)
    good_for_months = models.PositiveSmallIntegerField(
        _("months that evidence is good for"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )  # fmt: skip
    na_allowed = models.BooleanField(_("may not apply"), default=False)
    na_when_ar = models.CharField(_("when it does not apply, in Arabic"), max_length=400, blank=True)
    na_when_en = models.CharField(_("when it does not apply, in English"), max_length=400, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="clauses", verbose_name=_("source")
    )
    place_ar = models.CharField(_("where in the source, in Arabic"), max_length=160, blank=True)
    place_en = models.CharField(_("where in the source, in English"), max_length=160, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    text, guidance, na_when = Pair(), Pair(), Pair()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["place", "pk"]
        constraints = [
            one_of_two("text", "clause"),
            models.UniqueConstraint(fields=["standard", "code"], name="one_clause_per_code"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="clause_level_is_known"),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values), name="clause_evidence_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.code} · {self.text}"

    @property
    def shown_by(self):
        """What shows that it is met, in words."""
        return pick(self.evidence_ar, self.evidence_en)

    @property
    def where(self):
        """The article or page of its source."""
        return pick(self.place_ar, self.place_en)
