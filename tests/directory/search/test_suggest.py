"""What is offered while somebody types."""

import pytest

from directory.models import Group, Standing
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


def test_nothing_below_two_letters_nor_without_an_index(words):
    assert suggest("س", "ar") == suggest("", "ar") == suggest("؟", "ar") == []
    assert labels("سالم") == [("area", "السالمية")]


def test_only_what_everybody_may_see():
    make_group(slug="gone", name_en="Chess")
    index_all()
    Group.objects.filter(slug="gone").update(standing=Standing.SUSPENDED)
    assert suggest("che", "en") == []


@pytest.mark.parametrize("typed", ["ab.*", "a|b", "[a-z]+", "(((", "\\", "a{9999}", "x" * 5000, "\ud800a"])
def test_nothing_typed_acts_as_a_pattern_or_raises(typed):
    make_group(name_en="Chess")
    index_all()
    assert suggest(typed, "en") == []
