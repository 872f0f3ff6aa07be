"""How the demo reads: complete in both languages, plain, people first."""

import re

import pytest
from django.db.models import Count

from directory.models import Achievement, Capability, Field, Group, Service, TeamCard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_loaded")]
PITY = [
    "يعاني",
    "تعاني",
    "ضحايا",
    "أسوياء",
    "طبيعيين",
    "معاق",
    "ذوي الاحتياجات",
    "suffer",
    "victim",
    "handicap",
]


def texts():
    """Every text of the demo with the row it stands in."""
    for model in (Group, Service, Capability, Achievement, TeamCard):
        pairs = [field.name for field in model._meta.fields if field.name.endswith(("_ar", "_en"))]
        for row in model.objects.all():
            for name in pairs:
                yield row, name, getattr(row, name)


def test_arabic_and_english_are_both_complete():
    empty = [f"{row}: {name}" for row, name, text in texts() if not text and not name.startswith("available")]
    assert empty == []


def test_arabic_is_arabic_and_english_is_english():
    for row, name, text in texts():
        if text:
            found = re.search("[\u0621-\u064a]", text)
            assert bool(found) == name.endswith("_ar"), f"{row}: {name}"


def test_texts_speak_of_people_first_and_without_pity():
    assert [(str(row), word) for row, _name, text in texts() for word in PITY if word in text] == []


def test_arabic_texts_keep_the_house_spelling():
    """Latin digits, no tatweel, no exclamation marks, Arabic commas and question marks."""
    for row, name, text in texts():
        if name.endswith("_ar"):
            assert not re.search("[\u0660-\u0669\u06f0-\u06f9\u0640!?;]|,(?!\\d)", text), f"{row}: {text}"


def test_no_two_groups_share_a_name():
    for name in ("name_ar", "name_en"):
        assert Group.objects.values(name).annotate(many=Count("pk")).filter(many__gt=1).count() == 0


def test_only_fields_offered_in_pickers_are_used():
    assert Field.objects.filter(in_picker=False, groups__isnull=False).count() == 0
