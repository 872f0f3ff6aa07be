"""Who is trained to review, and whom an assessment is proposed to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .assessment import Assessment


class ReviewerQuerySet(models.QuerySet):
    def current(self, code=None):
        """Trained, not ended, until their last day; with the code of a standard, those trained for it."""
        rows = self.filter(
            state=Reviewer.State.TRAINED, until__gte=timezone.localdate(), person__is_active=True
        )
        return rows if code is None else rows.filter(code__in=["", code])


class Reviewer(models.Model):
    """A person of a group whom the committee recorded as trained: for one standard by its code, or for all."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("reviewer", "invited")
        TRAINED = "trained", pgettext_lazy("reviewer", "trained")
        DECLINED = "declined", pgettext_lazy("reviewer", "does not want to")
        ENDED = "ended", pgettext_lazy("reviewer", "ended")

    OPEN = (State.INVITED, State.TRAINED)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer_roles", verbose_name=_("person")
    )
    code = models.SlugField(_("code of the standard"), max_length=40, blank=True)
    training = models.CharField(_("training"), max_length=300)
    until = models.DateField(_("trained until"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.INVITED, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewers_invited", verbose_name=_("invited by")
    )  # fmt: skip
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        verbose_name = _("trained reviewer")
        verbose_name_plural = _("trained reviewers")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["invited", "trained", "declined", "ended"]),
                name="reviewer_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(state__in=["invited", "trained"]),
                name="one_role_of_a_reviewer_per_standard",
            ),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def get_absolute_url(self):
        return reverse("reviewer_answer", args=[self.uuid])

    @property
    def is_current(self):
        return self.state == self.State.TRAINED and self.until >= timezone.localdate()


class Proposal(models.Model):
    """One person is asked to review one assessment, and answers by a day; the next one is asked only then."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("reviewer's proposal", "waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("reviewer's proposal", "accepted")
        DECLINED = "declined", pgettext_lazy("reviewer's proposal", "declined")
        PASSED = "passed", pgettext_lazy("reviewer's proposal", "passed on")
        LAPSED = "lapsed", pgettext_lazy("reviewer's proposal", "no longer needed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="proposals", verbose_name=_("assessment")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_proposals", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED, editable=False)
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("to be answered by"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("proposal of a reviewer")
        verbose_name_plural = _("proposals of reviewers")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "accepted", "declined", "passed", "lapsed"]),
                name="proposal_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state="proposed"), name="one_reviewer_proposed_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.assessment} · {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("review_proposal", args=[self.uuid])

    @property
    def is_open(self):
        return self.state == self.State.PROPOSED
