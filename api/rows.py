"""Rows of groups and services, made of their ready-made cards, and what `expand=` shows whole in them."""

from django.utils.translation import get_language
from orjson import Fragment
from rest_framework import serializers

from api import shapes
from api.renderers import dumps
from directory.models import Answer, Card, Licence, Ready, Service
from directory.models.profile import Day

OF_GROUP = ("id", "external_id", "slug", "name_ar", "name_en", "summary_ar", "summary_en")
OF_SERVICE = (
    "id",
    "title_ar",
    "title_en",
    "description_ar",
    "description_en",
    "ages",
    "for_whom",
    "mode",
    "days",
    "hours",
    "places",
    "price",
    "access",
)


class GroupRow(shapes.Sourced):
    id = serializers.UUIDField()
    external_id = serializers.CharField()
    slug = serializers.CharField()
    name_ar = serializers.CharField()
    name_en = serializers.CharField()
    summary_ar = serializers.CharField()
    summary_en = serializers.CharField()
    area = shapes.Place(allow_null=True)
    fields = shapes.Word(many=True)  # type: ignore[assignment]
    beneficiaries = shapes.Word(many=True)
    licence = shapes.LicenceState(allow_null=True)
    badges = shapes.Badge(many=True)
    url = serializers.URLField()


class FromTo(serializers.Serializer):
    """Both ends may be open."""

    to = serializers.CharField(allow_null=True)

    def get_fields(self):
        return {"from": serializers.CharField(allow_null=True), **super().get_fields()}


class Ages(FromTo):
    to = serializers.IntegerField(allow_null=True)

    def get_fields(self):
        return super().get_fields() | {"from": serializers.IntegerField(allow_null=True)}


class PlacesLeft(serializers.Serializer):
    state = serializers.ChoiceField(Service.Places.values)
    date = serializers.DateField(help_text="as of this day")


class ServiceRow(shapes.Sourced):
    id = serializers.UUIDField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    description_ar = serializers.CharField()
    description_en = serializers.CharField()
    beneficiaries = shapes.Word(many=True)
    ages = Ages()
    for_whom = serializers.ChoiceField(Service.ForWhom.values)
    mode = serializers.ChoiceField(Service.Mode.values)
    place = shapes.Place(allow_null=True)
    days = serializers.ListField(child=serializers.ChoiceField(Day.values))
    hours = FromTo()
    places = PlacesLeft()
    price = serializers.CharField(allow_null=True, help_text="KWD; 0.000 is free, null is on request")
    access = serializers.DictField(child=serializers.ChoiceField(Answer.values))
    group = shapes.OfGroup()
    url = serializers.URLField()


class LicenceFacts(shapes.LicenceState):
    authority_ar = serializers.CharField()
    authority_en = serializers.CharField()
    number = serializers.CharField()
    issued_on = serializers.DateField(allow_null=True)
    verified_on = serializers.DateField(allow_null=True)


class Loose(serializers.Serializer):
    """Names beyond those of ALWAYS come only when they were asked for."""

    ALWAYS: tuple[str, ...] = ()

    def get_fields(self):
        fields = super().get_fields()
        for name in fields.keys() - set(self.ALWAYS):
            fields[name].required = False
        return fields


class LicenceAsAsked(Loose, LicenceFacts):
    ALWAYS = ("state", "expires_on")


class GroupAsAsked(Loose, GroupRow):
    ALWAYS = ("id", "slug", "name_ar", "name_en", "url")


class GroupListed(GroupRow):
    licence = LicenceAsAsked(allow_null=True, help_text="Whole with expand=licence.")
    services = ServiceRow(many=True, required=False, help_text="With expand=services.")


class ServiceListed(ServiceRow):
    group = GroupAsAsked(help_text="Whole with expand=group.")


def ready(hits, row):
    """The rows of hits in JSON, each made by `row` once for each version of its card, language and day."""
    key, today = (row, get_language()), shapes.today()
    return [_ready(hit.shown, key, today) if isinstance(hit.shown, Ready) else row(hit.card) for hit in hits]


def _ready(card, key, today):
    day, json = card.made.get(key, (None, None))
    if day != today:
        json = Fragment(dumps(key[0](card.data)))
        card.made[key] = today, json
    return json


def of_group(card):
    return {name: card[name] for name in OF_GROUP} | {
        "badges": shapes.badges(card),
        "area": shapes.place(card["area"]),
        "fields": [shapes.word(field) for field in card["fields"]],
        "beneficiaries": [shapes.word(beneficiary) for beneficiary in card["beneficiaries"]],
        "licence": shapes.licence(card["licence"]),
        "url": shapes.group_url(card["slug"]),
        **shapes.sourced(shapes.moment(card["updated_at"]), card["confirmed_on"], card["source"]),
    }


def of_service(card):
    group = {name: card["group"][name] for name in ("id", "slug", "name_ar", "name_en")}
    group["url"] = shapes.group_url(group["slug"])
    fresh = (shapes.moment(card["updated_at"]), card["group"]["confirmed_on"], card["group"]["source"])
    return {name: card[name] for name in OF_SERVICE} | {
        "beneficiaries": [shapes.word(beneficiary) for beneficiary in card["beneficiaries"]],
        "place": shapes.place(card["place"]),
        "group": group,
        "url": f"{group['url']}#service-{card['id']}",
        **shapes.sourced(*fresh),
    }


# --- what expand= shows whole: one query each for all rows of a page


def services_of(cards, audiences):
    """{id of the group: its services} of the groups with these cards."""
    found = {card["id"]: [] for card in cards}
    kept = Card.objects.visible_to(audiences).filter(service__published=True)
    of_these = kept.filter(group__in=[card["pk"] for card in cards]).order_by("service__position", "service")
    for data in of_these.values_list("data", flat=True):
        found[data["group"]["id"]].append(of_service(data))
    return found


def licences_of(cards):
    """{id of the group: the facts of its licence} of the groups with these cards that have one."""
    ids = {card["pk"]: card for card in cards if card["licence"]}
    found = {}
    for row in Licence.objects.filter(group__in=ids).defer("scan"):
        card = ids[row.group_id]
        found.setdefault(card["id"], licence(row, card))
    return found


def licence(row, card):
    facts = {name: getattr(row, name) for name in ("authority_ar", "authority_en", "number", "issued_on")}
    return shapes.licence(card["licence"]) | facts | {"verified_on": row.verdict_on}


def groups_of(cards, audiences):
    """{id of the group: its row} of the groups of services with these cards."""
    kept = Card.objects.visible_to(audiences).filter(service=None)
    wanted = {card["group"]["id"] for card in cards}
    return {
        data["id"]: of_group(data)
        for data in kept.filter(group__uuid__in=wanted).values_list("data", flat=True)
    }
