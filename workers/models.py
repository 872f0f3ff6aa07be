"""What the background work remembers: messages on their way out, entries readers stumble on, signs of life."""

import email
import logging
import uuid
from datetime import timedelta
from email.policy import default as modern

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workers import cipher

TRIES = 8
TURN = timedelta(minutes=5)
alerts = logging.getLogger("multaqa.alerts")


class OutgoingMessageQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=OutgoingMessage.LIVE)

    def due(self, now=None):
        """Live, and their moment has come: new, waited long enough, or left behind by a dead sender."""
        return self.live().filter(next_at__lte=now or timezone.now())

    def in_order(self):
        return self.order_by("priority", "next_at", "pk")


class OutgoingMessage(models.Model):
    """One mail to one address, frozen when it was written; `next_at` is when a sender may take it (again)."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("message", "Waiting")
        SENDING = "sending", pgettext_lazy("message", "Being sent")
        SENT = "sent", pgettext_lazy("message", "Sent")
        RETRY = "retry", pgettext_lazy("message", "To be tried again")
        BOUNCED = "bounced", pgettext_lazy("message", "Refused by the receiving server")
        DEAD = "dead", pgettext_lazy("message", "Given up")
        SUPPRESSED = "suppressed", pgettext_lazy("message", "Not wanted by the recipient")
        CANCELLED = "cancelled", pgettext_lazy("message", "Cancelled")

    LIVE = [State.PENDING, State.SENDING, State.RETRY]
    SIGN_IN, ORDINARY = 0, 5

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dedup_key = models.CharField(_("key against doubles"), max_length=400, unique=True)
    message_id = models.CharField("Message-ID", max_length=255)
    recipient = models.EmailField(_("recipient"), max_length=254)
    sender = models.EmailField(_("sender"), max_length=254)
    body = models.BinaryField(_("encrypted message"), blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), default=ORDINARY)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        constraints = [
            models.CheckConstraint(
                name="outgoing_message_state",
                condition=Q(
                    state__in=[
                        "pending",
                        "sending",
                        "sent",
                        "retry",
                        "bounced",
                        "dead",
                        "suppressed",
                        "cancelled",
                    ]
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "next_at"],
                name="outgoing_message_live",
                condition=Q(state__in=["pending", "sending", "retry"]),
            ),
        ]

    def __str__(self):
        return f"{self.message_id} → {self.recipient}"

    @property
    def content(self):
        """The frozen message as bytes, empty once it was sent or thrown away."""
        return cipher.decrypt(bytes(self.body)) if self.body else b""

    @property
    def letter(self):
        """The frozen message as an `email.message.EmailMessage`."""
        return email.message_from_bytes(self.content, policy=modern)


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
