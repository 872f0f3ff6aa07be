"""A group that asks to be listed, and what the committee looked at before it answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Group

from .of_group import OfGroupQuerySet, known, public_id
from .reasons import Declining


class AdmissionQuerySet(OfGroupQuerySet):
    def waiting(self):
        return self.filter(outcome=Admission.Outcome.WAITING)


class Admission(models.Model):
    """One handing in, and its answer. It follows the group's standing, and its steps claim the group.

    `codes` are ToMend of what was returned; `reason_code` is why it was declined.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("admission", "with the committee")
        LISTED = "listed", pgettext_lazy("admission", "listed")
        RETURNED = "returned", pgettext_lazy("admission", "returned")
        DECLINED = "declined", pgettext_lazy("admission", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("admission", "taken back")
        OVERTURNED = "overturned", pgettext_lazy("admission", "declined, then listed after an appeal")

    uuid = public_id()
    group = models.ForeignKey(Group, models.CASCADE, related_name="admissions", verbose_name=_("group"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="admissions", verbose_name=_("handed in by")
    )
    submitted_at = models.DateTimeField(_("handed in at"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("to be answered by"), editable=False)
    words = models.TextField(_("words to the committee"), max_length=1000, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING, editable=False
    )
    codes = models.JSONField(_("what to mend"), default=list, blank=True, editable=False)
    reason_code = models.CharField(_("reason"), max_length=20, choices=Declining, blank=True, editable=False)
    reason = models.TextField(_("reason in words"), max_length=2000, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="admissions_decided",
        verbose_name=_("decided by"),
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be listed")
        verbose_name_plural = _("requests to be listed")
        ordering = ["submitted_at", "pk"]
        constraints = [
            known(
                "outcome",
                ["waiting", "listed", "returned", "declined", "withdrawn", "overturned"],
                "admission_outcome_is_known",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(outcome="waiting"), name="one_waiting_admission_per_group"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "withdrawn"]) | Q(decided_at__isnull=False),
                name="admission_answer_has_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {timezone.localdate(self.submitted_at)}"

    @property
    def waits(self):
        return self.outcome == self.Outcome.WAITING

    @property
    def is_late(self):
        return self.waits and self.due_at < timezone.now()


class Review(models.Model):
    """What one member of the committee found on looking: the lines of the checklist that hold.

    `lines` are the checklist as it was, [{code, ar, en, holds}], so that a later bylaw does not change what was seen.
    """

    admission = models.ForeignKey(
        Admission, models.CASCADE, related_name="reviews", verbose_name=_("request to be listed")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    seen = models.PositiveIntegerField(_("version of the group that was seen"), editable=False)
    lines = models.JSONField(_("checklist"), default=list, editable=False)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Admission.Outcome, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("review of a request")
        verbose_name_plural = _("reviews of requests")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.admission} · {self.by}"

    @property
    def held(self):
        return [line for line in self.lines if line["holds"]]
