"""What somebody agreed to: who, to which words, about what, until when; and that it was taken back."""

import json
import uuid
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.links import HASH_LENGTH

LASTS = timedelta(days=365)
QUESTION_WAITS = timedelta(days=14)
KEPT = timedelta(days=365)
TEXTS = Path(__file__).parent / "consent_texts.json"


@cache
def texts():
    """{kind: [{"version", "ar", "en"}, …]}, the newest last; a published version is never changed."""
    return json.loads(TEXTS.read_text(encoding="utf-8"))


def newest(kind):
    return texts()[kind][-1]


def text_of(version):
    """The words of a version like `team_card-1`, in both languages."""
    kind = version.rpartition("-")[0]
    return next(text for text in texts()[kind] if text["version"] == version)


class ConsentQuerySet(models.QuerySet):
    def live(self, now=None):
        """Given, not withdrawn, and not past their last day."""
        return self.filter(given_at__isnull=False, withdrawn_at=None, until__gt=now or timezone.now())

    def asked(self, now=None):
        """Questions that still wait for an answer."""
        since = (now or timezone.now()) - QUESTION_WAITS
        return self.filter(given_at=None, declined_at=None, withdrawn_at=None, asked_at__gt=since)

    def standing(self):
        return self.filter(Q(pk__in=self.live()) | Q(pk__in=self.asked()))

    def answerable_by(self, person):
        """What this person is asked or has agreed to: as themself, or at an address they confirmed."""
        own = person.emailaddress_set.filter(verified=True).values("email")
        return self.filter(Q(person=person, guardian=False) | Q(mail__in=own))

    def about(self, scope):
        return self.filter(scope=scope)

    def run_out(self, now=None):
        """Past their last day, which nobody has written down yet."""
        return self.filter(
            given_at__isnull=False, withdrawn_at=None, until__lte=now or timezone.now(), expiry_noted_at=None
        )

    def outlived(self, now=None):
        """Ended twelve months ago or longer, or never answered."""
        since = (now or timezone.now()) - KEPT
        ended = Q(until__lte=since) | Q(withdrawn_at__lte=since) | Q(declined_at__lte=since)
        return self.filter(ended | Q(given_at=None, asked_at__lte=since))


class Consent(models.Model):
    """One question and its answer. `scope` names the thing, like `team_card:12`; the mailed link works once."""

    class End(models.TextChoices):
        ONESELF = "oneself", pgettext_lazy("consent", "taken back")
        CHANGED = "changed", pgettext_lazy("consent", "ended because what was agreed to changed")
        REMOVED = "removed", pgettext_lazy("consent", "ended because it is no longer needed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.CharField(_("about what"), max_length=60, db_index=True)
    subject_name = models.CharField(_("about whom"), max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("person"),
    )
    mail = models.EmailField(_("asked at this address"), blank=True)
    lang = models.CharField(_("language"), max_length=2, default="ar")
    guardian = models.BooleanField(_("given by a guardian"), default=False)
    guardian_name = models.CharField(_("guardian’s name"), max_length=120, blank=True)
    text_version = models.CharField(_("version of the text"), max_length=40)
    token_hash = models.CharField(  # noqa: DJ001 - answered: none
        _("hash of the link"), max_length=HASH_LENGTH, unique=True, null=True, editable=False
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    given_at = models.DateTimeField(_("given at"), null=True, blank=True, editable=False)
    until = models.DateTimeField(_("good until"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    withdrawn_by = models.CharField(_("why it ended"), max_length=10, choices=End, blank=True, editable=False)
    expiry_noted_at = models.DateTimeField(_("expiry noted at"), null=True, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at=None, until=None) | Q(given_at__isnull=False, until__isnull=False),
                name="a_consent_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(guardian=False) | Q(given_at=None) | ~Q(guardian_name=""),
                name="a_guardians_consent_names_the_guardian",
            ),
        ]

    def __str__(self):
        return self.scope

    @property
    def is_asked(self):
        waits = self.asked_at + QUESTION_WAITS > timezone.now()
        return waits and not (self.given_at or self.declined_at or self.withdrawn_at)

    @property
    def is_live(self):
        return bool(self.given_at and not self.withdrawn_at and self.until > timezone.now())  # type: ignore[operator]

    @property
    def text(self):
        return text_of(self.text_version)
