"""A suspension: proposed by one member, in force when a second one agrees or a ballot carries it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.models import Group

from .of_group import OfGroupQuerySet, known, public_id
from .reasons import Lifting, Suspending


class SuspensionQuerySet(OfGroupQuerySet):
    def visible_to(self, who):
        """What is only proposed is the committee's own; leaders read what came of it."""
        audiences = hooks.audiences_of(who)
        seen = super().visible_to(audiences)
        return seen if "committee" in audiences else seen.filter(state__in=Suspension.ONCE_IN_FORCE)

    def open(self):
        """Proposals that can still be agreed to, or that are being voted on."""
        fresh = Q(state=Suspension.State.PROPOSED, until__gt=timezone.now())
        return self.filter(fresh | Q(state=Suspension.State.VOTING))

    def in_force(self):
        return self.filter(state=Suspension.State.IN_FORCE)


class Suspension(models.Model):
    """Its steps claim the group. After `until` a proposal that nobody seconded has lapsed, whatever is stored."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("suspension", "proposed")
        VOTING = "voting", pgettext_lazy("suspension", "put to the vote")
        IN_FORCE = "in_force", pgettext_lazy("suspension", "in force")
        DROPPED = "dropped", pgettext_lazy("suspension", "dropped")
        LAPSED = "lapsed", pgettext_lazy("suspension", "lapsed")
        LIFTED = "lifted", pgettext_lazy("suspension", "lifted")
        OVERTURNED = "overturned", pgettext_lazy("suspension", "overturned by an appeal")
        ENDED = "ended", pgettext_lazy("suspension", "ended, because the group is in the archive")

    ONCE_IN_FORCE = (State.IN_FORCE, State.LIFTED, State.OVERTURNED, State.ENDED)
    LIVING = (State.PROPOSED, State.VOTING, State.IN_FORCE)

    uuid = public_id()
    group = models.ForeignKey(Group, models.CASCADE, related_name="suspensions", verbose_name=_("group"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    reason_code = models.CharField(_("reason"), max_length=20, choices=Suspending, editable=False)
    reason = models.TextField(_("reason in words"), max_length=2000, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="suspensions_proposed",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    until = models.DateTimeField(_("to be seconded by"), editable=False)
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suspensions_seconded",
        verbose_name=_("seconded by"),
        editable=False,
    )
    by_ballot = models.BooleanField(_("decided by ballot"), default=False, editable=False)
    began_at = models.DateTimeField(_("in force since"), null=True, blank=True, editable=False)
    lift_code = models.CharField(
        _("why it was lifted"), max_length=20, choices=Lifting, blank=True, editable=False
    )
    lift_reason = models.TextField(
        _("why it was lifted, in words"), max_length=2000, blank=True, editable=False
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suspensions_ended",
        verbose_name=_("ended by"),
        editable=False,
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["proposed_at", "pk"]
        constraints = [
            known(
                "state",
                ["proposed", "voting", "in_force", "dropped", "lapsed", "lifted", "overturned", "ended"],
                "suspension_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(state__in=["proposed", "voting", "in_force"]),
                name="one_living_suspension_per_group",
            ),
            models.CheckConstraint(
                condition=~Q(seconded_by=models.F("proposed_by")), name="suspension_is_seconded_by_another"
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.get_state_display()}"

    @property
    def is_open(self):
        fresh = self.state == self.State.PROPOSED and self.until > timezone.now()
        return fresh or self.state == self.State.VOTING
