"""Addresses that mail comes back from. They are kept disguised, so that they survive the person's erasure."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def disguised(address, secret=None):
    """An HMAC of the lower-cased address under the site's key: 64 hexadecimal digits."""
    plain = address.strip().lower()
    return salted_hmac("workers.address", plain, secret=secret, algorithm="sha256").hexdigest()


def disguises(address):
    """The same under every key that the site still knows."""
    return [disguised(address, key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]


class BouncedQuerySet(models.QuerySet):
    def of(self, address):
        return self.filter(address__in=disguises(address))


class Bounced(models.Model):
    """A day on which mail to this address came back, counted once: points by the worst bounce of the day."""

    address = models.CharField(_("disguised address"), max_length=64)
    on = models.DateField(_("day"))
    points = models.PositiveSmallIntegerField(_("points"))
    kind = models.CharField(_("kind of bounce"), max_length=8)
    code = models.CharField(_("status code"), max_length=12, blank=True)

    objects = BouncedQuerySet.as_manager()

    class Meta:
        verbose_name = _("bounce")
        verbose_name_plural = _("bounces")
        constraints = [models.UniqueConstraint(fields=["address", "on"], name="bounced_once_a_day")]

    def __str__(self):
        return f"{self.on} {self.kind} {self.code}"


class SuppressionQuerySet(models.QuerySet):
    def in_force(self, now=None):
        return self.filter(Q(until=None) | Q(until__gt=now or timezone.now()))

    def of(self, *addresses):
        return self.filter(address__in=[key for address in addresses for key in disguises(address)])


class Suppression(models.Model):
    """No bulk mail goes to this address; sign-in, security and letters still do."""

    class Why(models.TextChoices):
        BOUNCED = "bounced", pgettext_lazy("suppression", "Mail came back")
        COMPLAINT = "complaint", pgettext_lazy("suppression", "Its reader complained")

    class Scope(models.TextChoices):
        BULK = "bulk", pgettext_lazy("suppression", "Digests and notices")

    address = models.CharField(_("disguised address"), max_length=64, unique=True)
    why = models.CharField(_("why"), max_length=10, choices=Why)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.BULK)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")

    def __str__(self):
        return f"{self.why} {self.address[:8]}"
