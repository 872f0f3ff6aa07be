"""Asking to manage the page of a group that came from a source: who asks, how it is proved, what was decided."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.links import HASH_LENGTH

from .group import Group


class ClaimQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Claim.State.OPEN)

    def contested(self):
        """Approved ones that the published address objects to, until somebody decides."""
        return self.filter(state=Claim.State.APPROVED, contested_at__isnull=False)

    def contestable_by(self, hashed):
        """The approved claim that a link of this hash may still object to."""
        fresh = self.filter(state=Claim.State.APPROVED, contested_at=None)
        return fresh.filter(link_hash=hashed, link_until__gt=timezone.now())

    def by_link(self, hashed):
        """The open claim that a link of this hash answers; the link is void once used, or after its time."""
        return self.open().filter(link_hash=hashed, link_until__gt=timezone.now())


class Claim(models.Model):
    """One person's claim of an unclaimed group; its steps are directory.lifecycle's table over the group."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("claim", "open")
        APPROVED = "approved", pgettext_lazy("claim", "approved")
        REFUSED = "refused", pgettext_lazy("claim", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("claim", "withdrawn")

    class Reason(models.TextChoices):
        NO_PROOF = "no_proof", _("the proof does not suffice")
        ANOTHER = "another", _("somebody else of the group manages the page")
        OBJECTION = "objection", _("the group objects")
        OTHER = "other", _("another reason")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="claims", verbose_name=_("group"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims", verbose_name=_("person")
    )
    part = models.CharField(_("your part in the group"), max_length=120, blank=True)
    proof = models.TextField(_("how the committee can tell"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, editable=False)
    link_to = models.EmailField(_("published address"), blank=True, editable=False)
    link_hash = models.CharField(  # noqa: DJ001 - unique where there is one
        _("hash of the link"), max_length=HASH_LENGTH, unique=True, null=True, editable=False
    )
    link_until = models.DateTimeField(_("link good until"), null=True, blank=True, editable=False)
    objected_at = models.DateTimeField(_("objected at"), null=True, blank=True, editable=False)
    contested_at = models.DateTimeField(
        _("objected to after the approval at"), null=True, blank=True, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims_decided",
        verbose_name=_("decided by"),
        editable=False,
    )
    reason_code = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True, editable=False)
    reason = models.TextField(_("reason in words"), max_length=1000, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim of a group")
        verbose_name_plural = _("claims of groups")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=Q(state="open"), name="one_open_claim_per_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "approved", "refused", "withdrawn"]),
                name="claim_state_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.group}"
