"""The words groups are sorted by, loaded from directory/taxonomies/: fields, areas, beneficiaries, access features."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.bilingual import Pair


class Answer(models.TextChoices):
    """Unknown is never shown as yes."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not confirmed yet")


class Domain(models.TextChoices):
    """The six difficulties of the Washington Group Short Set on Functioning (washingtongroup-disability.com)."""

    SEEING = "seeing", pgettext_lazy("domain", "seeing")
    HEARING = "hearing", pgettext_lazy("domain", "hearing")
    WALKING = "walking", pgettext_lazy("domain", "walking")
    COGNITION = "cognition", pgettext_lazy("domain", "remembering and concentrating")
    SELFCARE = "selfcare", pgettext_lazy("domain", "self-care")
    COMMUNICATION = "communication", pgettext_lazy("domain", "communicating and understanding")


class Term(models.Model):
    """A word with a code, in Arabic and English."""

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    title_ar = models.CharField(_("Arabic title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200)
    source = models.CharField(_("source"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    title = Pair()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return self.title


class Field(Term):
    """A field of work: a code of the UN's ICNP/TSO (Satellite Account on Non-profit Institutions, 2018)."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    short_ar = models.CharField(_("short Arabic title"), max_length=60, blank=True)
    short_en = models.CharField(_("short English title"), max_length=60, blank=True)
    in_picker = models.BooleanField(_("offered in forms"), default=True)

    short = Pair()

    class Meta(Term.Meta):
        verbose_name = _("field of work")
        verbose_name_plural = _("fields of work")

    @property
    def label(self):
        """The short title where there is one."""
        return self.short or self.title


class Area(Term):
    """A governorate (ISO 3166-2, no parent) or a place inside one."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("governorate")
    )
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    checked = models.BooleanField(_("checked"), default=True)

    class Meta(Term.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    @property
    def governorate_code(self):
        return self.parent_id or self.code


class Beneficiary(Term):
    """Whom a group is there for, in people's own words; those with a difficulty stand under its domain."""

    domain = models.CharField(_("difficulty"), max_length=20, choices=Domain, blank=True)
    topic = models.PositiveSmallIntegerField(
        _("place among the topics of the home page"), null=True, blank=True
    )

    class Meta(Term.Meta):
        verbose_name = _("beneficiaries")
        verbose_name_plural = _("beneficiaries")


class AccessFeature(Term):
    """Something that lets more people take part."""

    class Meta(Term.Meta):
        verbose_name = _("access feature")
        verbose_name_plural = _("access features")


class AccessAnswer(models.Model):
    """Yes, no or unknown for one access feature, with the day it was confirmed."""

    feature = models.ForeignKey(AccessFeature, models.PROTECT, verbose_name=_("access feature"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.UNKNOWN)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.feature}: {self.get_answer_display()}"
