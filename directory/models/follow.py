"""What people follow: a group, a field of work, an area, or a search."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .group import Group
from .taxonomy import Area, Field


class Follow(models.Model):
    """Something a person wants to hear about: a group, a field, an area, or a search with its filters."""

    class List(models.TextChoices):
        GROUPS = "groups", pgettext_lazy("search", "groups")
        SERVICES = "services", pgettext_lazy("search", "services")
        VOLUNTEER = "volunteer", pgettext_lazy("search", "groups that take volunteers")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="follows", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="followed", verbose_name=_("group")
    )
    field = models.ForeignKey(
        Field, models.CASCADE, null=True, blank=True, related_name="followed", verbose_name=_("field of work")
    )
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="followed", verbose_name=_("area")
    )
    listing = models.CharField(_("list that was searched"), max_length=10, choices=List, blank=True)
    query = models.CharField(_("search"), max_length=600, blank=True)
    mails = models.BooleanField(_("told by mail"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("thing followed")
        verbose_name_plural = _("things followed")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="one_follow_per_group"),
            models.UniqueConstraint(fields=["person", "field"], name="one_follow_per_field"),
            models.UniqueConstraint(fields=["person", "area"], name="one_follow_per_area"),
            models.UniqueConstraint(
                fields=["person", "listing", "query"], condition=~Q(listing=""), name="one_follow_per_search"
            ),
            models.CheckConstraint(
                condition=(
                    Q(group__isnull=False, field=None, area=None, listing="")
                    | Q(group=None, field__isnull=False, area=None, listing="")
                    | Q(group=None, field=None, area__isnull=False, listing="")
                    | Q(group=None, field=None, area=None) & ~Q(listing="")
                ),
                name="a_follow_is_of_one_thing",
            ),
        ]

    def __str__(self):
        return str(self.group or self.field or self.area or self.query)

    @property
    def words(self):
        """The words of a followed search, "" when it has filters alone."""
        return QueryDict(self.query).get("q", "")
