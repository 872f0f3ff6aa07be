"""What visitors report of a page, and who looks at it: its leaders, or the committee."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.links import HASH_LENGTH
from deeds import hooks

from .group import Group, group_ids
from .photo import Photo


class ReportQuerySet(models.QuerySet):
    def visible_to(self, who):
        """The committee sees those it is asked about, but nobody those about a group they belong to; leaders theirs."""
        audiences = hooks.audiences_of(who)
        own = Q(group__in=group_ids(audiences, "member"))
        mine = Q(addressee=Report.Addressee.GROUP, group__in=group_ids(audiences, "leader"))
        if "committee" not in audiences:
            return self.filter(mine)
        return self.filter(mine | (Q(addressee=Report.Addressee.COMMITTEE) & ~own))

    def waiting(self):
        return self.filter(state=Report.State.OPEN).order_by("due_at", "created_at")


class Report(models.Model):
    """Somebody says that a page is wrong, closed, harmful, or shows them or their child."""

    class Kind(models.TextChoices):
        WRONG = "wrong", pgettext_lazy("report", "Something on the page is wrong")
        CLOSED = "closed", pgettext_lazy("report", "The group no longer works")
        HARMFUL = "harmful", pgettext_lazy("report", "Something here harms people or puts a child at risk")
        PHOTO = "photo", pgettext_lazy("report", "A photo shows me")
        CHILD = "child", pgettext_lazy("report", "A photo shows my child")

    class Addressee(models.TextChoices):
        GROUP = "group", pgettext_lazy("report", "the leaders of the group")
        COMMITTEE = "committee", pgettext_lazy("report", "the coordinating committee")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("report", "open")
        MENDED = "mended", pgettext_lazy("report", "put right")
        UNFOUNDED = "unfounded", pgettext_lazy("report", "nothing found")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="reports", verbose_name=_("group"))
    kind = models.CharField(_("what it is about"), max_length=10, choices=Kind)
    addressee = models.CharField(_("who looks at it"), max_length=10, choices=Addressee, editable=False)
    photo = models.ForeignKey(
        Photo,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("photo"),
    )
    text = models.TextField(_("what you noticed"), max_length=1500, blank=True)
    mail = models.EmailField(_("e-mail"), blank=True)
    once = models.CharField(_("key against doubles"), max_length=HASH_LENGTH, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, editable=False)
    due_at = models.DateTimeField(_("to be looked at by"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a page")
        verbose_name_plural = _("reports of pages")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "mended", "unfounded"]), name="report_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["harmful", "child"]) | Q(addressee="committee", due_at__isnull=False),
                name="harm_goes_to_the_committee_with_a_clock",
            ),
        ]

    def __str__(self):
        return f"{self.uuid}"

    @property
    def is_overdue(self):
        return self.state == self.State.OPEN and self.due_at is not None and self.due_at < timezone.now()
