"""Taking an accreditation away: proposed by one member, done when a second one agrees or a ballot carries it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.models.group import group_ids

from .accreditation import Accreditation, Because


class RevocationQuerySet(models.QuerySet):
    def visible_to(self, who):
        """What is only proposed is the committee's own; the group's editors and leaders read what was done."""
        audiences = hooks.audiences_of(who)
        if "committee" in audiences:
            return self
        groups = group_ids(audiences, "editor")
        return self.filter(state=Revocation.State.DONE, accreditation__group__in=groups)

    def open(self):
        """Proposals that can still be agreed to, or that are being voted on."""
        fresh = Q(state=Revocation.State.PROPOSED, until__gt=timezone.now())
        return self.filter(fresh | Q(state=Revocation.State.VOTING))


class Revocation(models.Model):
    """Its steps claim the accreditation. After `until` a proposal that nobody seconded has lapsed, stored or not."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("revocation", "proposed")
        VOTING = "voting", pgettext_lazy("revocation", "put to the vote")
        DONE = "done", pgettext_lazy("revocation", "decided")
        DROPPED = "dropped", pgettext_lazy("revocation", "dropped")
        LAPSED = "lapsed", pgettext_lazy("revocation", "lapsed")

    LIVING = (State.PROPOSED, State.VOTING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    accreditation = models.ForeignKey(
        Accreditation, models.CASCADE, related_name="revocations", verbose_name=_("accreditation")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED, editable=False)
    reason_code = models.CharField(_("reason"), max_length=10, choices=Because, editable=False)
    reason = models.TextField(_("reason in words"), max_length=1000, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="revocations_proposed", verbose_name=_("proposed by")
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("to be seconded by"), editable=False)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="revocations_seconded", verbose_name=_("seconded by"),
    )  # fmt: skip
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    objects = RevocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "voting", "done", "dropped", "lapsed"]),
                name="revocation_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["accreditation"],
                condition=Q(state__in=["proposed", "voting"]),
                name="one_living_revocation",
            ),
            models.CheckConstraint(
                condition=~Q(seconded_by=F("proposed_by")), name="revocation_is_seconded_by_another"
            ),
        ]

    def __str__(self):
        return f"{self.accreditation} · {self.get_state_display()}"

    @property
    def is_open(self):
        fresh = self.state == self.State.PROPOSED and self.until > timezone.now()
        return fresh or self.state == self.State.VOTING
