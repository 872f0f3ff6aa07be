"""The coordinating committee: who sits on it, as what, from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SeatQuerySet(models.QuerySet):
    def current(self, at=None):
        """Seats whose term runs at this moment; one that ended lost its rights that minute."""
        at = at or timezone.now()
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), starts_at__lte=at)


class Seat(models.Model):
    """A person's term on the committee, half-open: from starts_at until just before ends_at."""

    class Role(models.TextChoices):
        MEMBER = "member", pgettext_lazy("seat", "member of the committee")
        SECRETARY = "secretary", pgettext_lazy("seat", "secretary")
        CHAIR = "chair", pgettext_lazy("seat", "chair of the committee")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    starts_at = models.DateTimeField(_("term begins"))
    ends_at = models.DateTimeField(_("term ends"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat on the committee")
        verbose_name_plural = _("seats on the committee")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["member", "secretary", "chair"]), name="seat_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="seat_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()}"

    @property
    def is_current(self):
        return self.starts_at <= timezone.now() and not (self.ends_at and self.ends_at <= timezone.now())
