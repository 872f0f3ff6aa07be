"""An appeal of the leading group against a decision of the committee, and what those who hear it answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealOfRoom, AppealQuerySet, AppealState, Decision, Hearing

from .initiative import Initiative


class InitiativeAppealQuerySet(AppealQuerySet):
    def visible_to(self, who):
        """Of the initiatives that somebody may know of."""
        return self.filter(initiative__in=Initiative.objects.visible_to(who).values("pk"))


class Appeal(AppealOfRoom):
    """Against a vote, whose voters are secret, so only another ballot hears it; or against a member who suspended or
    cancelled, and then two others hear it, or a ballot. One for each decision."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="appeals", verbose_name=_("joint initiative")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="initiative_appeals", verbose_name=_("against this decision")
    )

    objects = InitiativeAppealQuerySet.as_manager()

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


class Opinion(models.Model):
    """A member's answer to an appeal; the answer in which two agree is the committee's."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="opinions", verbose_name=_("appeal"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appeal_opinions",
        verbose_name=_("answered by"),
        editable=False,
    )
    overturns = models.BooleanField(_("overturns the decision"), editable=False)
    reason_code = models.CharField(_("reason"), max_length=20, choices=Hearing, editable=False)
    reason = models.TextField(_("reason in words"), max_length=2000, editable=False)
    at = models.DateTimeField(_("answered at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("answer to an appeal")
        verbose_name_plural = _("answers to appeals")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "by"], name="one_opinion_per_appeal_and_member")
        ]

    def __str__(self):
        return f"{self.appeal} · {self.by}"
