"""A standard that groups are measured by: one row a version, the root that every change of it claims."""

import uuid
from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("standard", "draft")
    CONSULTATION = "consultation", pgettext_lazy("standard", "in consultation")
    VOTING = "voting", pgettext_lazy("standard", "put to the vote")
    ADOPTED = "adopted", pgettext_lazy("standard", "adopted")
    SUPERSEDED = "superseded", pgettext_lazy("standard", "replaced by a later version")
    RETIRED = "retired", pgettext_lazy("standard", "no longer in use")
    WITHDRAWN = "withdrawn", pgettext_lazy("standard", "withdrawn")


MAKING = (State.DRAFT, State.CONSULTATION, State.VOTING)
PUBLIC = (State.CONSULTATION, State.VOTING, State.ADOPTED, State.SUPERSEDED, State.RETIRED)


class StandardQuerySet(models.QuerySet):
    def visible_to(self, who):
        """From the consultation on everybody's; what is being written or was withdrawn is the committee's."""
        return self if "committee" in hooks.audiences_of(who) else self.public()

    def public(self):
        return self.filter(state__in=PUBLIC)

    def in_force(self, day=None):
        """By the calendar, whether or not a step was taken for it."""
        day = day or timezone.localdate()
        lasting = Q(superseded_on=None) | Q(superseded_on__gt=day)
        return self.filter(lasting, state=State.ADOPTED, effective_on__lte=day)

    def beyond_grace(self, day):
        """Ids of those that a later version replaced so long before `day` that no accreditation by them holds."""
        rows = self.filter(superseded_on__lte=day).values_list("pk", "superseded_on", "grace_days")
        return [pk for pk, replaced_on, days in rows if replaced_on + timedelta(days=days) <= day]

    def with_clauses(self):
        """The whole text, in a fixed number of queries."""
        return self.prefetch_related("sections__clauses__source", "sources")


class Standard(models.Model):
    """A version of a standard. What it says can change only in a draft, or between consultation and ballot."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=40)
    number = models.PositiveIntegerField(_("number of the version"), default=1, editable=False)
    base = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="later",
        verbose_name=_("made from the version"),
    )  # fmt: skip
    title_ar = models.CharField(_("Arabic title"), max_length=160, blank=True)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    purpose_ar = models.TextField(_("purpose in Arabic"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("purpose in English"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    superseded_on = models.DateField(_("replaced from"), null=True, blank=True, editable=False)
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace"), default=90, validators=[MaxValueValidator(730)]
    )
    should_percent = models.PositiveSmallIntegerField(
        _("share of recommended clauses"),
        default=80,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    valid_months = models.PositiveSmallIntegerField(
        _("months that an accreditation holds"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    consulted_at = models.DateTimeField(_("consultation opened at"), null=True, blank=True, editable=False)
    consulted_until = models.DateField(_("consultation until"), null=True, blank=True, editable=False)
    consulted = models.JSONField(_("text of the consultation"), default=dict, editable=False)
    adopted_at = models.DateTimeField(_("adopted at"), null=True, blank=True, editable=False)
    retiring_at = models.DateTimeField(_("proposed to be retired at"), null=True, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    title, purpose = Pair(), Pair()
    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ["code", "-number"]
        constraints = [
            one_of_two("title", "standard"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="standard_state_is_known"),
            models.CheckConstraint(condition=Q(should_percent__lte=100), name="standard_share_is_a_share"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(consulted_until__isnull=False),
                name="standard_was_consulted_on",
            ),
            models.UniqueConstraint(fields=["code", "number"], name="one_standard_per_number"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=["draft", "consultation", "voting"]),
                name="one_version_in_the_making",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state="adopted", superseded_on=None),
                name="one_version_that_stands",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(_("%(title)s, version %(n)s") % {"title": self.title, "n": self.number})

    def get_absolute_url(self):
        return reverse("standard", args=[self.uuid])

    @property
    def seen_by(self):
        return frozenset(["public"] if self.state in PUBLIC else ["committee"])

    @property
    def is_in_force(self):
        """Adopted, its day has come, and a later version's has not."""
        today = timezone.localdate()
        begun = self.effective_on is not None and self.effective_on <= today
        lasting = self.superseded_on is None or self.superseded_on > today
        return self.state == State.ADOPTED and begun and lasting

    @property
    def is_replaced(self):
        """By the calendar, whether or not the step was taken."""
        over = self.superseded_on is not None and self.superseded_on <= timezone.localdate()
        return self.state == State.SUPERSEDED or (self.state == State.ADOPTED and over)

    @property
    def grace_until(self):
        """The last day on which accreditations by it hold once a later version has a day; None without one."""
        return self.superseded_on and self.superseded_on + timedelta(days=self.grace_days - 1)

    @property
    def takes_comments(self):
        """Through the whole last day."""
        running = self.consulted_until is not None and self.consulted_until >= timezone.localdate()
        return self.state == State.CONSULTATION and running

    @property
    def is_editable(self):
        """While groups comment on the text it stands still; once a ballot opened it never changes again."""
        return self.state == State.DRAFT or (self.state == State.CONSULTATION and not self.takes_comments)
