"""Partner organisations, their API keys, and how much each key is used."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connections, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.crypto import KeyGenerator

A_MINUTE = 600  # requests of one key, unless the committee said otherwise


class Partner(models.Model):
    """An organisation that reads, and where granted writes, through the API."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    contact_email = models.EmailField(_("contact e-mail"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("partner institution")
        verbose_name_plural = _("partner institutions")

    def __str__(self):
        return self.name


class Scope(models.TextChoices):
    READ_DIRECTORY = "read:directory", _("read the directory")


class KeyQuerySet(models.QuerySet):
    def usable(self):
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class KeyManager(models.Manager.from_queryset(KeyQuerySet)):  # type: ignore[misc]
    generator = KeyGenerator()

    def grant(self, partner, scopes, expires_at=None, *, name="", text=None):
        """(the key's row, its text): the text is shown once and never stored. At most a year, two live ones a partner.

        `text` sets a fixed key, like the demo's; its prefix is what stands before the dot.
        """
        key = self.model(
            partner=partner, name=name, scopes=list(scopes), expires_at=expires_at or a_year_from_now()
        )
        text = self.cut(key, text)
        key.full_clean()
        key.save()
        return key, text

    def cut(self, key, text=None):
        """Gives an unsaved key its prefix and hash, and returns the text that opens it."""
        text = text or self.generator.generate()[0]
        key.prefix, key.hashed_key = text.partition(".")[0], self.generator.hash(text)
        return text

    def find(self, text):
        """The usable key with this text, or None."""
        prefix = text.partition(".")[0]
        key = self.usable().filter(prefix=prefix).select_related("partner").first()
        return key if key and self.generator.verify(text, key.hashed_key) else None


def a_year_from_now():
    return timezone.now() + timedelta(days=365)


class Key(models.Model):
    """A partner's API key; only a hash of it is kept, and its first letters to recognise it by."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="keys", verbose_name=_("partner institution")
    )
    name = models.CharField(_("what it is for"), max_length=50, blank=True)
    prefix = models.CharField(_("begins with"), max_length=8, unique=True, editable=False)
    hashed_key = models.CharField(_("hash"), max_length=150, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires at"), default=a_year_from_now)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    per_minute = models.PositiveIntegerField(
        _("requests a minute"),
        default=A_MINUTE,
        validators=[MinValueValidator(1), MaxValueValidator(100_000)],
    )
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True, editable=False)

    objects = KeyManager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.prefix}…"

    def clean(self):
        super().clean()
        if unknown := set(self.scopes) - set(Scope.values):
            raise ValidationError(
                {"scopes": _("Unknown: %(names)s.") % {"names": ", ".join(sorted(unknown))}}
            )
        if self.expires_at > a_year_from_now() + timedelta(minutes=1):
            raise ValidationError({"expires_at": _("A key lives for a year at most.")})
        others = Key.objects.usable().filter(partner=self.partner_id).exclude(pk=self.pk)
        if self.revoked_at is None and others.count() >= 2:
            raise ValidationError(_("Two keys are live already. Revoke one of them first."))

    def revoke(self):
        Key.objects.filter(pk=self.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
        self.refresh_from_db(fields=["revoked_at"])

    @property
    def is_usable(self):
        return self.revoked_at is None and self.expires_at > timezone.now()


class UsageManager(models.Manager):
    def note(self, key, refused=False):
        """Counts one request of this key for today, in one statement on both databases."""
        connection = connections[self.db]
        today = connection.ops.adapt_datefield_value(timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [key.pk, today, int(refused)])


class Usage(models.Model):
    """How often a key asked on a day, and how often it was told to wait."""

    key = models.ForeignKey(Key, models.CASCADE, related_name="usage", verbose_name=_("API key"))
    day = models.DateField(_("day"))
    requests = models.PositiveIntegerField(_("requests"), default=0)
    refused = models.PositiveIntegerField(_("told to wait"), default=0)

    objects = UsageManager()

    class Meta:
        verbose_name = _("use of an API key")
        verbose_name_plural = _("uses of API keys")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="one_row_per_key_and_day")]

    def __str__(self):
        return f"{self.key_id} {self.day} {self.requests}"


COUNT = """
INSERT INTO accounts_usage (key_id, day, requests, refused) VALUES (%s, %s, 1, %s)
ON CONFLICT (key_id, day) DO UPDATE SET
    requests = accounts_usage.requests + 1, refused = accounts_usage.refused + excluded.refused
"""
