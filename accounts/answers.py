"""What partners' programs were answered, kept for a day: asking again does nothing twice."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.lifecycle import busy

KEPT = timedelta(hours=24)


class AnswerQuerySet(models.QuerySet):
    def begin(self, partner, token, asked):
        """(row, True) the first time in a day, (row, False) afterwards; who comes at the same moment waits.

        `token` names the request, `asked` (bytes) is what it says; of both only a hash is kept. Inside a transaction;
        Refused when the first takes too long to be waited for.
        """
        names = {"token_hash": hashed(str(partner.pk), token)}
        self.filter(**names, at__lt=timezone.now() - KEPT).delete()
        try:
            with transaction.atomic():
                return self.create(**names, partner=partner, fingerprint=hashed(asked)), True
        except IntegrityError:
            return self.get(**names), False
        except OperationalError as error:
            raise busy(error) from error

    def prune(self):
        """Forgets what is older than a day; returns how many."""
        return self.filter(at__lt=timezone.now() - KEPT).delete()[0]


def hashed(*parts):
    """sha256 in hex of these parts, which nothing can be moved between."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode()
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


class Answer(models.Model):
    """The answer to a request that a partner's program named by a key of its own (Idempotency-Key)."""

    partner = models.ForeignKey(
        "accounts.Partner", models.CASCADE, related_name="answers", verbose_name=_("partner institution")
    )
    token_hash = models.CharField(_("hash of the name"), max_length=64, unique=True, editable=False)
    fingerprint = models.CharField(_("hash of the request"), max_length=64, editable=False)
    status = models.PositiveSmallIntegerField(_("status"), default=0, editable=False)
    headers = models.JSONField(_("headers"), default=dict, editable=False)
    body = models.TextField(_("answer"), blank=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a partner’s program")
        verbose_name_plural = _("answers to partners’ programs")

    def __str__(self):
        return f"{self.partner_id} {self.at:%Y-%m-%d %H:%M}"

    def is_to(self, asked):
        return self.fingerprint == hashed(asked)
