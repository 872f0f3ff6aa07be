"""Announcements: what the committee tells everybody, such as the next forum."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two

KEEPERS = frozenset({"committee:secretary", "committee:chair"})


class AnnouncementQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Announcement.State.PUBLISHED)

    def visible_to(self, who):
        """What is published; whoever writes announcements sees the others too."""
        return self if hooks.audiences_of(who) & KEEPERS else self.published()

    def coming(self, now=None):
        """Events that are not over, the next one first."""
        over_at = Coalesce("ends_at", "starts_at")
        return self.annotate(over_at=over_at).filter(over_at__gte=now or timezone.now()).order_by("starts_at")


class Announcement(models.Model):
    """A piece of news; with `starts_at` it is an event. Of each pair of texts one language is enough."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("announcement", "draft")
        PUBLISHED = "published", pgettext_lazy("announcement", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("announcement", "withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_ar = models.CharField(_("title in Arabic"), max_length=150, blank=True)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    text_ar = models.TextField(_("text in Arabic"), max_length=4000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    place_ar = models.CharField(_("place in Arabic"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    title, text, place = Pair(), Pair(), Pair()
    starts_at = models.DateTimeField(_("begins at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="announcements",
        verbose_name=_("written by"),
        editable=False,
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["state", "starts_at"], name="announcement_by_day")]
        constraints = [
            one_of_two("title", "announcement"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "withdrawn"]), name="announcement_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="announced_event_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("announcement", args=[self.uuid])

    @property
    def is_over(self):
        end = self.ends_at or self.starts_at
        return end is not None and end < timezone.now()
