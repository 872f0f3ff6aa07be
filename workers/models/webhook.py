"""What partners want to hear by webhook, and every message to them."""

import json
import uuid
from datetime import UTC, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Partner
from workers import cipher

OLD_SECRET_LASTS = timedelta(days=7)


class News(models.TextChoices):
    """What a message may be about; a partner chooses among them."""

    GROUP_LISTED = "group.listed", _("A group was listed in the directory")
    GROUP_CHANGED = "group.changed", _("A group’s page changed")
    GROUP_GONE = "group.gone", _("A group left the directory")
    ACHIEVEMENTS = "group.achievements", _("The achievements of a group changed")
    INITIATIVE_APPROVED = "initiative.approved", _("An initiative was approved")
    INITIATIVE_CHANGED = "initiative.changed", _("An initiative moved on or changed")
    DECISION = "decision.published", _("A decision was published")


TEST, CATCH_UP = "test", "catch_up"


class WebhookQuerySet(models.QuerySet):
    def kept_by(self, person):
        return self.filter(partner__keeper=person).exclude(state=Webhook.State.REMOVED)

    def listening(self):
        return self.filter(state=Webhook.State.ON)

    def reading(self):
        """Those of partners that may read now."""
        today = timezone.localdate()
        still = Q(partner__ends_on=None) | Q(partner__ends_on__gte=today)
        return self.filter(still, partner__state=Partner.State.GRANTED)

    def missed(self, after):
        """Notes that what was sealed after this number was not told one by one; the earliest such place counts."""
        return self.update(missed_after=Least(Coalesce("missed_after", after), after))


class Webhook(models.Model):
    """An https address of a partner and the kinds of news it wants; `missed_after` is where it must read on itself."""

    class State(models.TextChoices):
        ON = "on", pgettext_lazy("webhook", "on")
        OFF = "off", pgettext_lazy("webhook", "switched off")
        GONE = "gone", pgettext_lazy("webhook", "switched off: it answered 410 Gone")
        FAILED = "failed", pgettext_lazy("webhook", "switched off: nothing but failures for three days")
        REMOVED = "removed", pgettext_lazy("webhook", "removed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="webhooks", verbose_name=_("partner institution")
    )
    url = models.CharField(_("address"), max_length=500)
    host = models.CharField(_("server"), max_length=253)
    kinds = models.JSONField(_("kinds of news"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ON)
    sealed_secret = models.BinaryField(_("encrypted secret"), blank=True)
    sealed_old = models.BinaryField(_("encrypted old secret"), blank=True)
    old_until = models.DateTimeField(_("the old secret signs until"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    free_at = models.DateTimeField(_("left alone until"), default=timezone.now)
    missed_after = models.PositiveBigIntegerField(_("not told one by one after"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.CheckConstraint(
                name="webhook_state", condition=Q(state__in=["on", "off", "gone", "failed", "removed"])
            )
        ]

    def __str__(self):
        return self.host

    def get_absolute_url(self):
        return reverse("webhook", args=[self.uuid])

    @property
    def secrets(self):
        """Those that sign now, the newest first."""
        sealed = [self.sealed_secret, *([self.sealed_old] if self.has_old_secret else [])]
        return [cipher.decrypt(bytes(one)).decode() for one in sealed]

    @property
    def has_old_secret(self):
        return bool(self.old_until and self.old_until > timezone.now())

    @property
    def kind_names(self):
        return [label for value, label in News.choices if value in self.kinds]


class DeliveryQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state__in=Delivery.LIVE)

    def due(self, now=None):
        """Live, their moment has come, and the webhook takes messages; what was asked for by hand does not wait."""
        now = now or timezone.now()
        takes = Q(webhook__state=Webhook.State.ON, webhook__free_at__lte=now)
        asked = Q(type=TEST) & ~Q(webhook__state=Webhook.State.REMOVED)
        reading = Webhook.objects.reading().values("pk")
        return self.live().filter(takes | asked, next_at__lte=now, webhook__in=reading)


class Delivery(models.Model):
    """One message to one webhook; its number is the same however often it is sent."""

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("delivery", "waiting")
        SENDING = "sending", pgettext_lazy("delivery", "being sent")
        SENT = "sent", pgettext_lazy("delivery", "delivered")
        RETRY = "retry", pgettext_lazy("delivery", "to be tried again")
        DEAD = "dead", pgettext_lazy("delivery", "given up")
        CANCELLED = "cancelled", pgettext_lazy("delivery", "not sent: switched off")

    class Trouble(models.TextChoices):
        ANSWER = "answer", _("The answer was no success (2xx).")
        SLOW = "slow", _("No answer within five seconds.")
        UNREACHABLE = "unreachable", _("The server cannot be reached.")
        CERTIFICATE = "certificate", _("The certificate is not valid for this name.")
        BROKEN = "broken", _("The connection broke off.")
        NAME = "name", _("The name does not lead anywhere.")
        PRIVATE = "private", _("The name leads to an address that is not public.")
        SECRET = "secret", _("The secret cannot be read any more. Make a new one.")
        ADDRESS = "address", _("The address is of a kind that is not written to.")

    LIVE = [State.PENDING, State.SENDING, State.RETRY]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    entry = models.UUIDField(_("id of the change"))
    type = models.CharField(_("kind of news"), max_length=30)
    seq = models.PositiveBigIntegerField(_("number in the chain"))
    thing = models.UUIDField(_("id of what it is about"))
    url = models.CharField(_("address"), max_length=500)
    at = models.DateTimeField(_("when it happened"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempt = models.PositiveIntegerField(_("attempt"), default=0)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    since = models.DateTimeField(_("to be sent since"), default=timezone.now)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("status of the answer"), null=True, blank=True)
    trouble = models.CharField(_("what went wrong"), max_length=12, choices=Trouble, blank=True)
    said = models.CharField(_("beginning of the answer"), max_length=200, blank=True)
    seconds = models.FloatField(_("seconds until the answer"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["webhook", "entry", "type"], name="delivery_once_an_entry"),
            models.CheckConstraint(
                name="delivery_state",
                condition=Q(state__in=["pending", "sending", "sent", "retry", "dead", "cancelled"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                name="delivery_live",
                condition=Q(state__in=["pending", "sending", "retry"]),
            ),
            models.Index(fields=["webhook", "-created_at"], name="delivery_listed"),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """What the receiver sees as webhook-id."""
        return f"msg_{self.id.hex}"

    @property
    def body(self):
        """The message as bytes, always the same."""
        told = {
            "type": self.type,
            "seq": self.seq,
            "uuid": str(self.thing),
            "url": self.url,
            "at": self.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def place_before(self):
        """The number in the chain after which `changes/` tells of it too."""
        return self.seq if self.type == CATCH_UP else self.seq - 1

    @property
    def label(self):
        own = {TEST: _("Test"), CATCH_UP: _("Read on in changes/")}
        return own.get(self.type) or dict(News.choices).get(self.type, self.type)
