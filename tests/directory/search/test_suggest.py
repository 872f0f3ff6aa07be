"""What is offered while somebody types."""

import pytest

from directory.models import Area, Group, Standing
from directory.search.equivalents import equivalents
from directory.search.query import Suggestion, suggest
from tests.directory.search.world import index_all, make_group

pytestmark = pytest.mark.django_db


def labels(q, lang="ar"):
    return [(suggestion.kind, suggestion.label) for suggestion in suggest(q, lang)]


def test_names_services_fields_and_places_that_begin_like_it(words):
    make_group(name_ar="خدمة المجتمع", services=[{"title_ar": "خدمات منزلية"}])
    index_all()
    assert labels("خدم") == [
        ("group", "خدمة المجتمع"),
        ("service", "خدمات منزلية"),
        ("field", "الخدمات الاجتماعية"),
        ("field", "خدمات للأشخاص ذوي الإعاقة"),
    ]
    assert labels("سالم") == [("area", "السالمية")]


def test_an_unfinished_word_may_lack_its_article_and_hamza():
    make_group(name_ar="رواد الإشارة")
    index_all()
    assert labels("اشا") == labels("رواد الاشار") == [("group", "رواد الإشارة")]


def test_each_leads_somewhere_in_the_language_of_the_page(words):
    make_group(slug="basira", name_ar="بصيرة")
    index_all()
    assert suggest("بصي", "en") == [Suggestion("group", "بصيرة", "/en/groups/basira/")]
    assert suggest("salm", "ar") == [Suggestion("area", "السالمية", "/ar/groups/?area=KW-HA-salmiya")]
    assert [suggestion.url for suggestion in suggest("disab", "en")] == ["/en/fields/D13/"]


def test_at_most_eight(words):
    for number in range(20):
        make_group(name_en=f"Service group {number}", services=[{"title_en": f"Service {number}"}])
    index_all()
    assert len(suggest("servi", "en")) == 8


def test_each_kind_has_its_part_of_a_full_list(words):
    for number in range(9):
        make_group(name_en=f"Social group {number}", services=[{"title_en": f"Social hour {number}"}])
    Area.objects.create(code="KW-HA-social", title_ar="الاجتماع", title_en="Social", position=3)
    index_all()
    kinds = [suggestion.kind for suggestion in suggest("social", "en")]
    assert kinds == ["group"] * 4 + ["service"] * 2 + ["field", "area"]


def test_nothing_below_two_letters_nor_without_an_index(words):
    assert suggest("س", "ar") == suggest("", "ar") == suggest("؟", "ar") == []
    assert labels("سالم") == [("area", "السالمية")]


def test_a_letter_or_an_article_after_a_word_does_not_count_yet():
    make_group(name_ar="فريق النور")
    index_all()
    assert labels("فريق") == labels("فريق ا") == labels("فريق ال") == [("group", "فريق النور")]
    assert labels("فريق الم") == labels("ال") == []


@pytest.mark.parametrize(
    "typed", ["اشار", "الاشار", "بالاشار", "وبالاشار", "لإشارة", "رواد والإشا", "والرواد الإشا"]
)
def test_what_is_joined_to_a_word_makes_no_difference(typed):
    make_group(name_ar="رواد الإشارة")
    make_group(name_ar="فريق النور")
    index_all()
    assert labels(typed) == [("group", "رواد الإشارة")]


@pytest.mark.parametrize("typed", ["بصيرره", "بصرية", "بضيرة", "مجموعه بضير", "مجنوعة بصير"])
def test_one_slip_is_forgiven_while_typing(typed):
    make_group(name_ar="مجموعة بصيرة")
    index_all()
    assert labels(typed) == [("group", "مجموعة بصيرة")]


def test_a_corrected_word_never_stands_beside_what_begins_as_typed():
    make_group(name_ar="بصيرة")
    make_group(name_ar="مسيرة")
    make_group(name_ar="نصيرة")
    index_all()
    assert labels("بصير") == [("group", "بصيرة")]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("basir", "بصيرة"),
        ("basira", "بصيرة"),
        ("salmiya", "ديوانية السالمية"),
        ("بصيرة", "Basira"),
        ("السالمية", "Salmiya divers"),
    ],
)
def test_a_name_is_found_as_it_sounds_in_the_other_script(typed, name):
    make_group(**{"name_en" if name.isascii() else "name_ar": name})
    make_group(name_ar="مكتبة الكويت", name_en="Kuwait library")
    index_all()
    assert labels(typed) == [("group", name)]


@pytest.mark.parametrize(
    "typed", ["salmiya", "Salmiyah", "salmya", "salimiya", "سالمي", "السالمبة", "بالسالمية"]
)
def test_a_place_is_found_however_it_is_spelt(words, typed):
    assert labels(typed) == [("area", "السالمية")]


def test_what_only_sounds_like_it_never_stands_beside_what_is_written_so(words):
    make_group(name_en="Calm company")
    index_all()
    assert labels("سالمي") == [("area", "السالمية")]


def test_a_name_that_begins_as_typed_comes_first():
    make_group(name_ar="نادي بصر")
    make_group(name_ar="البصيرة والأمل والنور")
    index_all()
    assert labels("بص") == [("group", "البصيرة والأمل والنور"), ("group", "نادي بصر")]


def test_a_rare_name_is_found_among_many_words_that_begin_so():
    for number in range(40):
        make_group(name_en=f"Club{number:02} circle")
    make_group(name_en="Chess clubhouse")
    index_all()
    assert labels("chess club", "en") == [("group", "Chess clubhouse")]


def test_services_of_one_title_are_one_line_that_leads_to_all_of_them():
    for _number in range(3):
        make_group(services=[{"title_en": "Reading aloud"}])
    index_all()
    assert suggest("readi", "en") == [Suggestion("service", "Reading aloud", "/en/services/?q=Reading+aloud")]


def test_a_word_that_only_the_search_knows_is_never_offered(words):
    make_group(name_ar="مركز النور", services=[{"title_ar": "دعم ذوي الإعاقة"}])
    index_all()
    for hidden in sorted(equivalents().hidden):
        assert not any(hidden in label.split() for _kind, label in labels(hidden))


def test_only_what_everybody_may_see():
    make_group(slug="gone", name_en="Chess")
    index_all()
    Group.objects.filter(slug="gone").update(standing=Standing.SUSPENDED)
    assert suggest("che", "en") == []


def test_a_service_that_was_taken_back_is_not_offered_before_the_index_knows():
    group = make_group(name_en="Knights", services=[{"title_en": "Chess lessons"}])
    index_all()
    assert labels("che", "en") == [("service", "Chess lessons")]
    group.services.update(published=False)
    assert labels("che", "en") == []


def test_two_statements_whatever_is_found(words, django_assert_num_queries):
    for number in range(3):
        make_group(name_en=f"Social group {number}", services=[{"title_en": f"Social hour {number}"}])
    index_all()
    with django_assert_num_queries(2):
        assert len(suggest("social", "en")) == 7
    with django_assert_num_queries(2):
        suggest("sociak", "en")


@pytest.mark.parametrize("typed", ["ab.*", "a|b", "[a-z]+", "(((", "\\", "a{9999}", "x" * 5000, "\ud800a"])
def test_nothing_typed_acts_as_a_pattern_or_raises(typed):
    make_group(name_en="Chess")
    index_all()
    assert suggest(typed, "en") == []
