"""An appeal of a group's leader against a decline or a suspension."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealOfRoom, AppealQuerySet, Hearing
from directory.models import Group

from .admission import Admission
from .of_group import OfGroupQuerySet, known
from .suspension import Suspension


class OfGroupAppealQuerySet(AppealQuerySet, OfGroupQuerySet):
    """Open ones and late ones, of the groups that somebody may know of."""


class Appeal(AppealOfRoom):
    """Heard by those who did not decide: who that was stands with the decision, an admission or a suspension."""

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

    objects = OfGroupAppealQuerySet.as_manager()

    class Meta(AppealOfRoom.Meta):
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
