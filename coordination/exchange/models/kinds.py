"""What moves between groups, and how it is counted. Never money: collecting that is licensed apart."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    VOLUNTEERS = "volunteers", pgettext_lazy("exchange", "volunteers")
    SKILL = "skill", pgettext_lazy("exchange", "skill or trainer")
    EQUIPMENT = "equipment", pgettext_lazy("exchange", "equipment")
    VENUE = "venue", pgettext_lazy("exchange", "venue")
    TRANSPORT = "transport", pgettext_lazy("exchange", "transport")
    KNOWLEDGE = "knowledge", pgettext_lazy("exchange", "knowledge and experience")
    IDEAS = "ideas", pgettext_lazy("exchange", "ideas")
    IN_KIND = "in_kind", pgettext_lazy("exchange", "support in kind")


class Unit(models.TextChoices):
    PEOPLE = "people", pgettext_lazy("unit", "people")
    HOURS = "hours", pgettext_lazy("unit", "hours")
    SESSIONS = "sessions", pgettext_lazy("unit", "sessions")
    PLACES = "places", pgettext_lazy("unit", "places")
    PIECES = "pieces", pgettext_lazy("unit", "pieces")
    ROOMS = "rooms", pgettext_lazy("unit", "rooms")
    DAYS = "days", pgettext_lazy("unit", "days")
    VEHICLES = "vehicles", pgettext_lazy("unit", "vehicles")
    TRIPS = "trips", pgettext_lazy("unit", "trips")
    ANSWERS = "answers", pgettext_lazy("unit", "answers")
    PARCELS = "parcels", pgettext_lazy("unit", "parcels")
    MEALS = "meals", pgettext_lazy("unit", "meals")


UNITS: dict[str, tuple[Unit, ...]] = {  # the first is the usual one
    Kind.VOLUNTEERS: (Unit.PEOPLE, Unit.HOURS),
    Kind.SKILL: (Unit.PLACES, Unit.SESSIONS, Unit.HOURS, Unit.PEOPLE),
    Kind.EQUIPMENT: (Unit.PIECES,),
    Kind.VENUE: (Unit.ROOMS, Unit.DAYS, Unit.HOURS),
    Kind.TRANSPORT: (Unit.VEHICLES, Unit.TRIPS, Unit.PLACES),
    Kind.KNOWLEDGE: (Unit.ANSWERS, Unit.HOURS),
    Kind.IDEAS: (Unit.ANSWERS,),
    Kind.IN_KIND: (Unit.PIECES, Unit.PARCELS, Unit.MEALS),
}
MOST = 10_000
