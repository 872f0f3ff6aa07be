"""An initiative that groups carry together: the root that every change of it claims."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two
from directory.models import Area, Beneficiary, Field, Group
from directory.models.group import group_ids, partner_ids


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("initiative", "draft")
    INVITING = "inviting", pgettext_lazy("initiative", "waiting for the partners")
    READY = "ready", pgettext_lazy("initiative", "ready to be submitted")
    SUBMITTED = "submitted", pgettext_lazy("initiative", "submitted to the committee")
    IN_REVIEW = "in_review", pgettext_lazy("initiative", "in review")
    CHANGES_REQUESTED = "changes_requested", pgettext_lazy("initiative", "changes requested")
    VOTING = "voting", pgettext_lazy("initiative", "put to the vote")
    INQUORATE = "inquorate", pgettext_lazy("initiative", "too few voted")
    DECLINED = "declined", pgettext_lazy("initiative", "not approved by the committee")
    APPROVED = "approved", pgettext_lazy("initiative", "approved by the committee")
    ACTIVE = "active", pgettext_lazy("initiative", "under way")
    SUSPENDED = "suspended", pgettext_lazy("initiative", "suspended")
    COMPLETED = "completed", pgettext_lazy("initiative", "completed")
    CLOSED = "closed", pgettext_lazy("initiative", "closed")
    CANCELLED = "cancelled", pgettext_lazy("initiative", "cancelled")
    WITHDRAWN = "withdrawn", pgettext_lazy("initiative", "withdrawn")


EDITABLE = (State.DRAFT, State.INVITING, State.READY, State.CHANGES_REQUESTED)
UNDECIDED = (*EDITABLE, State.SUBMITTED, State.IN_REVIEW, State.VOTING, State.INQUORATE)
PUBLIC = (
    State.APPROVED,
    State.ACTIVE,
    State.SUSPENDED,
    State.COMPLETED,
    State.CLOSED,
    State.CANCELLED,
)


class InitiativeQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Approved ones and what became of them: everybody; others: members of their groups, the committee once
        they were handed in; partner institutions as far as the leading group lets them."""
        audiences = hooks.audiences_of(who)
        own = Q(partnerships__group__in=group_ids(audiences, "member"))
        seen = Q(state__in=PUBLIC) | Q(pk__in=Initiative.objects.filter(own).values("pk"))
        if let := group_ids(audiences, "drafts"):
            seen |= Q(lead__in=let)
        if let := group_ids(audiences, "writing"):
            seen |= Q(lead__in=let, drafted_by__in=partner_ids(audiences))
        if "committee" in audiences:
            seen |= Q(submitted_at__isnull=False)
        return self.filter(seen)

    def public(self):
        return self.filter(state__in=PUBLIC)

    def of_groups(self, groups):
        """Those that one of these groups leads or stands by with a live agreement."""
        agreed = Initiative.objects.filter(
            partnerships__group__in=groups,
            partnerships__agreements__at__isnull=False,
            partnerships__agreements__voided_at=None,
        )
        return self.filter(Q(lead__in=groups) | Q(pk__in=agreed.values("pk")))

    def with_card(self):
        """What a list shows of each, in a fixed number of queries."""
        return self.select_related("lead", "area__parent").prefetch_related("fields", "partnerships__group")

    def with_plan(self):
        """The whole plan, in a fixed number of queries."""
        return self.with_card().prefetch_related(
            "beneficiaries",
            "milestones",
            "partnerships__tasks",
            "partnerships__budget_lines",
            "partnerships__agreements__by",
        )


class Initiative(models.Model):
    """What some groups want to do together. Its terms (terms.py) can change only in the EDITABLE states."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lead = models.ForeignKey(
        Group, models.PROTECT, related_name="led_initiatives", verbose_name=_("leading group")
    )
    drafted_by = models.ForeignKey(
        "accounts.Partner",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="drafted_initiatives",
        verbose_name=_("drafted by the partner institution"),
    )
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    summary_ar = models.CharField(_("summary, in Arabic"), max_length=300, blank=True)
    summary_en = models.CharField(_("summary, in English"), max_length=300, blank=True)
    aim_ar = models.TextField(_("aim, in Arabic"), max_length=2000, blank=True)
    aim_en = models.TextField(_("aim, in English"), max_length=2000, blank=True)
    fields = models.ManyToManyField(
        Field, blank=True, related_name="initiatives", verbose_name=_("fields of work")
    )
    beneficiaries = models.ManyToManyField(
        Beneficiary, blank=True, related_name="initiatives", verbose_name=_("beneficiaries")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name=_("area")
    )
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    safeguarding_ar = models.TextField(_("risks and safeguarding, in Arabic"), max_length=4000, blank=True)
    safeguarding_en = models.TextField(_("risks and safeguarding, in English"), max_length=4000, blank=True)
    access_ar = models.TextField(_("access plan, in Arabic"), max_length=2000, blank=True)
    access_en = models.TextField(_("access plan, in English"), max_length=2000, blank=True)
    expected_ar = models.TextField(_("expected outcomes, in Arabic"), max_length=2000, blank=True)
    expected_en = models.TextField(_("expected outcomes, in English"), max_length=2000, blank=True)
    permit_needed = models.BooleanField(_("needs a permit of the authority"), default=True)
    reply_by = models.DateField(_("partners reply by"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    suspended_from = models.CharField(
        _("state before the suspension"), max_length=20, choices=State, blank=True, editable=False
    )
    voted_hash = models.CharField(_("terms put to the vote"), max_length=64, blank=True, editable=False)
    reason_code = models.CharField(_("reason code"), max_length=20, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("first submitted at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    title = Pair()
    summary = Pair()
    aim = Pair()
    safeguarding = Pair()
    access = Pair()
    expected = Pair()
    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint initiative")
        verbose_name_plural = _("joint initiatives")
        ordering = ["-state_since", "-pk"]
        constraints = [
            one_of_two("title", "initiative"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="initiative_state_is_known"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="initiative_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state="suspended") | Q(suspended_from__in=["approved", "active"]),
                name="initiative_suspended_from_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["state", "-state_since", "-id"], name="initiative_state_since")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiative", args=[self.uuid])

    @property
    def seen_by(self):
        """The audiences that may know of it, as `visible_to` finds them; from prefetched partnerships."""
        members = {f"group:{row.group_id}:member" for row in self.partnerships.all()}
        public = hooks.PUBLIC if self.is_public else frozenset()
        return public | members | ({"committee"} if self.submitted_at else set())

    @property
    def is_public(self):
        return self.state in PUBLIC

    @property
    def is_editable(self):
        return self.state in EDITABLE
