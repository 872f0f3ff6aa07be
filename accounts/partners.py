"""Partner organisations, their API keys, and how much each key is used."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connections, models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from rest_framework_api_key.crypto import KeyGenerator

from deeds import hooks

A_MINUTE = 600  # requests of one key, unless the committee said otherwise


class Scope(models.TextChoices):
    """What a key opens. Those OF_GROUPS open nothing until a group's leader allows it too."""

    READ_DIRECTORY = "read:directory", _("Read the directory, with a limit of its own")
    READ_DRAFTS = (
        "read:drafts",
        _("Read the initiatives of groups that allow it before they are public"),
    )
    WRITE_INITIATIVES = (
        "write:initiatives",
        _("Write drafts of initiatives in the name of groups that allow it"),
    )
    WRITE_REQUESTS = (
        "write:requests",
        _("Write drafts of requests and offers in the name of groups that allow it"),
    )


OF_GROUPS = (Scope.READ_DRAFTS, Scope.WRITE_INITIATIVES, Scope.WRITE_REQUESTS)


def granted(path=""):
    return models.Q(**{f"{path}state": "granted"})


def over(path=""):
    return models.Q(**{f"{path}ends_on__lt": timezone.localdate()})


class PartnerQuerySet(models.QuerySet):
    def visible_to(self, who):
        """One's own; the committee all. Operators look in the admin, where looking leaves an entry."""
        audiences = hooks.audiences_of(who)
        if "committee" in audiences:
            return self
        people = [audience.partition(":")[2] for audience in audiences if audience.startswith("person:")]
        return self.filter(keeper__in=people)

    def reading(self):
        """Granted, and their day is not over."""
        return self.filter(granted()).exclude(over())


class Partner(models.Model):
    """An organisation that reads through the API: asked for by its keeper, granted by the committee until a day."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("partner", "waiting for the committee")
        GRANTED = "granted", pgettext_lazy("partner", "granted")
        REFUSED = "refused", pgettext_lazy("partner", "not granted")
        WITHDRAWN = "withdrawn", pgettext_lazy("partner", "withdrawn")
        ENDED = "ended", pgettext_lazy("partner", "ended by the committee")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, unique=True)
    contact_email = models.EmailField(_("contact e-mail"))
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="partners",
        verbose_name=_("who asked for it"),
    )
    purpose = models.TextField(_("what the data is for"), max_length=1000, blank=True)
    scopes = models.JSONField(_("scopes"), default=list, blank=True)
    per_minute = models.PositiveIntegerField(_("requests a minute"), default=A_MINUTE)
    ends_on = models.DateField(_("granted until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.GRANTED, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner institution")
        verbose_name_plural = _("partner institutions")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "granted", "refused", "withdrawn", "ended"]),
                name="partner_state_is_known",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partner", args=[self.uuid])

    @property
    def allowed(self):
        """What it may do, in words."""
        return [Scope(scope).label for scope in self.scopes if scope in Scope.values]

    @property
    def reads_now(self):
        """Granted, and its day is not over."""
        return self.state == self.State.GRANTED and (
            self.ends_on is None or self.ends_on >= timezone.localdate()
        )


class KeyQuerySet(models.QuerySet):
    def usable(self):
        """Neither revoked nor over, of a partner that may still read."""
        live = self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
        return live.filter(granted("partner__")).exclude(over("partner__"))


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
        return self.revoked_at is None and self.expires_at > timezone.now() and self.partner.reads_now


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


ADD_USE = """
ON CONFLICT (key_id, day) DO UPDATE SET
    requests = accounts_usage.requests + 1, refused = accounts_usage.refused + excluded.refused
"""
COUNT = f"INSERT INTO accounts_usage (key_id, day, requests, refused) VALUES (%s, %s, 1, %s) {ADD_USE}"
