"""What the appeals of all rooms have in common: their states, their words and their clock."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppealState(models.TextChoices):
    FILED = "filed", pgettext_lazy("appeal", "filed")
    VOTING = "voting", pgettext_lazy("appeal", "put to the vote")
    STANDS = "decision_stands", pgettext_lazy("appeal", "the decision stands")
    OVERTURNED = "decision_overturned", pgettext_lazy("appeal", "the decision is overturned")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "taken back")
    MOOT = "moot", pgettext_lazy("appeal", "settled in another way")


class Hearing(models.TextChoices):
    """Why an appeal ended as it did; the first two let the decision stand."""

    HOLDS = "holds", _("The reasons of the decision hold.")
    NOTHING_NEW = "nothing_new", _("The appeal brings nothing that was not known.")
    NEW_FACTS = "new_facts", _("New facts change the picture.")
    ERROR = "error", _("The decision rested on an error.")
    MENDED = "mended", _("What the decision was about has been put right.")
    BALLOT = "ballot", _("The committee decided by ballot.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


OPEN = (AppealState.FILED, AppealState.VOTING)


class AppealQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def late(self):
        """Open ones that should have been heard by now."""
        return self.open().filter(due_at__lt=timezone.now())


class AppealOfRoom(models.Model):
    """The base of a room's Appeal, which adds what it is against; `state` moves by the room's own table."""

    State = AppealState
    OPEN = OPEN

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=AppealState, default=AppealState.FILED, editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="%(app_label)s_appeals",
        verbose_name=_("filed by"),
    )
    words = models.TextField(_("why the decision is wrong"), max_length=4000)
    filed_at = models.DateTimeField(_("filed at"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("to be heard by"), editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["due_at", "pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_late(self):
        return self.is_open and self.due_at < timezone.now()
