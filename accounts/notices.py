"""What needs a person: one line each in their inbox; what they wish to be mailed, and hear less of."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=365)
GROUP = "directory.group"
SUNDAY, MORNING = 6, 8
HOURS = 24


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, person, audiences):
        """A person's own, as whatever they still are: who left a group no longer reads its notices."""
        return self.filter(person=person, as_whom__in=audiences)

    def unread(self):
        return self.filter(read_at=None, done_at=None)

    def waiting(self):
        """They need the person, who has not done it yet, and it has not done itself."""
        return self.filter(needs=True, done_at=None)

    def heard(self):
        """Neither their subject nor the group that they are for was muted by their reader."""
        mutes = Mute.objects.filter(person=OuterRef("person"))
        subject = mutes.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"))
        group = mutes.filter(
            subject_type=GROUP, subject_id=Cast(OuterRef("group"), models.CharField(max_length=64))
        )
        return self.exclude(Exists(subject)).exclude(Exists(group))

    def newest_first(self):
        return self.order_by("-at", "-pk")

    def forget_old(self, now=None):
        """Notices of twelve months ago go; returns how many."""
        return self.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]


class Notice(models.Model):
    """One line in a person's inbox: what, where, why they, as whom; made once for each person and `key`.

    Titles name things and groups, never people: whoever is erased is named in nobody's inbox. `as_whom` is an
    audience that the reader must still hold, `group` the id of the group they act for, `path` lacks the language;
    `thing` is what its kind looks up to see whether it still waits.
    """

    class Why(models.TextChoices):
        ROLE = "role", pgettext_lazy("why a notice", "because of your role")
        ADDRESSED = "addressed", pgettext_lazy("why a notice", "because it is addressed to you")
        FOLLOWED = "followed", pgettext_lazy("why a notice", "because you follow it")
        CLOCK = "clock", pgettext_lazy("why a notice", "because a date comes near")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    key = models.CharField(_("key against doubles"), max_length=200)
    kind = models.CharField(_("kind"), max_length=60)
    subject_type = models.CharField(_("kind of subject"), max_length=100)
    subject_id = models.CharField(_("subject"), max_length=64)
    about_ar = models.TextField(_("subject’s name in Arabic"), blank=True)
    about_en = models.TextField(_("subject’s name in English"), blank=True)
    thing = models.CharField(_("what it waits for"), max_length=64, blank=True)
    as_whom = models.CharField(_("as whom"), max_length=100)
    group = models.PositiveBigIntegerField(_("group"), null=True, blank=True)
    title_ar = models.TextField(_("title in Arabic"))
    title_en = models.TextField(_("title in English"))
    why = models.CharField(_("why"), max_length=10, choices=Why, default=Why.ROLE)
    path = models.CharField(_("address without language"), max_length=500)
    needs = models.BooleanField(_("needs the person"), default=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    at = models.DateTimeField(_("at"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("told at once by mail"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("inbox", "notice")
        verbose_name_plural = pgettext_lazy("inbox", "notices")
        constraints = [
            models.UniqueConstraint(fields=["key", "person"], name="notice_once_a_person"),
            models.CheckConstraint(
                condition=Q(why__in=["role", "addressed", "followed", "clock"]), name="notice_why"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_of_person"),
            models.Index(fields=["at"], name="notice_by_time"),
            models.Index(
                fields=["subject_type", "subject_id"],
                name="notice_waiting",
                condition=Q(needs=True, done_at=None),
            ),
            models.Index(
                fields=["kind", "thing"], name="notice_of_thing", condition=Q(needs=True, done_at=None)
            ),
            models.Index(
                fields=["at"], name="notice_to_mail", condition=Q(urgent=True, mailed_at=None, done_at=None)
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return self.title_en if get_language() == "en" else self.title_ar

    @property
    def about(self):
        return self.about_en if get_language() == "en" else self.about_ar

    @property
    def url(self):
        """Its page in the reader's language."""
        return f"/{get_language()}/{self.path}"


class PreferenceQuerySet(models.QuerySet):
    def of(self, person):
        """What this person chose, or an unsaved row of what everybody begins with."""
        return self.filter(person=person).first() or self.model(person=person)


class Preference(models.Model):
    """What a person wishes to be mailed; without a row everything is as a new row says."""

    class Choice(models.TextChoices):
        NEEDS = "needs", pgettext_lazy("mails", "Only what needs me")
        WEEKLY = "weekly", pgettext_lazy("mails", "A summary of what is new")
        NOTHING = "nothing", pgettext_lazy("mails", "No mails: inside the site only")

    class Cadence(models.TextChoices):
        DAILY = "daily", pgettext_lazy("mails", "daily")
        WEEKLY = "weekly", pgettext_lazy("mails", "weekly")
        MONTHLY = "monthly", pgettext_lazy("mails", "monthly")

    class Weekday(models.IntegerChoices):
        """As Python counts; the week begins on Sunday."""

        SUNDAY = 6, _("Sunday")
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference", verbose_name=_("person")
    )
    choice = models.CharField(_("mails"), max_length=10, choices=Choice, default=Choice.WEEKLY)
    immediate = models.BooleanField(_("urgent things at once"), default=True)
    cadence = models.CharField(_("how often"), max_length=10, choices=Cadence, default=Cadence.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, default=SUNDAY)
    hour = models.PositiveSmallIntegerField(
        _("hour"), default=MORNING, validators=[MaxValueValidator(HOURS - 1)]
    )
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    hide_content = models.BooleanField(_("no content in mails"), default=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish about mails")
        verbose_name_plural = _("wishes about mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["needs", "weekly", "nothing"]), name="preference_choice"
            ),
            models.CheckConstraint(
                condition=Q(cadence__in=["daily", "weekly", "monthly"]), name="preference_cadence"
            ),
            models.CheckConstraint(condition=Q(weekday__lt=7, hour__lt=HOURS), name="preference_time"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.choice}"

    @property
    def tz(self):
        """The person's zone; the site's while they chose none."""
        return ZoneInfo(self.zone or settings.TIME_ZONE)

    def is_paused(self, now=None):
        return bool(self.paused_until and self.paused_until > (now or timezone.now()))


class Mute(models.Model):
    """A subject, or a group and all that is for it, of which a person wishes neither mails nor a count."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", verbose_name=_("person")
    )
    subject_type = models.CharField(_("kind of subject"), max_length=100)
    subject_id = models.CharField(_("subject"), max_length=64)
    name_ar = models.TextField(_("subject’s name in Arabic"), blank=True)
    name_en = models.TextField(_("subject’s name in English"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("muted subject")
        verbose_name_plural = _("muted subjects")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject_type", "subject_id"], name="mute_once_a_subject"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.name_en if get_language() == "en" else self.name_ar
