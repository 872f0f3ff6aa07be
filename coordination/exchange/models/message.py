"""What two groups write to each other about one response; the committee reads it where it mediates."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Group

from .response import Response


class MessageQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Whoever sees the response; a hidden one is for the committee alone."""
        return self.filter(response__in=Response.objects.visible_to(who).values("pk"))

    def reported(self):
        """Those that the secretary has not answered yet."""
        return self.filter(reported_at__isnull=False, settled_at=None)


class Message(models.Model):
    """Private to the two sides and the committee; `group` is whose voice it is, none that of a giver from outside."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    response = models.ForeignKey(
        Response, models.CASCADE, related_name="messages", verbose_name=_("response")
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exchange_messages",
        verbose_name=_("group"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="exchange_messages", verbose_name=_("written by")
    )  # fmt: skip
    text = models.TextField(_("message"), max_length=2000)
    file = models.CharField(_("file"), max_length=80, blank=True, editable=False)
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="reported_messages", verbose_name=_("reported by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(_("looked at"), null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message about a response")
        verbose_name_plural = _("messages about responses")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.response} · {self.at:%Y-%m-%d %H:%M}"

    @property
    def voice(self):
        return self.group if self.group_id else self.response.from_outside

    @classmethod
    def kept(cls):
        """Names of all files that a row knows."""
        return set(cls.objects.exclude(file="").values_list("file", flat=True))
