"""A group measures itself by a standard in force; a reviewer from outside judges what it found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.models import Group, Membership
from directory.models.group import group_ids

from .clause import Clause
from .standard import Standard


class Stage(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("assessment", "draft")
    SUBMITTED = "submitted", pgettext_lazy("assessment", "submitted")
    UNDER_REVIEW = "under_review", pgettext_lazy("assessment", "under review")
    CLARIFICATION = "clarification", pgettext_lazy("assessment", "waiting for clarification")
    DECIDED = "decided", pgettext_lazy("assessment", "decided")
    WITHDRAWN = "withdrawn", pgettext_lazy("assessment", "withdrawn")


IN_REVIEW = (Stage.UNDER_REVIEW, Stage.CLARIFICATION)
OPEN = (Stage.DRAFT, Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.CLARIFICATION)


class Mark(models.TextChoices):
    MET = "met", pgettext_lazy("clause", "met")
    PARTLY = "partly", pgettext_lazy("clause", "partly met")
    NOT_MET = "not_met", pgettext_lazy("clause", "not met")
    NOT_APPLICABLE = "na", pgettext_lazy("clause", "does not apply")


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The group's editors and leaders; the committee once it was handed in; a reviewer while they review it.

        A reviewer who belongs to the group by now sees nothing; of other ties `rules.reviews` knows.
        """
        audiences = hooks.audiences_of(who)
        seen = Q(group__in=group_ids(audiences, "editor"))
        if "committee" in audiences:
            seen |= Q(submitted_at__isnull=False)
        own = [audience.partition(":")[2] for audience in audiences if audience.startswith("person:")]
        if own:
            joined = Membership.objects.active().filter(group=OuterRef("group"), person=OuterRef("reviewer"))
            seen |= Q(~Exists(joined), reviewer__in=own, state__in=IN_REVIEW)
        return self.filter(seen)

    def open(self):
        return self.filter(state__in=OPEN)

    def with_all(self):
        return self.select_related("group", "standard", "reviewer")


class Assessment(models.Model):
    """The root that every change of it claims. Its result is computed from the reviewer's marks, never typed."""

    class Result(models.TextChoices):
        MET = "met", pgettext_lazy("assessment", "the standard is met")
        NOT_MET = "not_met", pgettext_lazy("assessment", "the standard is not met yet")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(
        Standard, models.PROTECT, related_name="assessments", verbose_name=_("standard")
    )
    group = models.ForeignKey(Group, models.CASCADE, related_name="assessments", verbose_name=_("group"))
    state = models.CharField(_("state"), max_length=13, choices=Stage, default=Stage.DRAFT, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="reviewed_assessments", verbose_name=_("reviewer"),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="decided_assessments", verbose_name=_("decided by"),
    )  # fmt: skip
    result = models.CharField(_("result"), max_length=7, choices=Result, blank=True, editable=False)
    judged = models.JSONField(_("what was judged"), default=dict, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Stage.values), name="assessment_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="decided") | ~Q(result=""), name="a_decided_assessment_has_a_result"
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False)
                | ~Q(state__in=["under_review", "clarification", "decided"]),
                name="a_review_has_a_reviewer",
            ),
            models.UniqueConstraint(
                fields=["standard", "group"],
                condition=Q(state__in=["draft", "submitted", "under_review", "clarification"]),
                name="one_open_assessment_per_standard",
            ),
        ]

    def __str__(self):
        return str(_("%(standard)s: %(group)s") % {"standard": self.standard, "group": self.group})

    def get_absolute_url(self):
        return reverse("assessment", args=[self.uuid])

    @property
    def is_editable(self):
        return self.state == Stage.DRAFT


class Finding(models.Model):
    """What the group says of one clause with its evidence, and how the reviewer marks it."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="findings", verbose_name=_("assessment")
    )
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="findings", verbose_name=_("clause"))
    claim = models.CharField(_("how it stands"), max_length=7, choices=Mark)
    note = models.TextField(_("how you do it"), max_length=2000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.CharField(_("file"), max_length=80, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="findings", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    mark = models.CharField(_("mark of the reviewer"), max_length=7, choices=Mark, blank=True)
    why = models.TextField(_("why"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("finding on a clause")
        verbose_name_plural = _("findings on clauses")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "clause"], name="one_finding_per_clause"),
            models.CheckConstraint(condition=Q(claim__in=Mark.values), name="finding_claim_is_known"),
            models.CheckConstraint(
                condition=Q(mark="") | Q(mark__in=["met", "na"]) | ~Q(why=""), name="a_shortfall_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.assessment} · {self.clause.code}"

    @classmethod
    def kept(cls):
        """Names of all files that a row knows."""
        return set(cls.objects.exclude(file="").values_list("file", flat=True))


class Clarification(models.Model):
    """A question of the reviewer about one clause, and the group's answer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="clarifications", verbose_name=_("assessment")
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="clarifications", verbose_name=_("clause")
    )
    question = models.TextField(_("question"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="clarifications_asked", verbose_name=_("asked by")
    )  # fmt: skip
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="clarifications_answered", verbose_name=_("answered by"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return f"{self.assessment} · {self.clause.code}"
