"""Proposals to give somebody a seat, and the founding, which happens once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .seat import Seat


class Nomination(models.Model):
    """A person proposed for a seat, with its role and its term in months; it goes on once that person agreed."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("nomination", "proposed")
        ACCEPTED = "accepted", pgettext_lazy("nomination", "agreed to by the person")
        VOTING = "voting", pgettext_lazy("nomination", "put to the vote")
        SEATED = "seated", pgettext_lazy("nomination", "seated")
        DECLINED = "declined", pgettext_lazy("nomination", "not elected")
        REFUSED = "refused", pgettext_lazy("nomination", "not wanted by the person")
        WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "withdrawn")

    OPEN = (State.PROPOSED, State.ACCEPTED, State.VOTING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Seat.Role, default=Seat.Role.MEMBER)
    months = models.PositiveSmallIntegerField(_("term in months"))
    why = models.TextField(_("why"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="nominations_made",
        verbose_name=_("proposed by"),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "proposed",
                        "accepted",
                        "voting",
                        "seated",
                        "declined",
                        "refused",
                        "withdrawn",
                    ]
                ),
                name="nomination_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["member", "secretary", "chair"]), name="nomination_role_is_known"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["proposed", "accepted", "voting"]),
                name="one_open_nomination_per_person",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()}"


class Founding(models.Model):
    """The one time that an operator seated a committee; its single row is the closed door."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True, default=1)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="foundings", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("founding of the committee")
        verbose_name_plural = _("foundings of the committee")
        constraints = [models.CheckConstraint(condition=Q(number=1), name="founded_once")]

    def __str__(self):
        return str(self._meta.verbose_name)
