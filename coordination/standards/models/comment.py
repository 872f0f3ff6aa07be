"""What a group says of a clause while the standard is in consultation, and what the committee answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.models import Group
from directory.models.group import group_ids

from .standard import Standard


class CommentQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Every group that could have commented reads what the others said; the public does not."""
        audiences = hooks.audiences_of(who)
        may = "committee" in audiences or group_ids(audiences, "editor")
        return self if may else self.none()

    def of_this_round(self):
        """Said since groups were asked last: about a text that was rewritten they are asked anew."""
        return self.filter(at__gte=models.F("standard__consulted_at"))

    def unanswered(self):
        """Agreement alone asks for no answer."""
        return self.filter(answer="").exclude(kind=Comment.Kind.AGREE)


class Comment(models.Model):
    """One for each group and clause, known by the clause's code, so that it outlives the clause."""

    class Kind(models.TextChoices):
        AGREE = "agree", pgettext_lazy("comment", "we agree")
        CONCERN = "concern", pgettext_lazy("comment", "we have a concern")
        PROPOSAL = "proposal", pgettext_lazy("comment", "we propose a change")

    class Answer(models.TextChoices):
        TAKEN_UP = "taken_up", pgettext_lazy("answer", "taken up")
        NOT_TAKEN_UP = "not_taken_up", pgettext_lazy("answer", "not taken up")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.ForeignKey(
        Standard, models.CASCADE, related_name="comments", verbose_name=_("standard")
    )
    clause_code = models.SlugField(_("clause"), max_length=20, editable=False)
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="standard_comments", verbose_name=_("group")
    )
    kind = models.CharField(_("what you say"), max_length=8, choices=Kind)
    text = models.TextField(_("in your words"), max_length=2000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="standard_comments", verbose_name=_("written by")
    )  # fmt: skip
    at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False,
        related_name="standard_answers", verbose_name=_("answered by"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a clause")
        verbose_name_plural = _("comments on clauses")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "clause_code", "group"], name="one_comment_per_group_and_clause"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["agree", "concern", "proposal"]), name="comment_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | (Q(answer__in=["taken_up", "not_taken_up"]) & ~Q(why="")),
                name="comment_is_answered_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.clause_code}"

    @property
    def needs_answer(self):
        return not self.answer and self.kind != self.Kind.AGREE
