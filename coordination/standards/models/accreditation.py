"""That a group meets a standard, by the forum's word: since when, until when, and whether it holds at a moment."""

import calendar
import uuid

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Group, Licence, Standing, Verdict

from .assessment import Assessment, Stage
from .standard import Standard


class Condition(models.TextChoices):
    CURRENT = "current", pgettext_lazy("accreditation", "current")
    SUSPENDED = "suspended", pgettext_lazy("accreditation", "suspended")
    REVOKED = "revoked", pgettext_lazy("accreditation", "revoked")
    EXPIRED = "expired", pgettext_lazy("accreditation", "expired")
    SUPERSEDED = "superseded", pgettext_lazy("accreditation", "replaced")


class Because(models.TextChoices):
    """Why one is suspended or revoked; everybody reads it. The first six come and go by themselves."""

    EARLY = "early", _("Its first day has not come yet.")
    GROUP = "group", _("The group is not listed in the directory now.")
    LICENCE = "licence", _("The group has no valid licence now.")
    EVIDENCE = "evidence", _("What was judged has changed, and is being reviewed again.")
    NOT_MET = "not_met", _("The last review found that the standard is not met.")
    AGED = "aged", _("Evidence is older than the standard allows.")
    COMPLAINT = "complaint", _("A complaint is being looked into.")
    NOT_KEPT = "not_kept", _("The standard is not kept any more.")
    UNTRUE = "untrue", _("What was judged turned out not to be true.")
    SILENT = "silent", _("The group was asked for evidence and did not answer.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


LIVING = (Condition.CURRENT, Condition.SUSPENDED)
ENDED = (Condition.REVOKED, Condition.EXPIRED, Condition.SUPERSEDED)
BY_ITSELF = (Because.EARLY, Because.GROUP, Because.LICENCE, Because.EVIDENCE, Because.NOT_MET, Because.AGED)


def site_day(moment=None):
    """The day of the site's own zone at a moment (default: now), whatever zone a reader's mail is written in."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def months_after(day, months):
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


class AccreditationQuerySet(models.QuerySet):
    def visible_to(self, _who):
        """Everybody: what is given in the forum's name can be looked up, and so can that it is not given any more."""
        return self

    def living(self):
        return self.filter(state__in=LIVING)

    def as_of(self, moment=None):
        """With `is_now` (a Condition) and `why_now` (a Because, or "") of each at a moment from now on.

        They follow from the calendar, the group and its assessment, whether or not the clock's job took the step.
        """
        day = site_day(moment)
        rows = self.annotate(cause=cause_on(day))
        of_committee = Q(state=Condition.SUSPENDED) & ~Q(reason_code__in=BY_ITSELF)
        stopped = (
            When(of_committee, then=Value(Condition.SUSPENDED)),
            When(~Q(cause=""), then=Value(Condition.SUSPENDED)),
        )
        is_now = Case(
            When(state__in=ENDED, then=F("state")),
            When(valid_until__lt=day, then=Value(Condition.EXPIRED)),
            When(standard__in=Standard.objects.beyond_grace(day), then=Value(Condition.SUPERSEDED)),
            *stopped,
            default=Value(Condition.CURRENT),
            output_field=models.CharField(),
        )
        why_now = Case(
            When(Q(state__in=ENDED) | of_committee, then=F("reason_code")),
            When(is_now=Condition.SUSPENDED, then=F("cause")),
            default=Value(""),
            output_field=models.CharField(),
        )
        return rows.annotate(is_now=is_now).annotate(why_now=why_now)

    def valid(self, moment=None):
        """Those that hold at a moment."""
        return self.as_of(moment).filter(is_now=Condition.CURRENT)

    def with_all(self):
        return self.select_related("group", "standard", "assessment")


def cause_on(day):
    """What suspends by itself on a day, as an expression: the first of BY_ITSELF that holds, or ""."""
    licences = Licence.objects.filter(group=OuterRef("group"))
    running = licences.exclude(verdict=Verdict.REFUSED).filter(Q(expires_on=None) | Q(expires_on__gte=day))
    return Case(
        When(valid_from__gt=day, then=Value(Because.EARLY)),
        When(~Q(group__standing=Standing.LISTED), then=Value(Because.GROUP)),
        When(Exists(licences) & ~Exists(running), then=Value(Because.LICENCE)),
        When(~Q(assessment__state=Stage.DECIDED), then=Value(Because.EVIDENCE)),
        When(~Q(assessment__result=Assessment.Result.MET), then=Value(Because.NOT_MET)),
        When(evidence_until__lt=day, then=Value(Because.AGED)),
        default=Value(""),
        output_field=models.CharField(),
    )


class Accreditation(models.Model):
    """The root that every step of it claims. `state` is what steps made of it; `as_of` says what is true now.

    It holds from the first through the last of its days in the site's zone. `uuid` is what others verify it by.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="accreditations", verbose_name=_("group"))
    standard = models.ForeignKey(
        Standard, models.PROTECT, related_name="accreditations", verbose_name=_("standard")
    )
    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="accreditations", verbose_name=_("assessment")
    )
    code = models.SlugField(_("code of the standard"), max_length=40, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=Condition, default=Condition.CURRENT, editable=False
    )
    valid_from = models.DateField(_("valid from"), editable=False)
    valid_until = models.DateField(_("valid until"), editable=False)
    evidence_until = models.DateField(_("evidence is good until"), null=True, blank=True, editable=False)
    fingerprint = models.CharField(_("fingerprint of what was judged"), max_length=64, editable=False)
    reason_code = models.CharField(_("reason"), max_length=10, choices=Because, blank=True, editable=False)
    reason = models.TextField(_("reason in words"), max_length=1000, blank=True, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now, editable=False)
    judged_at = models.DateTimeField(_("judged at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=Condition.values), name="accreditation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="accreditation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "revoked"]) | ~Q(reason_code=""),
                name="what_is_taken_away_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["group", "code"],
                condition=Q(state__in=["current", "suspended"]),
                name="one_living_accreditation_per_standard",
            ),
        ]

    def __str__(self):
        return str(_("%(standard)s: %(group)s") % {"standard": self.standard, "group": self.group})

    def get_absolute_url(self):
        return reverse("accreditation", args=[self.uuid])

    @property
    def is_living(self):
        return self.state in LIVING

    @property
    def is_suspended_by_hand(self):
        """By the committee, so only the committee or an appeal lifts it."""
        return self.state == Condition.SUSPENDED and self.reason_code not in BY_ITSELF

    @property
    def grace_until(self):
        """The last day of grace once a later version of the standard has a day; None without one."""
        return self.standard.grace_until

    @property
    def ends_on(self):
        """The last day on which it can hold: its own, or that of the standard's grace."""
        return min(self.valid_until, self.grace_until or self.valid_until)

    @property
    def runs_out_on(self):
        """When it ends or its evidence is too old, whichever comes first."""
        return min(self.ends_on, self.evidence_until or self.ends_on)

    def as_of(self, moment=None):
        """Itself anew with `is_now` and `why_now` (AccreditationQuerySet.as_of)."""
        return type(self).objects.with_all().as_of(moment).get(pk=self.pk)
