"""Words that only ask, and words that nothing has."""

import pytest

from directory.search.asking import ASKING
from directory.search.equivalents import equivalents
from directory.search.vocabulary import Vocabulary
from tests.directory.search.world import exact, found, index_all, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    make_group(slug="there", name_ar="نادي السباحة", about_ar="تدريب في مسبح دافئ")
    make_group(slug="other", name_ar="فريق النور", about_ar="من يقدر على القراءة")
    index_all()


@pytest.mark.parametrize(
    "asked",
    [
        "وين ألقى سباحة",
        "شلون أقدر أروح السباحة",
        "منو عندكم حق السباحة",
        "أبغى سباحة لو سمحت",
        "ودنا بسباحة ووين ندور",
        "فين ألاقي السباحة",
        "عايز سباحة",
        "بدي سباحة",
        "أين يمكنني أن أجد السباحة",
        "هل يوجد عندكم سباحة",
    ],
)
def test_words_that_only_ask_need_not_stand_in_what_is_found(two, asked):
    results = found(asked)
    assert (exact(results), results.meant, results.unheard) == ({"there"}, "", ())


@pytest.mark.parametrize("asked", ["ولدي سباحة", "وين أودي ولدي سباحة النادي", "my son سباحة"])
def test_for_whom_one_asks_is_left_aside_only_where_nothing_has_all_words(two, asked):
    make_group(slug="boy", name_ar="مبادرة ولدي", about_ar="a son and a daughter")
    index_all()
    results = found(asked)
    assert (exact(results), results.unheard) == ({"there"}, ())
    assert exact(found("مبادرة ولدي")) == {"boy"}


@pytest.mark.parametrize(
    "asked", ["where can I find chess", "looking for someone near, please: chess", "I want chess"]
)
def test_english_asks_too(asked):
    make_group(slug="there", name_en="Chess club")
    index_all()
    assert exact(found(asked)) == {"there"}


def test_words_that_only_ask_count_when_there_are_no_others(two):
    assert exact(found("يقدر")) == {"other"}


def test_no_word_that_asks_means_something_here(words):
    terms = {
        token.surface for row in equivalents().rows for phrase in row if len(phrase) == 1 for token in phrase
    }
    places = {surface for name in Vocabulary.load().places for surface in name}
    assert not ASKING & (terms | places)


def test_a_word_that_nothing_has_is_left_aside_and_named(two):
    results = found("تدريب قسقسات في مسبح")
    assert (exact(results), results.unheard) == ({"there"}, ("قسقسات",))


def test_the_page_says_of_which_words_there_is_nothing(two, client):
    html = client.get("/en/groups/", {"q": "تدريب قسقسات في مسبح"}).content.decode()
    assert "Nothing is said about “<bdi>قسقسات</bdi>”" in html


@pytest.mark.parametrize("asked", ["قسقسات", "قسقسات سباحة", "قسقسات زخزخات سباحة مسبح"])
def test_words_that_nothing_has_count_when_they_are_half_of_the_query(two, asked):
    results = found(asked)
    assert (results.count, results.unheard) == (0, ())


def test_a_name_that_looks_like_it_comes_before_what_has_the_other_words(two):
    make_group(slug="meant", name_ar="نادي الشروق التطوعي")
    make_group(slug="worse", name_ar="التطوعي للسلة", about_ar="نادي")
    index_all()
    results = found("نادي الششررق التطوعي")
    assert (results.count, results.hits[0].card["slug"]) == (0, "meant")


def test_a_word_that_means_the_same_as_others_is_no_slip():
    make_group(slug="it", name_en="Reading with children")
    make_group(slug="near", name_en="Reading about bids")
    index_all()
    results = found("kids reading")
    assert (exact(results), results.meant) == ({"it"}, "")


def test_what_finds_nothing_is_not_proposed():
    make_group(name_ar="نادي الشطرنج")
    make_group(name_ar="فريق بصيرة")
    index_all()
    assert found("بصييرة").meant == "بصيرة"
    assert found("شطرنج بصييرة").meant == ""


def test_a_verb_is_no_slip_of_its_noun():
    make_group(slug="it", name_ar="التعلم للجميع")
    index_all()
    results = found("أتعلم")
    assert (exact(results), results.meant) == ({"it"}, "")
