"""Ready-made JSON of what a card and an API row show, kept by the search reader."""

from enum import Enum
from functools import lru_cache

import orjson
from django.db import connections, models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from deeds import hooks

from .group import Group
from .profile import Service

MOST_KEPT = 20_000
IDS, KNOWN = "ids asked for", "cards known"


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
        the caller's, nothing else is read. Every search asks this, so the statement is put together once.
        """
        if not pks:
            return {}
        kept = {} if kept is None else kept
        known = {pk: kept[what, pk] for pk in pks if (what, pk) in kept}
        statement, params = _statement(self.db, what, hooks.audiences_of(audiences))
        numbers = {IDS: list(pks), KNOWN: [card.pk for card in known.values()]}
        connection = connections[self.db]
        with _cursor(connection) as cursor:
            cursor.execute(statement, [_filled_in(connection, param, numbers) for param in params])
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


class Among(models.Func):
    """Whether a number is among those that one parameter lists, so that one statement serves any number of them."""

    arity = 2
    output_field = models.BooleanField()
    arg_joiner, template = " = ANY(", "%(expressions)s::bigint[])"

    def as_sqlite(self, compiler, connection, **context):
        joiner = " IN (SELECT value FROM json_each("
        return self.as_sql(compiler, connection, arg_joiner=joiner, template="%(expressions)s))", **context)


@lru_cache(maxsize=256)
def _statement(using, what, audiences):
    """SQL and its parameters; IDS stands for the ids asked for, KNOWN for those of cards whose text is known."""
    cards = Card.objects.using(using).visible_to(audiences)
    cards = cards.annotate(text=Case(When(~Among("pk", Value(KNOWN)), then=F("data"))))
    if what == "service":
        rows = cards.filter(Among("service", Value(IDS))).values_list("service", "pk", "text")
    else:
        rows = cards.filter(Among("group", Value(IDS)), service__isnull=True).values_list(
            "group", "pk", "text"
        )
    statement, params = rows.query.get_compiler(using).as_sql()
    return statement, [param.value if isinstance(param, Enum) else param for param in params]


def _cursor(connection):
    """PostgreSQL plans the statement once a connection, which takes it longer than to answer."""
    return getattr(connection, "prepared_cursor", connection.cursor)()


def _filled_in(connection, param, numbers):
    """A parameter, or the list that it stands for as the database reads one."""
    if param not in numbers:
        return param
    listed = ",".join(map(str, numbers[param]))
    return f"{{{listed}}}" if connection.vendor == "postgresql" else f"[{listed}]"
