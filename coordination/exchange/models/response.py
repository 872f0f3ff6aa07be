"""What a group answers to a request («we can help») or to an offer («we need this»), with how much of it.

A giver from outside answers public requests; its answer is passed on by the secretary first.
"""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.models import Achievement, Group
from directory.models.group import group_ids

from .giver import Giver
from .post import Post


class Stage(models.TextChoices):
    ASKED = "asked", pgettext_lazy("response", "with the secretary")
    PROPOSED = "proposed", pgettext_lazy("response", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("response", "accepted")
    DECLINED = "declined", pgettext_lazy("response", "not accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("response", "withdrawn")
    DELIVERED = "delivered", pgettext_lazy("response", "said to be delivered")
    CONFIRMED = "confirmed", pgettext_lazy("response", "receipt confirmed")
    DISPUTED = "disputed", pgettext_lazy("response", "in dispute")


GRANTED = (Stage.ACCEPTED, Stage.DELIVERED, Stage.CONFIRMED, Stage.DISPUTED)  # these count as promised
UNSETTLED = (Stage.ACCEPTED, Stage.DELIVERED, Stage.DISPUTED)
WAITING = (Stage.ASKED, Stage.PROPOSED)
PENDING = (*WAITING, *UNSETTLED)


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Members of the two groups, givers from outside, and the committee, which mediates; to an answer from outside
        a group comes once it was passed on."""
        audiences = hooks.audiences_of(who)
        if "committee" in audiences:
            return self
        own = group_ids(audiences, "member")
        givers, passed = Giver.objects.of(audiences), Q(outside=None) | Q(outside__passed_at__isnull=False)
        return self.filter(
            Q(group__in=own)
            | Q(passed, post__group__in=own)
            | Q(outside__in=givers)
            | Q(post__outside__in=givers)
        )

    def granted(self):
        return self.filter(state__in=GRANTED)

    def with_all(self):
        return self.select_related("group", "outside", "post__group", "post__outside", "post__area")


class Response(models.Model):
    """Its own version is what its pages have seen; whatever changes how much is promised claims the post before."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(
        Post, models.PROTECT, related_name="responses", verbose_name=_("request or offer")
    )
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="responses", verbose_name=_("group")
    )
    outside = models.OneToOneField(
        Giver, models.PROTECT, null=True, blank=True, editable=False, related_name="response",
        verbose_name=_("giver from outside"),
    )  # fmt: skip
    quantity = models.PositiveIntegerField(_("how much"), validators=[MinValueValidator(1)])
    received = models.PositiveIntegerField(_("how much arrived"), null=True, blank=True, editable=False)
    words = models.TextField(_("in your words"), max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="exchange_responses", verbose_name=_("written by")
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=9, choices=Stage, default=Stage.PROPOSED, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    reason_code = models.CharField(_("reason code"), max_length=20, blank=True, editable=False)
    reason = models.TextField(_("reason"), max_length=1000, blank=True, editable=False)
    thanks = models.TextField(_("thanks"), max_length=1000, blank=True)
    thanked_at = models.DateTimeField(_("thanked at"), null=True, blank=True, editable=False)
    offered_at = models.DateTimeField(_("achievement offered at"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("offer answered at"), null=True, blank=True, editable=False)
    achievement = models.ForeignKey(
        Achievement, models.SET_NULL, null=True, blank=True, editable=False, related_name="exchange_responses",
        verbose_name=_("achievement"),
    )  # fmt: skip
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False, outside=None) | Q(group=None, outside__isnull=False),
                name="response_is_of_a_group_or_a_giver",
            ),
            models.CheckConstraint(condition=Q(state__in=Stage.values), name="response_state_is_known"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="response_quantity_is_something"),
            models.CheckConstraint(
                condition=Q(received=None) | Q(received__gte=1, received__lte=F("quantity")),
                name="response_received_no_more_than_given",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(received__isnull=False),
                name="a_confirmed_response_says_how_much",
            ),
            models.UniqueConstraint(
                fields=["post", "group"],
                condition=Q(state__in=["proposed", "accepted", "delivered", "disputed"]),
                name="one_open_response_per_group",
            ),
        ]

    def __str__(self):
        return str(_("%(group)s: %(post)s") % {"group": self.author, "post": self.post})

    def get_absolute_url(self):
        return reverse("exchange_response", args=[self.uuid])

    @property
    def author(self):
        """The group that answers, or the giver from outside."""
        return self.outside if self.outside_id else self.group

    @property
    def from_outside(self):
        """The giver from outside, whose offer or whose answer it is; None between two groups."""
        return self.outside or self.post.outside

    @property
    def giver_id(self):
        """The group that gives; None when somebody from outside does."""
        return self.group_id if self.post.is_request else self.post.group_id

    @property
    def receiver_id(self):
        return self.post.group_id if self.post.is_request else self.group_id

    @property
    def giver(self):
        return self.author if self.post.is_request else self.post.owner

    @property
    def receiver(self):
        return self.post.group if self.post.is_request else self.group

    @property
    def counts(self):
        """How much of what is promised it takes: what arrived, once that was confirmed."""
        granted = self.quantity if self.received is None else self.received
        return granted if self.state in GRANTED else 0

    @property
    def seen_by(self):
        groups = {f"group:{pk}:member" for pk in (self.group_id, self.post.group_id) if pk}
        if (giver := self.from_outside) is None:
            return frozenset(groups | {"committee"})
        return frozenset({giver.audience, "committee"} | (groups if giver.passed_at else set()))
