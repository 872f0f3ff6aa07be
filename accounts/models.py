"""Who people are: persons, partner organisations with their keys, and counters that hold under load."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.models import AbstractAPIKey, BaseAPIKeyManager


class PersonManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        person = self.model(email=email, **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        """An operator: runs the site and has no say in decisions."""
        return self.create_user(email, password, is_operator=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=normal(email))


def normal(email):
    """One spelling for one address: trimmed and lower-cased, domain and local part alike."""
    return (email or "").strip().lower()


class Person(AbstractBaseUser):
    """Anyone with an account, known by e-mail; a nameless row remains after erasure so that the journal holds."""

    class Language(models.TextChoices):
        ARABIC = "ar", _("Arabic")
        ENGLISH = "en", _("English")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("display name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ARABIC)
    is_active = models.BooleanField(_("active"), default=True)
    is_operator = models.BooleanField(_("runs the site"), default=False)
    joined_at = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_is_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = normal(self.email)

    def save(self, **kwargs):
        self.email = normal(self.email)
        super().save(**kwargs)

    @property
    def is_staff(self):
        return self.is_operator

    def has_perm(self, perm, obj=None):
        return self.is_active and self.is_operator

    def has_module_perms(self, label):
        return self.is_active and self.is_operator


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


class Key(AbstractAPIKey):
    """A partner's API key; only its hash is kept."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="keys", verbose_name=_("partner institution"))
    scopes = models.JSONField(_("scopes"), default=list)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    objects = BaseAPIKeyManager()

    class Meta(AbstractAPIKey.Meta):
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")


class Limit(models.Model):
    """How often something was tried within a window; counted in the database so that all processes agree."""

    key = models.CharField(_("what is limited"), max_length=200)
    window_start = models.DateTimeField(_("window starts at"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")
        constraints = [models.UniqueConstraint(fields=["key", "window_start"], name="one_count_per_key_and_window")]

    def __str__(self):
        return f"{self.key} {self.window_start:%Y-%m-%d %H:%M} {self.count}"
