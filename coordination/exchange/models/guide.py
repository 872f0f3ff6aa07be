"""The library: guides that all groups search, their sources, files and earlier wordings, and corrections by readers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two
from directory.models import Beneficiary, Field, Group
from directory.models.group import group_ids

from .post import Post
from .response import Response

WORDS_A_MINUTE = 180
LANGUAGES = ("ar", "en")


class GuideState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("guide", "draft")
    PUBLISHED = "published", pgettext_lazy("guide", "published")
    ARCHIVED = "archived", pgettext_lazy("guide", "archived")


class GuideQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Published and archived ones everybody; drafts the members of the group that keeps them, the committee its
        own."""
        return self.filter(~Q(state=GuideState.DRAFT) | Q(pk__in=Guide.objects.kept_by(who).values("pk")))

    def kept_by(self, who):
        """Those of one's own groups; for the committee its own."""
        audiences = hooks.audiences_of(who)
        own = Q(group__in=group_ids(audiences, "member"))
        return self.filter(own | Q(group=None) if "committee" in audiences else own)

    def published(self):
        return self.filter(state=GuideState.PUBLISHED)

    def with_card(self):
        """What a list shows of each."""
        return self.select_related("group").prefetch_related("fields", "groups")

    def with_all(self):
        return self.with_card().select_related("request").prefetch_related(
            "beneficiaries", "sources", "files"
        )  # fmt: skip


class Guide(models.Model):
    """Kept by a group or, without one, by the committee. `groups` are those whose answers it was made of."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=40, blank=True, editable=False)
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    summary_ar = models.CharField(_("Arabic summary"), max_length=300, blank=True)
    summary_en = models.CharField(_("English summary"), max_length=300, blank=True)
    text_ar = models.TextField(_("Arabic text"), max_length=20_000, blank=True)
    text_en = models.TextField(_("English text"), max_length=20_000, blank=True)
    fields = models.ManyToManyField(
        Field, blank=True, related_name="guides", verbose_name=_("fields of work")
    )
    beneficiaries = models.ManyToManyField(
        Beneficiary, blank=True, related_name="guides", verbose_name=_("beneficiaries")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="guides", verbose_name=_("group")
    )
    request = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, editable=False, related_name="guides",
        verbose_name=_("request that it answers"),
    )  # fmt: skip
    answers = models.ManyToManyField(
        Response,
        blank=True,
        editable=False,
        related_name="guides",
        verbose_name=_("answers that it was made of"),
    )
    groups = models.ManyToManyField(
        Group, blank=True, editable=False, related_name="guides_with_its_answers",
        verbose_name=_("groups that answered"),
    )  # fmt: skip
    state = models.CharField(
        _("state"), max_length=10, choices=GuideState, default=GuideState.DRAFT, editable=False
    )
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    title, summary, text = Pair(), Pair(), Pair()
    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        ordering = ["-published_at", "-pk"]
        constraints = [
            one_of_two("title", "guide"),
            models.CheckConstraint(condition=Q(state__in=GuideState.values), name="guide_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=GuideState.DRAFT)
                | Q(published_at__isnull=False)
                | Q(state=GuideState.ARCHIVED),
                name="a_published_guide_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="one_guide_per_opening_text"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guide", args=[self.uuid])

    @property
    def seen_by(self):
        if self.state != GuideState.DRAFT:
            return frozenset(["public"])
        return frozenset([f"group:{self.group_id}:member" if self.group_id else "committee"])

    @property
    def languages(self):
        """The languages in which its text can be read."""
        return tuple(code for code in LANGUAGES if getattr(self, f"text_{code}"))

    @property
    def minutes(self):
        """How long the text takes to read, in the language that it is shown in."""
        return max(1, round(len(self.text.split()) / WORDS_A_MINUTE))


class GuideSource(models.Model):
    """A law, a handbook or a page that the guide rests on."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="sources", verbose_name=_("guide"))
    title_ar = models.CharField(_("Arabic title"), max_length=240, blank=True)
    title_en = models.CharField(_("English title"), max_length=240, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)

    title = Pair()

    class Meta:
        verbose_name = _("source of a guide")
        verbose_name_plural = _("sources of a guide")
        ordering = ["pk"]
        constraints = [one_of_two("title", "source_of_guide")]

    def __str__(self):
        return str(self.title)


class GuideFile(models.Model):
    """A PDF or a picture beside the text, checked as every file that people send."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="files", verbose_name=_("guide"))
    title = models.CharField(_("what it is"), max_length=120)
    file = models.CharField(_("file"), max_length=80, editable=False)

    class Meta:
        verbose_name = _("file of a guide")
        verbose_name_plural = _("files of a guide")
        ordering = ["pk"]

    def __str__(self):
        return self.title

    @classmethod
    def kept(cls):
        """Names of all files that a row knows."""
        return set(cls.objects.values_list("file", flat=True))

    @property
    def suffix(self):
        return self.file.rpartition(".")[2].upper()


class Wording(models.Model):
    """What a guide said once it was published: a row each time that this changed."""

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="wordings", verbose_name=_("guide"))
    number = models.PositiveIntegerField(_("number"))
    says = models.JSONField(_("what it said"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("wording of a guide")
        verbose_name_plural = _("wordings of a guide")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="one_wording_per_number"),
        ]

    def __str__(self):
        return f"{self.guide} · {self.number}"


class CorrectionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("correction", "waiting")
    TAKEN_UP = "taken_up", pgettext_lazy("correction", "taken up")
    DECLINED = "declined", pgettext_lazy("correction", "not taken up")


class CorrectionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=CorrectionState.OPEN)

    def visible_to(self, who):
        """Whoever wrote it, and those who keep the guide; the committee all."""
        audiences = hooks.audiences_of(who)
        if "committee" in audiences:
            return self
        own = [audience.partition(":")[2] for audience in audiences if audience.startswith("person:")]
        return self.filter(Q(by__in=own) | Q(guide__group__in=group_ids(audiences, "editor")))


class Correction(models.Model):
    """“This is outdated”: what somebody with an account says is no longer right, and what became of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="corrections", verbose_name=_("guide"))
    words = models.TextField(_("what is no longer right"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="guide_corrections", verbose_name=_("written by")
    )  # fmt: skip
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=CorrectionState, default=CorrectionState.OPEN, editable=False
    )
    answer = models.TextField(_("answer"), max_length=1000, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="guide_corrections_answered", verbose_name=_("answered by"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a guide")
        verbose_name_plural = _("corrections of guides")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CorrectionState.values), name="correction_state_is_known"
            ),
        ]

    def __str__(self):
        return str(self.guide)
