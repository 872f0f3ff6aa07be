"""What a search finds, and in which order."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Group, Standing
from directory.search.query import SearchRequest, search_groups
from tests.directory.search.world import (
    PUBLIC,
    counts,
    found,
    found_services,
    index_all,
    make_group,
    make_service,
    slugs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_index(words):
    make_group(name_en="Chess")
    index_all()


def test_what_matches_every_word_comes_before_what_matches_some():
    make_group(slug="both", about_en="A riding school for disabled children in the north")
    make_group(slug="one", name_en="Disabled disabled disabled")
    make_group(slug="none", name_en="Chess")
    index_all()
    results = found("disabled children", lang="en")
    assert slugs(results) == ["both", "one"]
    assert (results.count, results.related_from) == (1, 1)
    assert [hit.near for hit in results.hits] == [False, True]


def test_related_groups_are_shown_even_when_nothing_matches_all():
    make_group(slug="one", name_en="Chess club")
    index_all()
    results = found("chess boxing")
    assert (results.count, results.related_from, slugs(results)) == (0, 0, ["one"])


def test_count_and_facets_are_of_what_matches_every_word(words):
    make_group(slug="both", about_en="boxing chess", area_id="KW-HA")
    make_group(slug="one", about_en="chess", area_id="KW-KU")
    index_all()
    results = found("chess boxing")
    assert counts(results, "area") == {"KW-HA": 1, "KW-KU": 0}


def test_a_name_weighs_more_than_a_text():
    make_group(slug="text", name_ar="مجموعة", about_ar="بصيرة بصيرة")
    make_group(slug="name", name_ar="مجموعة بصيرة")
    index_all()
    assert slugs(found("بصيره")) == ["name", "text"]


def test_words_of_services_labels_and_other_names_find_the_group(words):
    make_group(
        slug="all",
        aliases=["الشعلة"],
        beneficiaries=["autism"],
        fields=["D13"],
        area_id="KW-HA-salmiya",
        services=[{"title_ar": "جلسات نطق", "description_ar": "بإشراف أخصائية"}],
    )
    index_all()
    for word in ("الشعله", "توحد", "autism", "الإعاقة", "نطق", "أخصائية"):
        assert slugs(found(word)) == ["all"], word


def test_a_page_goes_on_where_the_one_before_ended():
    for number in range(5):
        make_group(slug=f"g{number}", name_en=f"Chess {number}")
    make_group(slug="related", name_en="Boxing")
    index_all()
    pages = [found("chess", page=page, page_size=2, sort="name") for page in (1, 2, 3)]
    assert [slugs(page) for page in pages] == [["g0", "g1"], ["g2", "g3"], ["g4"]]
    assert [(page.has_previous, page.has_next, page.pages) for page in pages] == [
        (False, True, 3),
        (True, True, 3),
        (True, False, 3),
    ]


def test_a_page_after_the_last_is_the_last():
    make_group(slug="only")
    index_all()
    results = found(page=90_000)
    assert (results.page, results.pages, slugs(results)) == (1, 1, ["only"])


def test_pages_run_from_exact_into_related_ones():
    for number in range(3):
        make_group(slug=f"both{number}", about_en="chess boxing")
        make_group(slug=f"one{number}", about_en="chess")
    index_all()
    pages = [found("chess boxing", page=page, page_size=2) for page in (1, 2, 3)]
    assert [page.related_from for page in pages] == [None, 1, 0]
    assert len({slug for page in pages for slug in slugs(page)}) == 6


def test_sorted_by_name_in_the_language_of_the_page():
    make_group(slug="b", name_ar="ب", name_en="Alpha")
    make_group(slug="a", name_ar="أ", name_en="Beta")
    make_group(slug="c", name_en="Gamma")
    index_all()
    assert slugs(found(sort="name", lang="ar")) == ["a", "b", "c"]
    assert slugs(found(sort="name", lang="en")) == ["b", "a", "c"]


def test_without_words_the_newest_stand_first():
    make_group(slug="old")
    make_group(slug="new")
    index_all()
    assert slugs(found()) == ["new", "old"]


def titles(results):
    return [hit.card["title_en"] for hit in results.hits]


def test_services_are_found_by_age_access_and_words(words):
    group = make_group(access={"step_free": "yes", "sign_language": "no"}, area_id="KW-HA")
    make_service(group, title_en="Speech sessions", age_from=3, age_to=9, beneficiaries=["autism"])
    make_service(group, title_en="Speech club", age_from=10)
    index_all()
    assert titles(found_services("speech", age=5)) == ["Speech sessions"]
    assert titles(found_services("speech", age=10)) == ["Speech club"]
    assert titles(found_services("speech", age=10, access=("step_free",))) == ["Speech club"]
    assert titles(found_services("speech", access=("sign_language",))) == []
    assert titles(found_services(beneficiaries=("communication",))) == ["Speech sessions"]


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED, Standing.DRAFT])
def test_a_group_that_is_no_longer_listed_never_shows_though_the_index_still_has_it(standing):
    make_group(slug="gone", name_en="Chess", services=[{"title_en": "Chess"}])
    make_group(slug="here", name_en="Chess too")
    index_all()
    Group.objects.filter(slug="gone").update(standing=standing)
    for who in (PUBLIC, {"public", "committee"}, {"public", "group:1:leader", "group:1:member"}):
        assert slugs(found("chess", who)) == ["here"]
        assert found_services("chess", who).hits == []


def test_a_page_is_filled_from_the_next_when_a_row_is_no_longer_visible():
    for number in range(6):
        make_group(slug=f"g{number}", name_en=f"Chess {number}")
    index_all()
    Group.objects.filter(slug__in=["g0", "g1"]).update(standing=Standing.SUSPENDED)
    assert slugs(found("chess", page_size=2, sort="name")) == ["g2", "g3"]


@pytest.mark.parametrize("groups", [1, 3, 30])
def test_the_number_of_queries_does_not_grow(words, groups, django_assert_num_queries):
    for _number in range(groups):
        make_group(name_en="Chess", area_id="KW-HA", services=[{"title_en": "Chess"}])
    index_all()
    found("warm")
    with django_assert_num_queries(2):
        found("chess")
    with django_assert_num_queries(2):
        found("chess salmiya")
    with django_assert_num_queries(2):
        found_services("chess", age=5, areas=("KW-HA",))


def test_an_address_is_read_and_odd_values_count_as_absent(words):
    typed = "q=+a++b%00&area=KW-HA&area=KW-HA&area=XX&field=D13&access=;&accepting=1&age=-3&sort=no&page=x"
    assert SearchRequest.from_querydict(QueryDict(typed), "en") == SearchRequest(
        q="a b", areas=("KW-HA",), fields=("D13",), accepting=True, lang="en"
    )


@pytest.mark.parametrize(("typed", "size"), [("", 20), ("x", 20), ("0", 20), ("5", 5), ("999", 100)])
def test_a_page_holds_at_most_a_hundred(typed, size):
    assert SearchRequest.from_querydict(QueryDict(f"page_size={typed}")).page_size == size


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "(",
        "a OR",
        "*:*",
        "[1 TO 9]",
        "name:x^9",
        "\\",
        "~",
        "+-&|!{}",
        "a" * 10_000,
        "كلمة " * 500,
        "\ud800",
        "🙂",
    ],
)
def test_nothing_typed_raises(an_index, typed):
    assert found(typed).index_down is False
    assert found_services(typed).index_down is False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(q=st.text(max_size=60), number=st.text(max_size=4), code=st.text(max_size=5))
def test_no_address_raises(an_index, q, number, code):
    typed = QueryDict(mutable=True)
    typed.update({"q": q, "page": number, "area": code, "age": number, "sort": code})
    assert search_groups(SearchRequest.from_querydict(typed), PUBLIC).index_down is False
