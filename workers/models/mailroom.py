"""The mailroom as a whole: its switch, the mail hosts and their pace."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def birth():
    return uuid.uuid4().hex


class MailroomManager(models.Manager):
    def the(self):
        """The one mailroom of the site."""
        return self.get_or_create(pk=1)[0]


class Mailroom(models.Model):
    """One row: whether mail goes out, and how often it was opened, which a restored dump has forgotten."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("mailroom", "Mail goes out")
        BULK_PAUSED = "bulk_paused", pgettext_lazy("mailroom", "Digests and notices wait")
        PAUSED = "paused", pgettext_lazy("mailroom", "No mail goes out")

    state = models.CharField(_("state"), max_length=11, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    birth = models.CharField(_("mark of this database"), max_length=32, default=birth)
    openings = models.PositiveBigIntegerField(_("openings"), default=0)
    opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    objects = MailroomManager()

    class Meta:
        verbose_name = _("mailroom")
        verbose_name_plural = _("mailrooms")
        constraints = [
            models.CheckConstraint(name="one_mailroom", condition=models.Q(pk=1)),
            models.CheckConstraint(
                name="mailroom_state", condition=models.Q(state__in=["open", "bulk_paused", "paused"])
            ),
        ]

    def __str__(self):
        return str(self.get_state_display())


class Host(models.Model):
    """A mail server that we hand mails to: when it may be given the next one, and whether it asked for patience."""

    name = models.CharField(_("host"), max_length=255, unique=True)
    free_at = models.DateTimeField(_("next mail not before"), default=timezone.now)
    level = models.PositiveSmallIntegerField(_("slowed"), default=0)
    slowed_at = models.DateTimeField(_("last asked for patience"), null=True, blank=True)
    said = models.CharField(_("what it said"), max_length=300, blank=True)
    hour = models.DateTimeField(_("hour that is counted"), default=timezone.now)
    in_hour = models.PositiveIntegerField(_("mails in this hour"), default=0)

    class Meta:
        verbose_name = _("mail server")
        verbose_name_plural = _("mail servers")

    def __str__(self):
        return self.name
