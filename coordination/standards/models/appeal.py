"""A group's appeal against the result of an assessment, or against what the committee did to an accreditation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.committee.models import AppealOfRoom, AppealQuerySet, AppealState, Decision

from .accreditation import Accreditation
from .assessment import Assessment


class Appeal(AppealOfRoom):
    """One or two members decided, or a ballot: a ballot hears it, without them and without the group's own."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="appeals", verbose_name=_("assessment")
    )
    accreditation = models.ForeignKey(
        Accreditation, models.CASCADE, null=True, blank=True, related_name="appeals",
        verbose_name=_("accreditation"),
    )  # fmt: skip
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="assessment_appeals", verbose_name=_("against this decision")
    )

    objects = AppealQuerySet.as_manager()

    class Meta(AppealOfRoom.Meta):
        verbose_name = _("appeal of an assessment")
        verbose_name_plural = _("appeals of assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AppealState.values), name="assessment_appeal_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=~Q(state="withdrawn"), name="one_appeal_per_result"
            ),
        ]

    def __str__(self):
        return f"{self.assessment} · {self.get_state_display()}"

    @property
    def about(self):
        """The root that its steps claim: the accreditation, or the assessment."""
        return self.accreditation or self.assessment
