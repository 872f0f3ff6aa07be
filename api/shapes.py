"""The shapes of answers that several resources share, and how cards become rows."""

from datetime import UTC, datetime
from functools import cache, lru_cache
from time import time
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from orjson import Fragment
from rest_framework import serializers

from api.renderers import dumps
from coordination.standards.credentials.said import giver

DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
STATES = ["unverified", "verified", "refused", "expired"]


class Word(serializers.Serializer):
    """A code with its labels in both languages."""

    code = serializers.CharField()
    label_ar = serializers.CharField()
    label_en = serializers.CharField()


class Place(Word):
    governorate = serializers.CharField(help_text="ISO 3166-2")


class LicenceState(serializers.Serializer):
    state = serializers.ChoiceField(STATES)
    expires_on = serializers.DateField(allow_null=True)


class OfStandard(serializers.Serializer):
    """A version of a standard, by name."""

    id = serializers.UUIDField(required=False)
    code = serializers.CharField(help_text="The same for all versions of a standard.")
    version = serializers.IntegerField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()


class Giver(serializers.Serializer):
    """Whose word an accreditation is: show it wherever you show one."""

    name_ar = serializers.CharField()
    name_en = serializers.CharField()
    url = serializers.URLField()


class Badge(serializers.Serializer):
    """That a group meets a standard, by the forum's word, as of today."""

    kind = serializers.ChoiceField(["accreditation"])
    id = serializers.UUIDField()
    standard = OfStandard()
    given_by = Giver()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField()
    url = serializers.URLField(help_text="Where everybody sees whether it holds now.")


class OfGroup(serializers.Serializer):
    """A group that something belongs to."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name_ar = serializers.CharField()
    name_en = serializers.CharField()
    url = serializers.URLField()


class FacetValue(Word):
    count = serializers.IntegerField()


class Facets(serializers.Serializer):
    """What could be chosen, and what it would show; a facet's own choices are left aside."""

    area = FacetValue(many=True)
    field = FacetValue(many=True)
    beneficiary = FacetValue(many=True)
    access = FacetValue(many=True)
    kind = FacetValue(many=True)


class Sourced(serializers.Serializer):
    """Where a row comes from, how fresh it is, and under which licence it may be used."""

    updated_at = serializers.DateTimeField()
    confirmed_on = serializers.DateField(
        allow_null=True, help_text="The day on which the group last said that all is right."
    )
    source = serializers.CharField(
        allow_blank=True, help_text="Where it was imported from; empty: the group's own words."
    )
    data_licence = serializers.URLField()


class Page(serializers.Serializer):
    """Around the results of every list."""

    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class FoundPage(Page):
    """`count` and `facets` are of what matches every word; results go on through the related ones."""

    facets = Facets()
    related_from = serializers.IntegerField(
        allow_null=True, help_text="Index within this page of the first result that is only related."
    )
    unheard = serializers.ListField(
        child=serializers.CharField(),
        help_text="Words of the query that nothing has, and that were left aside.",
    )


def word(term):
    """{code, ar, en} of a card as a Word."""
    return {"code": term["code"], "label_ar": term["ar"], "label_en": term["en"]}


def place(area):
    return area and word(area) | {"governorate": area["governorate"]}


def term(row):
    """A Word from a row of a taxonomy."""
    return {"code": row.pk, "label_ar": row.title_ar, "label_en": row.title_en}


def area(row):
    return row and term(row) | {"governorate": row.governorate_code}


def licence(card):
    """The licence of a card as of today: expired follows from the date."""
    if card is None:
        return None
    expired = card["expires_on"] and card["expires_on"] < today()
    return {"state": "expired" if expired else card["verdict"], "expires_on": card["expires_on"]}


def badges(card):
    """The badges of a card that hold today, each with whose word it is."""
    return [badge(one) for one in card["badges"] if one["until"] >= today()]


def today():
    """The site's day, as a card writes one. A list asks for it once a row, and days begin with a second."""
    return day_of(int(time()))


@lru_cache(maxsize=8)
def day_of(second):
    return timezone.localdate(datetime.fromtimestamp(second, UTC)).isoformat()


def badge(one):
    standard = {name: one[name] for name in ("code", "title_ar", "title_en")} | {"version": one["number"]}
    plain = {name: one[name] for name in ("kind", "id", "valid_from", "valid_until")}
    url = settings.SITE_URL + reverse("verify", args=[one["id"]])
    return plain | {"standard": standard, "given_by": giver(), "url": url}


def moment(text):
    """A stored moment in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def sourced(updated_at, confirmed_on, source):
    """The last part of a row: a Sourced."""
    return {
        "updated_at": updated_at,
        "confirmed_on": confirmed_on,
        "source": source,
        "data_licence": DATA_LICENCE,
    }


def of_group(group):
    """An OfGroup from a row."""
    names = {"id": group.uuid, "slug": group.slug, "name_ar": group.name_ar, "name_en": group.name_en}
    return names | {"url": group_url(group.slug)}


def group_url(slug):
    return settings.SITE_URL + path_of_group(slug, get_language())


@lru_cache(maxsize=4096)
def path_of_group(slug, language):
    return place_of_group(language) % quote(slug)


@cache
def place_of_group(language):
    """The path of a group's page, with a gap for its address: a list asks for it once a row."""
    return reverse("group", args=["-"]).replace("/-/", "/%s/")


def facets(results):
    """Facets in JSON. Without an index nothing is counted, so nothing is offered."""
    if results.index_down:
        return {name: [] for name in results.facets}
    made = results.facets.made
    if "json" not in made:
        made["json"] = Fragment(dumps({name: facet(results.facets, name) for name in results.facets}))
    return made["json"]


def facet(facets, name):
    """What can be chosen in JSON; there are hundreds in an answer, and only their counts differ from the last one."""
    begun, count = begun_words(facets.vocabulary, name), facets.counts[name].get
    rows = [b"%s%d}" % (begun[word.code], count(word.code, 0)) for word in facets.words(name)]
    return Fragment(b"[%s]" % b",".join(rows))


@lru_cache(maxsize=16)
def begun_words(vocabulary, facet):
    """{code: its row in JSON up to the count}"""
    return {
        word.code: dumps({"code": word.code, "label_ar": word.label_ar, "label_en": word.label_en})[:-1]
        + b',"count":'
        for word in vocabulary.of(facet)
    }
