"""Ready-made JSON of what a card and an API row show, kept by the search reader."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .group import Group
from .profile import Service


class CardQuerySet(models.QuerySet):
    def visible_to(self, who):
        return self.filter(group__in=Group.objects.visible_to(who))


class Card(models.Model):
    """One card of a group, or of one of its services."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="cards", verbose_name=_("group"))
    service = models.OneToOneField(
        Service, models.CASCADE, null=True, blank=True, related_name="card", verbose_name=_("service")
    )
    data = models.JSONField(_("data"))

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(service__isnull=True), name="one_card_per_group"
            ),
        ]

    def __str__(self):
        return f"{self.group_id}/{self.service_id or ''}"
