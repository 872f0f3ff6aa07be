"""Ready-made JSON of what a card and an API row show, kept by the search reader."""

from functools import lru_cache

import orjson
from django.db import connections, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from deeds import hooks

from .group import Group
from .profile import Service

MOST_KEPT = 20_000


class Ready:
    """A card as it was written. Its id is its version, for a card is replaced by another one and never changed.

    What is made of it, like a row of the API, may be kept in `made` as long as it depends on nothing else.
    """

    __slots__ = ("made", "pk", "text")

    def __init__(self, pk, text):
        self.pk, self.text, self.made = pk, text, {}

    @property
    def data(self):
        return orjson.loads(self.text)


class CardQuerySet(models.QuerySet):
    def ready(self, what, pks, audiences, kept=None):
        """{id: Ready} of those groups (`what` is "group") or services ("service") that `audiences` may see.

        Who may see what, and which card is the newest, is asked each time; of a card that is in `kept`, a dict of
        the caller's, nothing else is read. Every search asks this, so the statement is put together once for each
        number of ids.
        """
        if not pks:
            return {}
        kept = {} if kept is None else kept
        known = {pk: kept[what, pk] for pk in pks if (what, pk) in kept}
        statement, params = _statement(self.db, what, hooks.audiences_of(audiences), len(pks))
        slots = [*pks, *(known[pk].pk if pk in known else 0 for pk in pks)]
        with _cursor(connections[self.db]) as cursor:
            cursor.execute(statement, [slots[-param - 1] if _is_slot(param) else param for param in params])
            rows = cursor.fetchall()
        found = {pk: known[pk] if text is None else Ready(card, text) for pk, card, text in rows}
        if len(kept) + len(found) > MOST_KEPT:
            kept.clear()
        kept.update({(what, pk): card for pk, card in found.items()})
        return found

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
    """SQL and its parameters, those of the ids being -1, -2 and so on: numbers that no id has. First come the ids
    asked for, then those of cards whose text is known."""
    slots, known = list(range(-1, -size - 1, -1)), list(range(-size - 1, -2 * size - 1, -1))
    cards = Card.objects.using(using).visible_to(audiences)
    cards = cards.annotate(text=Case(When(~Q(pk__in=known), then=F("data"))))
    if what == "service":
        rows = cards.filter(service__in=slots).values_list("service", "pk", "text")
    else:
        rows = cards.filter(service__isnull=True, group__in=slots).values_list("group", "pk", "text")
    return rows.query.get_compiler(using).as_sql()


def _cursor(connection):
    """PostgreSQL plans the statement once a connection, which takes it longer than to answer."""
    return getattr(connection, "prepared_cursor", connection.cursor)()


def _is_slot(param):
    return isinstance(param, int) and param < 0
