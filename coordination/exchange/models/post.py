"""A request or an offer of a group, or an offer from outside.

It is the root that every response claims, so that nothing is promised twice.
"""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two
from directory.models import AccessFeature, Area, Beneficiary, Capability, Field, Group, Standing
from directory.models.group import group_ids, partner_ids

from .giver import Giver, people_of
from .kinds import MOST, Kind, Unit


class Side(models.TextChoices):
    REQUEST = "request", pgettext_lazy("exchange", "request")
    OFFER = "offer", pgettext_lazy("exchange", "offer")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("exchange", "draft")
    ASKED = "asked", pgettext_lazy("exchange", "with the secretary")
    DECLINED = "declined", pgettext_lazy("exchange", "not passed on")
    OPEN = "open", pgettext_lazy("exchange", "open")
    PARTLY_MATCHED = "partly_matched", pgettext_lazy("exchange", "partly agreed")
    MATCHED = "matched", pgettext_lazy("exchange", "agreed")
    FULFILLED = "fulfilled", pgettext_lazy("request", "fulfilled")
    EXPIRED = "expired", pgettext_lazy("exchange", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("exchange", "withdrawn")


TAKING = (State.OPEN, State.PARTLY_MATCHED)
RUNNING = (*TAKING, State.MATCHED)
TOLD = (*RUNNING, State.FULFILLED, State.EXPIRED)  # what others than its group may know of


class Audience(models.TextChoices):
    PUBLIC = "public", pgettext_lazy("exchange", "everybody")
    GROUPS = "groups", pgettext_lazy("exchange", "all listed groups")
    NAMED = "named", pgettext_lazy("exchange", "some groups that we name")


STANDS = Q(group__standing=Standing.LISTED) | Q(
    outside__isnull=False
)  # a giver from outside has no standing to lose


class PostQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Its own group's members, or its giver, whatever its state; who responded; once it was opened whom it is for,
        while its group stands in the directory; the committee all but drafts; partner institutions what they
        drafted, while the group lets them."""
        audiences = hooks.audiences_of(who)
        own = group_ids(audiences, "member")
        meant = Q(audience=Audience.PUBLIC)
        if "groups" in audiences:
            for_own = Post.named.through.objects.filter(group__in=own, group__standing=Standing.LISTED)
            meant |= Q(audience=Audience.GROUPS)
            meant |= Q(audience=Audience.NAMED, pk__in=for_own.values("post"))
        seen = Q(group__in=own) | (meant & Q(state__in=TOLD) & STANDS)
        if own:
            seen |= Q(pk__in=Post.objects.filter(responses__group__in=own).values("pk"))
        if people_of(audiences):
            answered = Post.objects.filter(responses__outside__in=Giver.objects.of(audiences))
            seen |= Q(outside__in=Giver.objects.of(audiences)) | Q(pk__in=answered.values("pk"))
        if let := group_ids(audiences, "asking"):
            seen |= Q(group__in=let, drafted_by__in=partner_ids(audiences))
        if "committee" in audiences:
            seen |= ~Q(state=State.DRAFT)
        return self.filter(seen)

    def public(self):
        """What everybody may know of."""
        return self.filter(STANDS, audience=Audience.PUBLIC, state__in=TOLD)

    def taking(self, day=None):
        """Those that take responses, by the calendar, whether or not a step was taken for it."""
        day = day or timezone.localdate()
        return self.filter(STANDS, state__in=TAKING, until__gte=day)

    def counted(self):
        """Those that figures count: opened, not taken back, and not for a few named groups alone."""
        return self.filter(state__in=TOLD, opened_at__isnull=False).exclude(audience=Audience.NAMED)

    def by_place(self):
        """By governorate, what is for all of it before its places, then the newest; those that say no area last."""
        governorate = Coalesce("area__parent__position", "area__position")
        return self.order_by(
            governorate.asc(nulls_last=True), Coalesce("area__parent", "area"), F("area__parent").asc(nulls_first=True),
            "area__position", "area", "-opened_at", "-pk",
        )  # fmt: skip

    def with_card(self):
        """What a list shows of each, in a fixed number of queries."""
        return self.select_related("group", "outside", "area__parent")

    def with_all(self):
        return self.with_card().prefetch_related("fields", "beneficiaries", "access", "named")


class Post(models.Model):
    """`promised` is what its responses were granted of `quantity`; both change only under its claim."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    side = models.CharField(_("request or offer"), max_length=7, choices=Side, editable=False)
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("group")
    )
    outside = models.OneToOneField(
        Giver, models.PROTECT, null=True, blank=True, editable=False, related_name="post",
        verbose_name=_("giver from outside"),
    )  # fmt: skip
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    title_ar = models.CharField(_("Arabic title"), max_length=120, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    details_ar = models.TextField(_("details, in Arabic"), max_length=2000, blank=True)
    details_en = models.TextField(_("details, in English"), max_length=2000, blank=True)
    quantity = models.PositiveIntegerField(
        _("how much"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    unit = models.CharField(_("counted in"), max_length=10, choices=Unit)
    promised = models.PositiveIntegerField(_("promised"), default=0, editable=False)
    first_come = models.BooleanField(_("responses are accepted at once while some is left"), default=False)
    starts_on = models.DateField(_("from the day"), null=True, blank=True)
    ends_on = models.DateField(_("to the day"), null=True, blank=True)
    days = models.JSONField(_("days of the week"), default=list, blank=True)
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("to"), null=True, blank=True)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("area")
    )
    access = models.ManyToManyField(
        AccessFeature, blank=True, related_name="posts", verbose_name=_("access features")
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="posts", verbose_name=_("fields of work"))
    beneficiaries = models.ManyToManyField(
        Beneficiary, blank=True, related_name="posts", verbose_name=_("beneficiaries")
    )
    capability = models.ForeignKey(
        Capability, models.SET_NULL, null=True, blank=True, editable=False, related_name="posts",
        verbose_name=_("capability"),
    )  # fmt: skip
    audience = models.CharField(_("who sees it"), max_length=6, choices=Audience, default=Audience.GROUPS)
    named = models.ManyToManyField(
        Group, blank=True, related_name="posts_for_it", verbose_name=_("groups that it is for")
    )
    until = models.DateField(_("open until"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True, editable=False)
    matched_at = models.DateTimeField(
        _("when all of it was first agreed"), null=True, blank=True, editable=False
    )
    drafted_by = models.ForeignKey(
        "accounts.Partner", models.SET_NULL, null=True, blank=True, editable=False, related_name="drafted_posts",
        verbose_name=_("drafted by the partner institution"),
    )  # fmt: skip
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    title, details = Pair(), Pair()
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("request or offer")
        verbose_name_plural = _("requests and offers")
        ordering = ["-state_since", "-pk"]
        constraints = [
            one_of_two("title", "post"),
            models.CheckConstraint(
                condition=Q(group__isnull=False, outside=None) | Q(group=None, outside__isnull=False),
                name="post_is_of_a_group_or_a_giver",
            ),
            models.CheckConstraint(
                condition=Q(outside=None) | Q(side="offer"), name="givers_from_outside_ask_for_nothing"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="post_side_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="post_state_is_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="post_audience_is_known"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST), name="post_quantity_is_in_range"
            ),
            models.CheckConstraint(
                condition=Q(promised__lte=F("quantity")), name="post_promises_no_more_than_there_is"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(until__isnull=False),
                name="an_opened_post_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_begins",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["side", "state", "-state_since", "-id"], name="post_side_state_since")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchange_post", args=[self.uuid])

    @property
    def owner(self):
        """The group whose it is, or the giver from outside."""
        return self.outside if self.outside_id else self.group

    @property
    def is_request(self):
        return self.side == Side.REQUEST

    @property
    def left(self):
        """What nobody was promised yet."""
        return self.quantity - self.promised

    @property
    def is_over(self):
        """By the calendar: through the whole last day it takes responses."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def state_label(self):
        """An offer that was carried out is called otherwise than a request that was met."""
        if self.state == State.FULFILLED and not self.is_request:
            return pgettext("offer", "carried out")
        expired = self.state == State.OPEN and self.is_over
        return State.EXPIRED.label if expired else self.get_state_display()

    @property
    def is_public(self):
        return self.audience == Audience.PUBLIC and self.state in TOLD

    @property
    def seen_by(self):
        """The audiences that may know of it, as `visible_to` finds them while its group is listed; from prefetched
        groups that it names."""
        own = {self.outside.audience} if self.outside else {f"group:{self.group_id}:member"}
        if self.state not in TOLD:
            return frozenset(own if self.state == State.DRAFT else own | {"committee"})
        if self.audience == Audience.NAMED:
            return frozenset(own | {"committee"} | {f"group:{group.pk}:member" for group in self.named.all()})
        return frozenset(own | {"committee", self.audience})
