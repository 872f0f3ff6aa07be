"""Who people are: persons, partner organisations with their keys, and counters that hold under load."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework_api_key.crypto import KeyGenerator

from accounts.consents import Consent as Consent
from accounts.notices import Mute as Mute
from accounts.notices import Notice as Notice
from accounts.notices import Preference as Preference

CONFIRMED_WITHIN = timedelta(days=7)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email, password=None, **fields):
        person = self.model(email=email, **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save()
        return person

    def create_confirmed(self, email, password=None, **fields):
        """A person whose address somebody vouches for, so that no code has to be mailed to it first."""
        person = self.create_user(email, password, **fields)
        addresses = apps.get_model("account", "EmailAddress").objects
        addresses.create(user=person, email=person.email, verified=True, primary=True)
        return person

    def create_superuser(self, email, password=None, **fields):
        """An operator: runs the site and has no say in decisions."""
        return self.create_confirmed(email, password, is_operator=True, **fields)

    def never_confirmed(self, now=None):
        """Accounts of a week ago or earlier whose address nobody confirmed, and nobody vouched for."""
        since = (now or timezone.now()) - CONFIRMED_WITHIN
        confirmed = apps.get_model("account", "EmailAddress").objects.filter(
            user=models.OuterRef("pk"), verified=True
        )
        unused = self.filter(joined_at__lt=since, last_login=None, is_operator=False, email__isnull=False)
        return unused.exclude(models.Exists(confirmed))

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
    email = models.EmailField(_("e-mail"), unique=True, null=True)  # noqa: DJ001 - erased: none
    name = models.CharField(_("display name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ARABIC)
    is_active = models.BooleanField(_("active"), default=True)
    is_operator = models.BooleanField(_("runs the site"), default=False)
    joined_at = models.DateTimeField(_("joined at"), default=timezone.now, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(is_active=False, name=""),
                name="only_an_erased_person_lacks_an_address",
            ),
        ]

    def __str__(self):
        return self.name or self.email or gettext("former member")

    def clean(self):
        super().clean()
        self.email = normal(self.email) or None

    def save(self, *args, **kwargs):
        self.email = normal(self.email) or None
        super().save(*args, **kwargs)

    @property
    def is_erased(self):
        return self.email is None

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


class LimitManager(models.Manager):
    def hit(self, key, window_seconds):
        """Count one try and return how many there were in the window that the first of them opened.

        One statement on both databases, so a hundred at once get a hundred different numbers.
        """
        connection = connections[self.db]
        now = timezone.now()
        opened, closed = map(
            connection.ops.adapt_datetimefield_value, (now, now - timedelta(seconds=window_seconds))
        )
        with connection.cursor() as cursor:
            cursor.execute(HIT, [disguised(key), opened, closed, closed])
            return cursor.fetchone()[0]

    def take_back(self, key):
        """A try that turned out right does not count."""
        self.filter(key=disguised(key), count__gt=0).update(count=models.F("count") - 1)

    def forget(self, *keys):
        self.filter(key__in=[disguised(key) for key in keys]).delete()

    def prune(self, older_than_seconds=86400):
        """Drop counters nobody touched within the longest window in use; returns how many."""
        return self.filter(window_start__lt=timezone.now() - timedelta(seconds=older_than_seconds)).delete()[
            0
        ]


def disguised(key):
    """`what:whom` with whom hashed: counters name neither addresses nor people."""
    what, _colon, whom = key.partition(":")
    return f"{what}:{salted_hmac('accounts.Limit', whom, algorithm='sha256').hexdigest()[:40]}"


class Limit(models.Model):
    """How often something was tried within a window; counted in the database so that all processes agree."""

    key = models.CharField(_("what is limited"), max_length=200, unique=True)
    window_start = models.DateTimeField(_("window starts at"), db_index=True)
    count = models.PositiveIntegerField(_("count"), default=0)

    objects = LimitManager()

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")

    def __str__(self):
        return f"{self.key} {self.window_start:%Y-%m-%d %H:%M} {self.count}"

    @classmethod
    def hit(cls, key, window_seconds):
        return cls.objects.hit(key, window_seconds)


HIT = """
INSERT INTO accounts_limit (key, window_start, count) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN accounts_limit.window_start <= %s THEN 1 ELSE accounts_limit.count + 1 END,
    window_start = CASE WHEN accounts_limit.window_start <= %s THEN excluded.window_start
                   ELSE accounts_limit.window_start END
RETURNING count
"""
