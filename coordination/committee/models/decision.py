"""The register of decisions: what was decided, how, and until when it can be appealed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds import hooks
from directory.bilingual import Pair, pick

from .ballot import Ballot


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, who):
        """What is public; the committee and operators read the rest too."""
        audiences = hooks.audiences_of(who)
        return self if audiences & {"committee", "operator"} else self.filter(is_public=True)

    def appealable(self, kind, uuid):
        """The latest decision on a matter that an appeal is, or was, possible against; None without one."""
        return self.filter(kind=kind, matter_uuid=uuid, appeal_until__isnull=False).first()


class Decision(models.Model):
    """One line of the register, by ballot or by a member's deed; `result` is a code, its words stand beside it.

    `recused` counts members who stood aside. `person` is whom the decision is about, if one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind of matter"), max_length=60, db_index=True)
    matter_uuid = models.UUIDField(_("matter"))
    ballot = models.OneToOneField(
        Ballot, models.PROTECT, null=True, blank=True, related_name="decision", verbose_name=_("ballot")
    )
    subject_ar = models.CharField(_("subject in Arabic"), max_length=500, blank=True)
    subject_en = models.CharField(_("subject in English"), max_length=500, blank=True)
    text_ar = models.TextField(_("text in Arabic"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    subject, text = Pair(), Pair()
    result = models.CharField(_("result"), max_length=30)
    result_ar = models.CharField(_("result in Arabic"), max_length=120)
    result_en = models.CharField(_("result in English"), max_length=120)
    group_ids = models.JSONField(_("groups concerned"), default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_about",
        verbose_name=_("person concerned"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_taken",
        verbose_name=_("decided by"),
        help_text=_("Empty: by ballot."),
    )
    recused = models.PositiveSmallIntegerField(_("recused"), default=0)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now, db_index=True)
    appeal_until = models.DateTimeField(_("appeal until"), null=True, blank=True)
    overturned_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="overturns",
        verbose_name=_("overturned by"),
    )
    appealed_at = models.DateTimeField(_("appealed at"), null=True, blank=True)
    upheld_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="upholds",
        verbose_name=_("left standing by"),
        help_text=_("The answer to an appeal."),
    )
    is_public = models.BooleanField(_("public"), default=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["kind", "-decided_at"], name="decision_by_kind")]

    def __str__(self):
        return str(self.subject)

    @property
    def result_label(self):
        return pick(self.result_ar, self.result_en)

    @property
    def may_be_appealed(self):
        """Once only, and within the bylaws' days."""
        taken = self.appealed_at or self.overturned_by_id
        return bool(self.appeal_until and timezone.now() < self.appeal_until and not taken)
