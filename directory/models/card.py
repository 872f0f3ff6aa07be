"""Ready-made JSON of what a card and an API row show, kept by the search reader."""

from functools import lru_cache

import orjson
from django.db import connections, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from deeds import hooks

from .group import Group
from .profile import Service


class CardQuerySet(models.QuerySet):
    def data_of(self, what, pks, audiences):
        """{id: data} of those groups (`what` is "group") or services ("service") that `audiences` may see.

        Every search asks this, so the statement is put together once for each number of ids.
        """
        if not pks:
            return {}
        statement, params = _statement(self.db, what, hooks.audiences_of(audiences), len(pks))
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement, [pks[-param - 1] if _is_slot(param) else param for param in params])
            return {pk: orjson.loads(data) for pk, data in cursor.fetchall()}

    def visible_to(self, who):
        """Cards of listed groups that `who` may see; a card kept for too long shows nothing."""
        seen = Group.objects.visible_to(who).listed().filter(pk=OuterRef("group"))
        return self.filter(Exists(seen))

    def replace(self, group_ids, cards):
        """In one transaction, `cards` become the only ones of these groups."""
        with transaction.atomic(using=self.db):
            self.filter(group__in=group_ids).delete()
            self.bulk_create(cards, batch_size=500)


class Card(models.Model):
    """One card of a group, or of one of its services.

    Each kind has a unique index of its own: with one over all services, SQLite seeks a group's card among the
    cards without a service.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="cards", verbose_name=_("group"))
    service = models.ForeignKey(
        Service,
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="cards",
        verbose_name=_("service"),
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
            models.UniqueConstraint(
                fields=["service"], condition=Q(service__isnull=False), name="one_card_per_service"
            ),
        ]

    def __str__(self):
        return f"{self.group_id}/{self.service_id or ''}"


@lru_cache(maxsize=256)
def _statement(using, what, audiences, size):
    """SQL and its parameters, those of the ids being -1, -2 and so on: numbers that no id has."""
    slots = list(range(-1, -size - 1, -1))
    cards = Card.objects.using(using).visible_to(audiences)
    if what == "service":
        rows = cards.filter(service__in=slots).values_list("service", "data")
    else:
        rows = cards.filter(service__isnull=True, group__in=slots).values_list("group", "data")
    return rows.query.get_compiler(using).as_sql()


def _is_slot(param):
    return isinstance(param, int) and param < 0
