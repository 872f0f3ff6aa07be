"""The ways into a team and the handing over of it: invitations by mail, a link to share, leadership offered."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import links

from .group import Group
from .membership import Role

LASTS = timedelta(days=7)
OFFER_LASTS = timedelta(days=14)
KEPT = timedelta(days=30)


def a_week_from_now():
    return timezone.now() + LASTS


def two_weeks_from_now():
    return timezone.now() + OFFER_LASTS


class LastingQuerySet(models.QuerySet):
    def open(self, now=None):
        return self.filter(state=self.model.OPEN, expires_at__gt=now or timezone.now())  # type: ignore[attr-defined]

    def outlived(self, now=None):
        return self.filter(expires_at__lte=(now or timezone.now()) - KEPT)


class InvitationQuerySet(LastingQuerySet):
    def addressed_to(self, person):
        """To an address that this person has confirmed."""
        return self.filter(mail__in=person.emailaddress_set.filter(verified=True).values("email"))


class Invitation(models.Model):
    """A letter that lets the owner of one address into a team, once; the address is forgotten when it ends."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("invitation", "sent")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
        DECLINED = "declined", pgettext_lazy("invitation", "declined")
        REVOKED = "revoked", pgettext_lazy("invitation", "revoked")

    OPEN = State.SENT

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations", verbose_name=_("group"))
    mail = models.EmailField(_("e-mail"), blank=True)
    lang = models.CharField(_("language"), max_length=2, default="ar")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT, editable=False)
    token_hash = models.CharField(
        _("hash of the link"), max_length=links.HASH_LENGTH, unique=True, editable=False
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("expires at"), default=a_week_from_now, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "mail"], condition=Q(state="sent"), name="one_open_invitation_per_address"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "accepted", "declined", "revoked"]),
                name="invitation_state_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.get_role_display()}"

    @property
    def is_open(self):
        return self.state == self.State.SENT and self.expires_at > timezone.now()


class JoinLinkQuerySet(models.QuerySet):
    def open(self, now=None):
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())

    def outlived(self, now=None):
        return self.filter(expires_at__lte=(now or timezone.now()) - KEPT)


class JoinLink(models.Model):
    """A link for a whole chat: whoever follows it may ask to become a member, and a leader approves each name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="join_links", verbose_name=_("group"))
    token_hash = models.CharField(
        _("hash of the link"), max_length=links.HASH_LENGTH, unique=True, editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_links", verbose_name=_("made by")
    )
    expires_at = models.DateTimeField(_("expires at"), default=a_week_from_now, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("join link")
        verbose_name_plural = _("join links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(revoked_at=None), name="one_join_link_per_group"
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.expires_at:%Y-%m-%d}"

    @property
    def token(self):
        """Worked out anew, so that leaders can show it again; "" when the site's key has changed since."""
        token = links.derived("join-link", self.uuid)
        return token if links.hashed(token) == self.token_hash else ""


class HandOver(models.Model):
    """A leader offers the leadership to somebody of the team; it changes hands only when that one agrees."""

    class State(models.TextChoices):
        OFFERED = "offered", pgettext_lazy("hand-over", "offered")
        ACCEPTED = "accepted", pgettext_lazy("hand-over", "accepted")
        DECLINED = "declined", pgettext_lazy("hand-over", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("hand-over", "withdrawn")

    OPEN = State.OFFERED

    group = models.ForeignKey(Group, models.CASCADE, related_name="hand_overs", verbose_name=_("group"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hand_overs_offered", verbose_name=_("from")
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="hand_overs_received", verbose_name=_("to")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED, editable=False)
    expires_at = models.DateTimeField(_("expires at"), default=two_weeks_from_now, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = LastingQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "by"], condition=Q(state="offered"), name="one_open_hand_over_per_leader"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "accepted", "declined", "withdrawn"]),
                name="hand_over_state_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.group} · {self.by} · {self.to}"
