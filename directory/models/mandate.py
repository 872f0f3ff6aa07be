"""What a group lets a partner institution do in its name through the API."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import OF_GROUPS, Scope
from accounts.partners import granted, over

from .group import Group, Standing


class MandateQuerySet(models.QuerySet):
    def live(self):
        """Neither ended nor over, of a listed group and an institution that the committee still grants."""
        rows = self.filter(state=Mandate.State.GIVEN, ends_on__gte=timezone.localdate())
        return rows.filter(granted("partner__"), group__standing=Standing.LISTED).exclude(over("partner__"))

    def open_to(self, key, scope):
        """Those that let whoever holds this key do this."""
        return (
            self.live().filter(partner=key.partner_id, scopes__meets={scope})
            if scope in key.scopes
            else self.none()
        )

    def of_partner(self, partner):
        """Those that hold now, of one institution, with their groups; what ends first comes first."""
        return self.live().filter(partner=partner).select_related("group").order_by("ends_on", "pk")

    def newest_first(self):
        return self.select_related("partner").order_by("-created_at", "-pk")


class Mandate(models.Model):
    """Given by a leader until a day, for some of OF_GROUPS; ended at once by any leader of the group."""

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("mandate", "given")
        ENDED = "ended", pgettext_lazy("mandate", "ended by the group")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="mandates", verbose_name=_("group"))
    partner = models.ForeignKey(
        "accounts.Partner", models.CASCADE, related_name="mandates", verbose_name=_("partner institution")
    )
    scopes = models.JSONField(_("scopes"), default=list)
    ends_on = models.DateField(_("until"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates", verbose_name=_("given by")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.GIVEN, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate of a partner institution")
        verbose_name_plural = _("mandates of partner institutions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "partner"],
                condition=Q(state="given"),
                name="one_mandate_per_group_and_partner",
            ),
            models.CheckConstraint(condition=Q(state__in=["given", "ended"]), name="mandate_state_is_known"),
        ]

    def __str__(self):
        return f"{self.group} · {self.partner}"

    @property
    def allows(self):
        """What it allows, in words."""
        return [scope.label for scope in OF_GROUPS if scope in self.scopes]

    @property
    def holds(self):
        """It allows something now; `partner` and `group` should be at hand."""
        lasts = self.state == self.State.GIVEN and self.ends_on >= timezone.localdate()
        return lasts and self.partner.reads_now and self.group.standing == Standing.LISTED


def audiences_of_key(key):
    """`group:<id>:drafts` for each group whose unpublished initiatives this key may read, `group:<id>:writing`
    and `group:<id>:asking` for each in whose name it may write initiatives, and requests: none of a person's roles."""
    words = {Scope.READ_DRAFTS: "drafts", Scope.WRITE_INITIATIVES: "writing", Scope.WRITE_REQUESTS: "asking"}
    asked = {scope: word for scope, word in words.items() if scope in key.scopes}
    if not asked:
        return frozenset()
    rows = Mandate.objects.live().filter(partner=key.partner_id).values_list("group_id", "scopes")
    return frozenset(
        f"group:{group}:{word}" for group, scopes in rows for scope, word in asked.items() if scope in scopes
    )
