"""Meetings: when and where, who comes, the points of the agenda, and what was said."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deeds import hooks
from directory.bilingual import Pair, one_of_two

SHORTEST = timedelta(hours=1)
ZONES = {
    "Asia/Kuwait": _("Kuwait time"),
    "Asia/Riyadh": _("Riyadh time"),
    "Asia/Qatar": _("Doha time"),
    "Asia/Dubai": _("Dubai time"),
    "Asia/Baghdad": _("Baghdad time"),
    "Asia/Beirut": _("Beirut time"),
    "Africa/Cairo": _("Cairo time"),
    "Europe/Istanbul": _("Istanbul time"),
    "Europe/London": _("London time"),
    "Europe/Paris": _("Paris time"),
    "Asia/Kolkata": _("Kolkata time"),
    "America/New_York": _("New York time"),
    "UTC": _("Universal time (UTC)"),
}


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, who):
        """All for the committee; for others those whose minutes are published."""
        seated = "committee" in hooks.audiences_of(who)
        return self if seated else self.filter(state=Meeting.State.PUBLISHED)

    def coming(self):
        """Called or going on, the next one first."""
        return self.filter(state__in=[Meeting.State.CALLED, Meeting.State.IN_SESSION]).order_by(
            "starts_at", "pk"
        )


class Meeting(models.Model):
    """A meeting of the committee. `starts_at` is a moment; `zone` (IANA) is where its hour was meant."""

    class State(models.TextChoices):
        CALLED = "called", pgettext_lazy("meeting", "called")
        IN_SESSION = "in_session", pgettext_lazy("meeting", "in session")
        HELD = "held", pgettext_lazy("meeting", "held, minutes to be corrected")
        PUBLISHED = "published", pgettext_lazy("meeting", "minutes published")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title_ar = models.CharField(_("title in Arabic"), max_length=150, blank=True)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    title = Pair()
    starts_at = models.DateTimeField(_("begins at"), db_index=True)
    zone = models.CharField(_("time zone"), max_length=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    minutes_each = models.PositiveSmallIntegerField(_("minutes a point"), default=10)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CALLED, editable=False)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="meetings_called",
        verbose_name=_("called by"),
        editable=False,
    )
    began_at = models.DateTimeField(_("began at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    public_minutes = models.TextField(_("minutes for everybody"), max_length=20000, blank=True)
    committee_minutes = models.TextField(_("minutes for the committee"), max_length=20000, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            one_of_two("title", "meeting"),
            models.CheckConstraint(
                condition=Q(state__in=["called", "in_session", "held", "published", "cancelled"]),
                name="meeting_state_is_known",
            ),
        ]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("meeting", args=[self.uuid])

    @property
    def local(self):
        """The moment of its beginning as its own place reads the clock."""
        return self.read_there(self.starts_at)

    def read_there(self, moment):
        """A moment as clocks in the meeting's zone show it."""
        return moment.astimezone(ZoneInfo(self.zone))

    @property
    def day(self):
        return self.local.date()

    @property
    def hour(self):
        return self.local.time()

    @property
    def zone_label(self):
        return ZONES.get(self.zone, self.zone)

    @property
    def is_elsewhere(self):
        """Whether clocks where the site is at home show another hour at that moment."""
        return timezone.localtime(self.starts_at).utcoffset() != self.local.utcoffset()

    def ends_at(self, minutes):
        """When it should be over, with so many minutes of agenda."""
        return self.starts_at + max(SHORTEST, timedelta(minutes=minutes))


class Item(models.Model):
    """A point of the agenda: a matter of the docket (`kind`, `matter_uuid`) or, without these, a free one."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("point of an agenda", "waiting")
        DONE = "done", pgettext_lazy("point of an agenda", "discussed")
        POSTPONED = "postponed", pgettext_lazy("point of an agenda", "left for the next meeting")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    title_ar = models.CharField(_("title in Arabic"), max_length=500, blank=True)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    title = Pair()
    kind = models.CharField(_("kind of matter"), max_length=60, blank=True)
    matter_uuid = models.UUIDField(_("matter"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, editable=False)
    began_at = models.DateTimeField(_("began at"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True)
    said = models.TextField(_("what was said"), max_length=5000, blank=True)
    aside = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("recused")
    )
    continues = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued",
        verbose_name=_("carried over from"),
        editable=False,
    )

    class Meta:
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of agendas")
        ordering = ["position", "pk"]
        constraints = [
            one_of_two("title", "item"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "postponed"]), name="item_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["meeting", "kind", "matter_uuid"],
                condition=Q(matter_uuid__isnull=False),
                name="one_point_per_matter_and_meeting",
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def key(self):
        return self.kind, self.matter_uuid


class Attendee(models.Model):
    """Whether a member said they would come, and whether they came; empty: not said, not recorded."""

    class Reply(models.TextChoices):
        COMING = "coming", pgettext_lazy("reply to a meeting", "coming")
        ONLINE = "online", pgettext_lazy("reply to a meeting", "joining online")
        NOT = "not", pgettext_lazy("reply to a meeting", "not coming")

    class Presence(models.TextChoices):
        HERE = "here", pgettext_lazy("attendance", "in the room")
        ONLINE = "online", pgettext_lazy("attendance", "online")
        ABSENT = "absent", pgettext_lazy("attendance", "absent")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees", verbose_name=_("meeting"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances", verbose_name=_("person")
    )
    reply = models.CharField(_("reply"), max_length=6, choices=Reply, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    presence = models.CharField(_("attendance"), max_length=6, choices=Presence, blank=True)

    class Meta:
        verbose_name = _("attendance of a meeting")
        verbose_name_plural = _("attendances of meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="one_attendance_per_person_and_meeting"
            ),
            models.CheckConstraint(
                condition=Q(reply__in=["", "coming", "online", "not"])
                & Q(presence__in=["", "here", "online", "absent"]),
                name="attendance_is_known",
            ),
        ]

    def __str__(self):
        return f"{self.person} · {self.meeting}"
