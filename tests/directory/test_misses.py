"""Words looked for in vain are counted, and nobody with them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Area, Miss
from directory.models.counted_word import kept_words
from tests.directory.search.world import index_all, make_group

pytestmark = pytest.mark.django_db


def misses():
    return set(Miss.objects.values_list("word", "governorate", "count"))


@pytest.fixture
def an_index():
    hawalli = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    Area.objects.create(code="KW-HA-salmiya", title_ar="السالمية", title_en="Salmiya", parent=hawalli)
    make_group(name_en="Chess")
    index_all()


def test_a_query_without_an_exact_match_counts_once_a_word_and_month(client, an_index):
    for _time in range(2):
        client.get("/en/groups/", {"q": "boxing chess"})
    assert misses() == {("boxing", "", 2), ("chess", "", 2)}
    assert {miss.month.day for miss in Miss.objects.all()} == {1}


def test_it_counts_for_the_governorate_that_was_named_or_chosen(client, an_index):
    client.get("/ar/groups/", {"q": "ملاكمة السالمية"})
    client.get("/ar/services/", {"q": "مسرح", "area": "KW-HA-salmiya"})
    assert misses() == {("ملاكمه", "KW-HA", 1), ("مسرح", "KW-HA", 1)}


def test_a_word_that_nothing_has_counts_though_the_others_were_found(client, an_index):
    make_group(name_en="Chess and painting")
    index_all()
    for number in ("1", "2"):
        answer = client.get("/en/groups/", {"q": "painting chess Xylophonists", "page": number})
        assert answer.context["results"].count == 1
    assert misses() == {("xylophonists", "", 1)}


def test_what_was_found_numbers_and_other_filters_do_not_count(client, an_index):
    for query in ({"q": "chess"}, {"q": "51234567"}, {"q": ""}, {"q": "boxing", "kind": "team"}):
        client.get("/en/groups/", query)
    assert misses() == set()


def test_only_words_that_five_looked_for_are_shown():
    month = timezone.localdate().replace(day=1)
    for word, count in {"rare": 4, "common": 5}.items():
        Miss.objects.create(word=word, month=month, count=count)
    assert [miss.word for miss in Miss.objects.shown()] == ["common"]


def test_rare_words_of_past_months_are_forgotten():
    this = timezone.localdate().replace(day=1)
    past = (this - timedelta(days=1)).replace(day=1)
    for month in (this, past):
        for word, count in {"rare": 4, "common": 5}.items():
            Miss.objects.create(word=word, month=month, count=count)
    assert Miss.objects.forget_rare() == 1
    assert set(Miss.objects.values_list("word", "month")) == {
        ("rare", this),
        ("common", this),
        ("common", past),
    }


def test_a_full_month_takes_no_new_words_and_counts_the_known_on(monkeypatch):
    Miss.objects.note(["known"])
    monkeypatch.setattr("directory.models.miss.MOST_A_MONTH", 1)
    Miss.objects.note(["known", "new"])
    assert misses() == {("known", "", 2)}


def test_a_word_is_told_as_somebody_typed_it_rather_with_its_hamza_and_ta_marbuta(client, an_index):
    for typed in ("دراجه", "دَرّاجة", "دراجـــة", "دراجه", "دراجة"):
        client.get("/ar/groups/", {"q": typed})
    assert misses() == {("دراجه", "", 5)}
    month = timezone.localdate()
    assert Miss.objects.near([], month) == [("دراجه", 5)]
    Miss.objects.create(word="دراجه", typed="دراجة", governorate="KW-HA", month=month.replace(day=1), count=5)
    assert Miss.objects.near(["KW-HA"], month) == [("دراجة", 10)]
    Miss.objects.update(typed="")  # from before it was kept
    assert Miss.objects.near(["KW-HA"], month) == [("دراجه", 10)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("أمومة", {"امومه": "أمومة"}),
        ("دَرّاجـــة", {"دراجه": "دراجة"}),
        ("BRAILLE's", {"braille": "braille"}),
        ("\u200fسباحة\u200f", {"سباحه": "سباحة"}),
        ("51234567", {}),
        ("x", {}),
        ("ا" * 41, {}),
        ("", {}),
        ("ء" * 41 + "اب", {"اب": "اب"}),
        ("برايلbraille", {"برايل": "برايل", "braille": "braille"}),
    ],
)
def test_what_is_kept_of_a_typed_word(typed, kept):
    assert kept_words([typed]) == kept
