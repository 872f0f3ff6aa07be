"""Entries that readers stumble on, and the signs of life of every job."""

import logging
from datetime import timedelta

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TRIES = 8
TURN = timedelta(minutes=5)
alerts = logging.getLogger("multaqa.alerts")


class StuckQuerySet(models.QuerySet):
    def given_up(self):
        return self.filter(given_up_at__isnull=False)

    def failed(self, reader, seq, error):
        """Count one more failure of a reader on the entry sealed as `seq`; true: leave it behind."""
        self.get_or_create(reader=reader, seq=seq)
        stuck, now = self.filter(reader=reader, seq=seq, given_up_at=None), timezone.now()
        said = f"{type(error).__name__}: {error}"[:300]
        if not stuck.update(tries=F("tries") + 1, error=said, last_at=now):
            return True
        if not stuck.filter(tries__gte=TRIES).update(given_up_at=now):
            return False
        alerts.error("The reader %s left entry %s behind after %s tries: %s", reader, seq, TRIES, error)
        return True

    def recovered(self, reader, seq):
        """The reader got past this entry after all."""
        self.filter(reader=reader, seq=seq, given_up_at__isnull=True).delete()


class Stuck(models.Model):
    """A journal entry that a reader fails on; left behind, with an alert, after eight tries."""

    reader = models.CharField(_("reader"), max_length=60)
    seq = models.PositiveBigIntegerField(_("seal"))
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    first_at = models.DateTimeField(_("first failure"), default=timezone.now)
    last_at = models.DateTimeField(_("last failure"), default=timezone.now)
    given_up_at = models.DateTimeField(_("left behind"), null=True, blank=True)

    objects = StuckQuerySet.as_manager()

    class Meta:
        verbose_name = _("stuck entry")
        verbose_name_plural = _("stuck entries")
        constraints = [models.UniqueConstraint(fields=["reader", "seq"], name="stuck_once_a_reader")]

    def __str__(self):
        return f"{self.reader} {self.seq}"


class HeartbeatQuerySet(models.QuerySet):
    def beat(self, job, rest=0):
        """The job ran through without an error; its next turn comes after `rest` seconds."""
        well = {"failures": 0, "failing_since": None, "error": ""}
        now = timezone.now()
        self.update_or_create(job=job, defaults={"at": now, "next_at": now + timedelta(seconds=rest), **well})

    def take_turn(self, job):
        """True for one of all that ask when the job is due; for the next one after five minutes, if that one died."""
        self.get_or_create(job=job, defaults={"at": None})
        now = timezone.now()
        return bool(self.filter(job=job, next_at__lte=now).update(next_at=now + TURN))

    def failed(self, job, error):
        """The job broke off; `at` keeps the last time it ran through."""
        self.get_or_create(job=job, defaults={"at": None})
        self.filter(job=job).update(
            failures=F("failures") + 1,
            failing_since=Coalesce("failing_since", timezone.now()),
            error=f"{type(error).__name__}: {error}"[:300],
        )

    def failing(self):
        return self.filter(failures__gt=0)


class Heartbeat(models.Model):
    """When each job of the background work last ran through, and since when it fails."""

    job = models.CharField(_("job"), max_length=60, unique=True)
    at = models.DateTimeField(_("last ran through"), null=True)
    next_at = models.DateTimeField(_("next turn"), default=timezone.now)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self):
        return f"{self.job} {self.at}"
