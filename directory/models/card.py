"""Ready-made JSON of what a card and an API row show, kept by the search reader."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .group import Group
from .profile import Service


class CardQuerySet(models.QuerySet):
    def visible_to(self, who):
        """Cards of listed groups that `who` may see; a card kept for too long shows nothing."""
        return self.filter(group__in=Group.objects.visible_to(who).listed())

    def of(self, what, pks):
        """{id: data} of these groups (`what` is "group") or services ("service"), in one query."""
        if what == "service":
            return dict(self.filter(service__in=pks).values_list("service", "data"))
        return dict(self.filter(service__isnull=True, group__in=pks).values_list("group", "data"))

    def replace(self, group_ids, cards):
        """In one transaction, `cards` become the only ones of these groups."""
        with transaction.atomic(using=self.db):
            self.filter(group__in=group_ids).delete()
            self.bulk_create(cards, batch_size=500)


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
