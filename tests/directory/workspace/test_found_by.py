"""Words that led to a page are counted, and nobody with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from directory.models import FoundBy

pytestmark = pytest.mark.django_db


def come(cast, role="public", address="http://testserver/ar/groups/?q=قراءة+برايل"):
    with translation.override("ar"):
        return cast.client(role).get(reverse("group", args=[cast.group.slug]), headers={"Referer": address})


def counted():
    return set(FoundBy.objects.values_list("word", "count"))


def test_a_reader_from_a_search_counts_its_words(cast):
    for _time in range(2):
        come(cast)
    assert counted() == {("قراه", 2), ("برايل", 2)}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://elsewhere.example/ar/groups/?q=braille",
        "http://testserver/ar/groups/",
        "http://testserver/ar/groups/basira/?q=braille",
        "http://testserver/ar/groups/?q=51234567",
        "http://testserver/nowhere/?q=braille",
        "http://[broken?q=braille",
    ],
)
def test_other_ways_count_nothing(cast, address):
    assert come(cast, address=address).status_code == 200
    assert counted() == set()


def test_the_groups_own_people_do_not_count(cast):
    for role in ("member", "editor", "leader"):
        come(cast, role)
    assert counted() == set()


def test_rare_words_of_past_months_are_forgotten(cast):
    this = timezone.localdate().replace(day=1)
    past = (this - timedelta(days=1)).replace(day=1)
    for month in (this, past):
        for word, count in {"rare": 4, "common": 5}.items():
            FoundBy.objects.create(group=cast.group, word=word, typed=word, month=month, count=count)
    assert FoundBy.objects.forget_rare() == 1
    assert FoundBy.objects.frequent(cast.group, past) == [("common", 10)]


def test_a_full_month_takes_no_new_words(cast, monkeypatch):
    FoundBy.objects.note(cast.group, ["known"])
    monkeypatch.setattr("directory.models.found_by.MOST_A_MONTH", 1)
    FoundBy.objects.note(cast.group, ["known", "new"])
    assert counted() == {("known", 2)}
