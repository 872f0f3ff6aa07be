"""A mail on its way out: what is kept of it, and where it stands."""

import email
import uuid
from email.policy import default as modern

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workers import cipher
from workers.models.batch import Batch


class OutgoingMessageQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=OutgoingMessage.LIVE)

    def due(self, now=None):
        """Live, and their moment has come: new, waited long enough, or left behind by a dead sender."""
        return self.live().filter(next_at__lte=now or timezone.now())

    def in_order(self):
        """As an index has them, so that the first of a hundred thousand are found at once."""
        return self.order_by("priority", "next_at")


class OutgoingMessage(models.Model):
    """One mail to one address, frozen when it was written; `next_at` is when a sender may take it (again)."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("message", "Waiting")
        SENDING = "sending", pgettext_lazy("message", "Being sent")
        SENT = "sent", pgettext_lazy("message", "Sent")
        RETRY = "retry", pgettext_lazy("message", "To be tried again")
        BOUNCED = "bounced", pgettext_lazy("message", "Refused by the receiving server")
        DEAD = "dead", pgettext_lazy("message", "Given up")
        SUPPRESSED = "suppressed", pgettext_lazy("message", "Not sent: mail to this address comes back")
        CANCELLED = "cancelled", pgettext_lazy("message", "Cancelled")
        HELD = "held", pgettext_lazy("message", "Held until an operator looks")

    class Kind(models.TextChoices):
        ACCOUNT = "account", pgettext_lazy("kind of mail", "Sign-in and security")
        LETTER = "letter", pgettext_lazy("kind of mail", "Letters")
        NOTICE = "notice", pgettext_lazy("kind of mail", "Notices")
        DIGEST = "digest", pgettext_lazy("kind of mail", "Digests")

    class Bounce(models.TextChoices):
        HARD = "hard", pgettext_lazy("bounce", "There is no such address")
        SOFT = "soft", pgettext_lazy("bounce", "The mailbox takes nothing now")
        POLICY = "policy", pgettext_lazy("bounce", "Their server refuses mail from us")
        CONTENT = (
            "content",
            pgettext_lazy("bounce", "Their server dislikes the content or the size of this mail"),
        )

    LIVE = [State.PENDING, State.SENDING, State.RETRY]
    BULK = [Kind.NOTICE, Kind.DIGEST]
    SIGN_IN, ORDINARY = 0, 5
    PRIORITIES = {Kind.ACCOUNT: SIGN_IN, Kind.LETTER: ORDINARY, Kind.NOTICE: 7, Kind.DIGEST: 9}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dedup_key = models.CharField(_("key against doubles"), max_length=400)
    message_id = models.CharField("Message-ID", max_length=255)
    recipient = models.EmailField(_("recipient"), max_length=254)
    sender = models.EmailField(_("sender"), max_length=254)
    body = models.BinaryField(_("encrypted message"), blank=True)
    kind = models.CharField(_("kind of mail"), max_length=10, choices=Kind, default=Kind.LETTER)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("batch")
    )
    priority = models.PositiveSmallIntegerField(_("priority"), default=ORDINARY)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    bounce = models.CharField(_("kind of bounce"), max_length=8, choices=Bounce, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)

    run = ""  # names the planner's run while it is written down

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        constraints = [
            models.UniqueConstraint(fields=["dedup_key"], name="outgoing_message_key"),
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
                        "held",
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
            models.Index(fields=["state", "-created_at"], name="outgoing_message_listed"),
            models.Index(fields=["recipient"], name="outgoing_message_recipient"),
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
