"""Who people are, and counters that hold under load."""

import uuid
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connections, models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.answers import Answer as Answer
from accounts.consents import Consent as Consent
from accounts.notices import Mute as Mute
from accounts.notices import Notice as Notice
from accounts.notices import Preference as Preference
from accounts.partners import ADD_USE
from accounts.partners import OF_GROUPS as OF_GROUPS
from accounts.partners import Key as Key
from accounts.partners import Partner as Partner
from accounts.partners import Scope as Scope
from accounts.partners import Usage as Usage

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


class LimitManager(models.Manager):
    def hit(self, key, window_seconds):
        """Count one try and return how many there were in the window that the first of them opened."""
        return self.tally(key, window_seconds)[0]

    def tally(self, key, window_seconds, tries=1):
        """The same, with the whole seconds until that window closes; `tries` at once end at the number returned.

        One statement on both databases, so a hundred at once get a hundred different numbers.
        """
        now = timezone.now()
        with connections[self.db].cursor() as cursor:
            cursor.execute(HIT, self.hit_of(key, now, window_seconds, tries))
            count, since = cursor.fetchone()
        return count, left(now, since, window_seconds)

    def tally_of_key(self, key, window_seconds):
        """The same for an API key, whose use of today is counted too: on PostgreSQL in the same statement."""
        connection = connections[self.db]
        name = f"api-key:{key.pk}"
        if connection.vendor != "postgresql":
            count, seconds = self.tally(name, window_seconds)
            Usage.objects.note(key, refused=count > key.per_minute)
            return count, seconds
        now = timezone.now()
        used = [key.pk, timezone.localdate(now), key.per_minute]
        with connection.cursor() as cursor:
            cursor.execute(HIT_AND_USE, [*self.hit_of(name, now, window_seconds), *used])
            count, since = cursor.fetchone()
        return count, left(now, since, window_seconds)

    def hit_of(self, key, now, window_seconds, tries=1):
        """The parameters of HIT."""
        adapt = connections[self.db].ops.adapt_datetimefield_value
        closed = adapt(now - timedelta(seconds=window_seconds))
        return [disguised(key), adapt(now), tries, closed, closed]

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


def left(now, since, window_seconds):
    """Whole seconds until the window that was opened at `since` closes."""
    remaining = window_seconds - (now - moment(since)).total_seconds()
    return min(max(ceil(remaining), 1), window_seconds)


def moment(stored):
    """A moment as a database returns it to plain SQL: SQLite as text without its zone."""
    at = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return at if at.tzinfo else at.replace(tzinfo=UTC)


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
INSERT INTO accounts_limit (key, window_start, count) VALUES (%s, %s, %s)
ON CONFLICT (key) DO UPDATE SET
    count = excluded.count + CASE WHEN accounts_limit.window_start <= %s THEN 0 ELSE accounts_limit.count END,
    window_start = CASE WHEN accounts_limit.window_start <= %s THEN excluded.window_start
                   ELSE accounts_limit.window_start END
RETURNING count, window_start
"""
HIT_AND_USE = f"""
WITH hit AS ({HIT}), used AS (
    INSERT INTO accounts_usage (key_id, day, requests, refused)
    SELECT %s, %s, 1, CASE WHEN hit.count > %s THEN 1 ELSE 0 END FROM hit
    {ADD_USE}
)
SELECT count, window_start FROM hit
"""
