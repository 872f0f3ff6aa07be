"""An appeal of the leading group against the ballot that declined its initiative."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealOfRoom, AppealQuerySet, AppealState, Decision

from .initiative import Initiative


class Appeal(AppealOfRoom):
    """Voters are secret, so only another ballot hears it. One for each vote that declined the initiative."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="appeals", verbose_name=_("joint initiative")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="initiative_appeals", verbose_name=_("against this decision")
    )

    objects = AppealQuerySet.as_manager()

    class Meta(AppealOfRoom.Meta):
        verbose_name = _("appeal of an initiative")
        verbose_name_plural = _("appeals of initiatives")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AppealState.values), name="initiative_appeal_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=~Q(state="withdrawn"), name="one_appeal_per_vote"
            ),
        ]

    def __str__(self):
        return f"{self.initiative} · {self.get_state_display()}"
