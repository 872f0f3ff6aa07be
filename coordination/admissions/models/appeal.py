"""An appeal of a group's leader against a decline or a suspension."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Group

from .admission import Admission
from .of_group import OfGroupQuerySet, known, public_id
from .reasons import Hearing
from .suspension import Suspension


class AppealQuerySet(OfGroupQuerySet):
    def open(self):
        return self.filter(state__in=Appeal.OPEN)


class Appeal(models.Model):
    """Heard by those who did not decide: who that was stands with the decision, an admission or a suspension."""

    class State(models.TextChoices):
        FILED = "filed", pgettext_lazy("appeal", "filed")
        VOTING = "voting", pgettext_lazy("appeal", "put to the vote")
        STANDS = "decision_stands", pgettext_lazy("appeal", "the decision stands")
        OVERTURNED = "decision_overturned", pgettext_lazy("appeal", "the decision is overturned")
        WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "taken back")
        MOOT = "moot", pgettext_lazy("appeal", "settled in another way")

    OPEN = (State.FILED, State.VOTING)

    uuid = public_id()
    group = models.ForeignKey(Group, models.CASCADE, related_name="appeals", verbose_name=_("group"))
    admission = models.ForeignKey(
        Admission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("against this decline"),
    )
    suspension = models.ForeignKey(
        Suspension,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("against this suspension"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.FILED, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals", verbose_name=_("filed by")
    )
    words = models.TextField(_("why the decision is wrong"), max_length=4000)
    filed_at = models.DateTimeField(_("filed at"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("to be heard by"), editable=False)
    reason_code = models.CharField(_("reason"), max_length=20, choices=Hearing, blank=True, editable=False)
    reason = models.TextField(_("reason in words"), max_length=2000, blank=True, editable=False)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appeals_heard",
        verbose_name=_("heard by"),
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["due_at", "pk"]
        constraints = [
            known(
                "state",
                ["filed", "voting", "decision_stands", "decision_overturned", "withdrawn", "moot"],
                "appeal_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(admission__isnull=True) ^ Q(suspension__isnull=True),
                name="appeal_is_against_one_decision",
            ),
            models.UniqueConstraint(
                fields=["admission"], condition=~Q(state="withdrawn"), name="one_appeal_per_decline"
            ),
            models.UniqueConstraint(
                fields=["suspension"], condition=~Q(state="withdrawn"), name="one_appeal_per_suspension"
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.get_state_display()}"

    @property
    def decision(self):
        """The admission that was declined, or the suspension."""
        return self.admission or self.suspension

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_late(self):
        return self.is_open and self.due_at < timezone.now()
