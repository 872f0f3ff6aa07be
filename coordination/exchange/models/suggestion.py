"""Who could meet a request: what the matcher found among all that groups lend, kept so that pages need not look."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import Capability, Group, Standing

from .post import Post


class NotForUs(models.TextChoices):
    """Why a group does not want to see a suggestion; it hides this one and teaches nothing."""

    NO_FIT = "no_fit", pgettext_lazy("hiding", "It does not fit")
    ASKED = "asked", pgettext_lazy("hiding", "We have talked about it already")
    NOT_NOW = "not_now", pgettext_lazy("hiding", "Not now")
    OTHER = "other", pgettext_lazy("hiding", "Another reason")


class LookedFor(models.Model):
    """When somebody who could help was last looked for."""

    request = models.OneToOneField(
        Post, models.CASCADE, primary_key=True, related_name="looked_for", verbose_name=_("request")
    )
    at = models.DateTimeField(_("looked for at"), default=timezone.now)

    class Meta:
        verbose_name = _("search for help")
        verbose_name_plural = _("searches for help")

    def __str__(self):
        return f"{self.request_id} {self.at:%Y-%m-%d %H:%M}"


class SuggestionQuerySet(models.QuerySet):
    def standing(self):
        """Those that still may be told: the request takes responses, who lends is listed, an offer takes them too."""
        taking = Post.objects.taking().values("pk")
        offered = Q(offer=None) | Q(offer__in=taking)
        return self.filter(offered, request__in=taking, group__standing=Standing.LISTED)

    def unhidden_from(self, group_ids):
        """Without what one of these groups hid for itself."""
        hidden = Hiding.objects.filter(
            request=OuterRef("request"), group=OuterRef("group"), by_group__in=list(group_ids)
        )
        return self.filter(~Exists(hidden))

    def unhidden_by_lender(self):
        """Without what the group that lends hid for itself."""
        hidden = Hiding.objects.filter(
            request=OuterRef("request"), group=OuterRef("group"), by_group=OuterRef("group")
        )
        return self.filter(~Exists(hidden))

    def unanswered(self):
        """Without those whose group answered the request already, however that went."""
        answered = Post.objects.filter(pk=OuterRef("request"), responses__group=OuterRef("group"))
        return self.filter(~Exists(answered))

    def with_both(self):
        return self.select_related(
            "request__group",
            "request__area",
            "group__area",
            "offer__group",
            "offer__area",
            "capability__group",
        )


class Suggestion(models.Model):
    """One thing that a group lends, for one request. `score` only orders; what speaks for it is said from the rows
    as they are when it is shown."""

    request = models.ForeignKey(Post, models.CASCADE, related_name="suggestions", verbose_name=_("request"))
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="suggestions", verbose_name=_("group that could help")
    )
    capability = models.ForeignKey(
        Capability, models.CASCADE, null=True, blank=True, related_name="suggestions",
        verbose_name=_("capability"),
    )  # fmt: skip
    offer = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="suggested_to", verbose_name=_("offer")
    )
    score = models.FloatField(_("score"))
    fits = models.BooleanField(_("nothing stands against it"))
    found_at = models.DateTimeField(_("found at"), default=timezone.now)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-fits", "-score", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capability=None, offer__isnull=False) | Q(capability__isnull=False, offer=None),
                name="a_suggestion_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["request", "capability"], name="one_suggestion_per_capability"),
            models.UniqueConstraint(fields=["request", "offer"], name="one_suggestion_per_offer"),
        ]
        indexes = [models.Index(fields=["group", "fits", "-score"], name="suggestion_of_group")]

    def __str__(self):
        return str(_("%(group)s: %(post)s") % {"group": self.group, "post": self.request})

    @property
    def lent(self):
        return self.offer or self.capability


class Hiding(models.Model):
    """One of the two groups does not want to see a suggestion; the other may see it still."""

    request = models.ForeignKey(Post, models.CASCADE, related_name="hidings", verbose_name=_("request"))
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="hidden_from_requests", verbose_name=_("group that could help")
    )
    by_group = models.ForeignKey(
        Group, models.CASCADE, related_name="hid_suggestions", verbose_name=_("hidden by the group")
    )
    code = models.CharField(_("reason"), max_length=10, choices=NotForUs)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("hidden suggestion")
        verbose_name_plural = _("hidden suggestions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "group", "by_group"], name="hidden_once_by_a_group"),
            models.CheckConstraint(condition=Q(code__in=NotForUs.values), name="hiding_reason_is_known"),
        ]

    def __str__(self):
        return f"{self.request_id} {self.group_id} {self.get_code_display()}"
