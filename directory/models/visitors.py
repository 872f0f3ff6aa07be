"""What people ask of a group, or of nobody in particular, from outside: questions and offers of help."""

import uuid
from datetime import timedelta
from statistics import median

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.links import HASH_LENGTH

from .group import Group

KEPT = timedelta(days=365)
ENOUGH_ANSWERS, LATEST_ANSWERS = 5, 50


class VisitQuerySet(models.QuerySet):
    model: "type[Visit]"  # type: ignore[assignment]

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
    def left(self):
        """Those that no group was handed."""
        return self.filter(group=None)

    def reply_time(self):
        """The median time to an answer, a timedelta; None while too few were answered to tell."""
        rows = self.filter(answered_at__isnull=False).order_by("-answered_at")
        times = [
            answered - asked
            for asked, answered in rows.values_list("created_at", "answered_at")[:LATEST_ANSWERS]
        ]
        return median(times) if len(times) >= ENOUGH_ANSWERS else None


class Ask(Visit):
    """A question of the public to a group, or, left where nothing was found, to nobody yet.

    The committee's secretary hands the latter to a group or answers it.
    """

    class State(models.TextChoices):
        LEFT = "left", pgettext_lazy("question", "with the committee’s secretary")
        SENT = "sent", pgettext_lazy("question", "sent")
        READ = "read", pgettext_lazy("question", "read")
        ANSWERED = "answered", pgettext_lazy("question", "answered")
        UNANSWERED = "unanswered", pgettext_lazy("question", "no answer yet")
        CLOSED = "closed", pgettext_lazy("question", "closed")

    FRESH = (State.LEFT, State.SENT, State.READ)
    WAITING = (*FRESH, State.UNANSWERED)
    PATIENCE = timedelta(days=5)

    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="asks", verbose_name=_("group")
    )
    text = models.TextField(_("question"), max_length=1500)
    sought = models.CharField(_("what was looked for in vain"), max_length=200, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.SENT, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a group")
        verbose_name_plural = _("questions to groups")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["left", "sent", "read", "answered", "unanswered", "closed"]),
                name="ask_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "read"]) | Q(group__isnull=False),
                name="what_was_sent_went_to_a_group",
            ),
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
