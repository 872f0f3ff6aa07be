"""Windows of time that digests answer for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WindowQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Window.State.OPEN)

    def due(self, now=None):
        """Over, and not put off after a failure."""
        now = now or timezone.now()
        return self.open().filter(end__lte=now, next_at__lte=now)


class Window(models.Model):
    """A stretch of a person's time that one digest answers for: [start, end), beginning where the last one ended.

    `covers_from` is earlier than `start` where windows before it were merged into it. What the journal told is
    counted by its places, after `seq_from` up to `seq_to`: so every entry falls into exactly one window, whatever the
    clock did. At most one window of a person is open.
    """

    class Cadence(models.TextChoices):
        DAILY = "daily", pgettext_lazy("mails", "daily")
        WEEKLY = "weekly", pgettext_lazy("mails", "weekly")
        MONTHLY = "monthly", pgettext_lazy("mails", "monthly")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("digest", "not over yet")
        WRITTEN = "written", pgettext_lazy("digest", "written")
        SKIPPED_EMPTY = "skipped_empty", pgettext_lazy("digest", "nothing was new")
        MERGED = "merged", pgettext_lazy("digest", "told by a later one")
        PAUSED = "paused", pgettext_lazy("digest", "paused by its reader")
        SUPPRESSED = "suppressed", pgettext_lazy("digest", "not wanted, or no address takes it")
        DEAD = "dead", pgettext_lazy("digest", "given up after eight tries")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_windows", verbose_name=_("person")
    )
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence)
    start = models.DateTimeField(_("from"))
    end = models.DateTimeField(_("until"))
    covers_from = models.DateTimeField(_("tells of what is new since"))
    seq_from = models.PositiveBigIntegerField(_("after this place in the journal"))
    seq_to = models.PositiveBigIntegerField(_("up to this place in the journal"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.OPEN)
    items = models.PositiveSmallIntegerField(_("lines"), default=0)
    planned_at = models.DateTimeField(_("planned"), default=timezone.now)
    next_at = models.DateTimeField(_("not before"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("window of a digest")
        verbose_name_plural = _("windows of digests")
        constraints = [
            models.UniqueConstraint(fields=["person", "cadence", "start"], name="window_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="open"), name="one_open_window"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="window_ends_after_it_begins"),
            models.CheckConstraint(
                name="window_state",
                condition=Q(
                    state__in=[
                        "open",
                        "written",
                        "skipped_empty",
                        "merged",
                        "paused",
                        "suppressed",
                        "dead",
                    ]
                ),
            ),
        ]
        indexes = [models.Index(fields=["end"], name="window_due", condition=Q(state="open"))]

    def __str__(self):
        return f"{self.person_id} {self.cadence} {self.start:%Y-%m-%d %H:%M}"
