"""What people ask of a group from outside: questions, offers of help, reports of a page, and what they follow."""

import uuid
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.links import HASH_LENGTH
from deeds import hooks

from .group import Group, group_ids
from .photo import Photo
from .taxonomy import Area, Field

KEPT = timedelta(days=365)
ENOUGH_ANSWERS, LATEST_ANSWERS = 5, 50


class VisitQuerySet(models.QuerySet):
    model: "type[Visit]"  # type: ignore[assignment]

    def for_leaders(self, who):
        """Those of the groups that `who` leads."""
        return self.filter(group__in=group_ids(hooks.audiences_of(who), "leader"))

    def waiting(self):
        """Those that a leader has not answered yet, the oldest first."""
        return self.filter(state__in=self.model.WAITING).order_by("created_at")

    def silent(self, now=None):
        """Unanswered for as long as is polite, and not yet marked so."""
        patience = (now or timezone.now()) - self.model.PATIENCE
        return self.filter(state__in=self.model.FRESH, heard_at__lte=patience)

    def outlived(self, now=None):
        """What has been kept for twelve months."""
        return self.filter(created_at__lte=(now or timezone.now()) - KEPT)


class Visit(models.Model):
    """Something a visitor sent to a group, followed by a secret link; the address is for the answer alone."""

    FRESH: tuple[str, ...]
    WAITING: tuple[str, ...]
    PATIENCE: timedelta
    state: models.CharField

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(_("hash of the link"), max_length=HASH_LENGTH, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True)
    mail = models.EmailField(_("e-mail"), blank=True)
    mail_confirmed_at = models.DateTimeField(_("e-mail confirmed at"), null=True, blank=True, editable=False)
    lang = models.CharField(_("language"), max_length=2, default="ar")
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    heard_at = models.DateTimeField(_("reached the group at"), default=timezone.now, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def is_silent(self):
        """True from its moment on, whether the clock's job has run or not."""
        late = self.state in self.FRESH and self.heard_at <= timezone.now() - self.PATIENCE
        return late or self.state == self.State.UNANSWERED  # type: ignore[attr-defined]

    @property
    def tells_by_mail(self):
        return bool(self.mail and self.mail_confirmed_at)

    @property
    def erased_on(self):
        return timezone.localdate(self.created_at + KEPT)


class AskQuerySet(VisitQuerySet):
    def reply_time(self):
        """The median time to an answer, a timedelta; None while too few were answered to tell."""
        rows = self.filter(answered_at__isnull=False).order_by("-answered_at")
        times = [
            answered - asked
            for asked, answered in rows.values_list("created_at", "answered_at")[:LATEST_ANSWERS]
        ]
        return median(times) if len(times) >= ENOUGH_ANSWERS else None


class Ask(Visit):
    """A question of the public to a group."""

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("question", "sent")
        READ = "read", pgettext_lazy("question", "read")
        ANSWERED = "answered", pgettext_lazy("question", "answered")
        UNANSWERED = "unanswered", pgettext_lazy("question", "no answer yet")
        CLOSED = "closed", pgettext_lazy("question", "closed")

    FRESH = (State.SENT, State.READ)
    WAITING = (State.SENT, State.READ, State.UNANSWERED)
    PATIENCE = timedelta(days=5)

    group = models.ForeignKey(Group, models.CASCADE, related_name="asks", verbose_name=_("group"))
    text = models.TextField(_("question"), max_length=1500)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SENT, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a group")
        verbose_name_plural = _("questions to groups")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "read", "answered", "unanswered", "closed"]),
                name="ask_state_is_known",
            )
        ]
        indexes = [models.Index(fields=["group", "state"], name="ask_of_a_group")]

    def __str__(self):
        return f"{self.uuid}"


class Helper(Visit):
    """Somebody who wants to volunteer with a group; before a guardian agreed, nobody there sees a minor."""

    class State(models.TextChoices):
        GUARDIAN = "guardian", pgettext_lazy("helper", "waiting for the guardian")
        SENT = "sent", pgettext_lazy("helper", "sent")
        REPLIED = "replied", pgettext_lazy("helper", "replied")
        WELCOMED = "welcomed", pgettext_lazy("helper", "welcomed as a member")
        DECLINED = "declined", pgettext_lazy("helper", "declined")
        UNANSWERED = "unanswered", pgettext_lazy("helper", "no answer yet")
        WITHDRAWN = "withdrawn", pgettext_lazy("helper", "withdrawn")

    FRESH = (State.SENT,)
    WAITING = (State.SENT, State.UNANSWERED)
    SEEN = (State.SENT, State.REPLIED, State.WELCOMED, State.DECLINED, State.UNANSWERED)
    PATIENCE = timedelta(days=7)
    GUARDIAN_HAS = timedelta(days=14)

    group = models.ForeignKey(Group, models.CASCADE, related_name="helpers", verbose_name=_("group"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers_of_help",
        verbose_name=_("person"),
    )
    what = models.TextField(_("what they would like to do"), max_length=600)
    when = models.CharField(_("when they have time"), max_length=200)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_minor = models.BooleanField(_("under 18"), default=False)
    guardian_name = models.CharField(_("guardian’s name"), max_length=80, blank=True)
    guardian_mail = models.EmailField(_("guardian’s e-mail"), blank=True)
    guardian_hash = models.CharField(
        _("hash of the guardian’s link"), max_length=HASH_LENGTH, blank=True, editable=False, db_index=True
    )
    guardian_agreed_at = models.DateTimeField(_("guardian agreed at"), null=True, blank=True, editable=False)
    agreed_to = models.CharField(_("text that was agreed to"), max_length=20, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SENT, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer to volunteer")
        verbose_name_plural = _("offers to volunteer")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "guardian",
                        "sent",
                        "replied",
                        "welcomed",
                        "declined",
                        "unanswered",
                        "withdrawn",
                    ]
                ),
                name="helper_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(is_minor=False)
                | Q(state__in=["guardian", "withdrawn"])
                | Q(guardian_agreed_at__isnull=False),
                name="no_minor_helps_without_a_guardian",
            ),
        ]
        indexes = [models.Index(fields=["group", "state"], name="helper_of_a_group")]

    def __str__(self):
        return f"{self.uuid}"


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
