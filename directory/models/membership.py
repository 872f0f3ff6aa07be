"""Who belongs to a group, and as what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .group import Group


class Role(models.TextChoices):
    MEMBER = "member", pgettext_lazy("role", "member of the group")
    EDITOR = "editor", pgettext_lazy("role", "editor of the page")
    LEADER = "leader", pgettext_lazy("role", "leader of the group")

    @property
    def rank(self):
        return (Role.MEMBER, Role.EDITOR, Role.LEADER).index(self)


class MembershipQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=Membership.State.ACTIVE)

    def leaders(self):
        return self.active().filter(role=Role.LEADER)


class Membership(models.Model):
    """A person in a group; joining, role changes and endings claim the group."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("membership", "invited")
        ASKED = "asked", pgettext_lazy("membership", "asked to join")
        ACTIVE = "active", pgettext_lazy("membership", "active")
        ENDED = "ended", pgettext_lazy("membership", "ended")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships", verbose_name=_("group"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    is_deputy = models.BooleanField(_("deputy"), default=False, editable=False)
    silence_warned_at = models.DateTimeField(_("warned of silence at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("group membership")
        verbose_name_plural = _("group memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=~Q(state="ended"),
                name="one_living_membership_per_group",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(is_deputy=True, state="active"),
                name="one_deputy_per_group",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["invited", "asked", "active", "ended"]),
                name="membership_state_is_known",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self):
        return f"{self.person} · {self.get_role_display()} · {self.group}"

    @property
    def rank(self):
        return Role(self.role).rank
