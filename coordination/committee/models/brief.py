"""What a brief keeps: questions before a vote, and when somebody looked."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .ballot import Ballot


class Question(models.Model):
    """What a member asks before voting, and the answer, for the whole committee to read."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="questions", verbose_name=_("ballot"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ballot_questions", verbose_name=_("person")
    )
    text = models.TextField(_("question"), max_length=1000)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ballot_answers",
        verbose_name=_("answered by"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question about a ballot")
        verbose_name_plural = _("questions about ballots")
        ordering = ["at", "pk"]

    def __str__(self):
        return str(self._meta.verbose_name)


class Look(models.Model):
    """When a member last opened the brief of a matter, so that it can say what changed since."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="briefs_seen", verbose_name=_("person")
    )
    kind = models.CharField(_("kind of matter"), max_length=60)
    matter_uuid = models.UUIDField(_("matter"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("look at a brief")
        verbose_name_plural = _("looks at briefs")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "matter_uuid"], name="one_look_per_person_and_matter"
            )
        ]

    def __str__(self):
        return f"{self.person} · {self.kind}"
