"""Mails that belong together: one run of a planner, or what a restored dump would send again."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BatchQuerySet(models.QuerySet):
    def held(self):
        return self.filter(state=Batch.State.HELD)


class Batch(models.Model):
    """One run of a kind of bulk mail on one day of the site; held when it grows past what is usual."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("batch of mails", "Usual")
        HELD = "held", pgettext_lazy("batch of mails", "Held")
        RELEASED = "released", pgettext_lazy("batch of mails", "Released")
        DROPPED = "dropped", pgettext_lazy("batch of mails", "Dropped")

    RESTORED = "restored"

    kind = models.CharField(_("kind of mail"), max_length=10)
    run = models.CharField(_("run"), max_length=40, blank=True)
    on = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    version = models.PositiveIntegerField(_("version"), default=0)
    mails = models.PositiveIntegerField(_("mails"), default=0)
    usual = models.PositiveIntegerField(_("most that is usual"), null=True, blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of mails")
        verbose_name_plural = _("batches of mails")
        constraints = [
            models.UniqueConstraint(fields=["kind", "run", "on"], name="batch_once_a_day"),
            models.CheckConstraint(
                name="batch_state",
                condition=models.Q(state__in=["running", "held", "released", "dropped"]),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.run} {self.on}"
