"""What is shown while the index cannot be read: the list by name, filtered, without ranking."""

import pytest

from directory.models import ServiceAccess
from tests.directory.search.world import found, found_services, index_all, make_group, make_service, slugs

pytestmark = pytest.mark.django_db


def test_the_same_groups_pass_the_same_filters_without_an_index(words):
    make_group(
        slug="a", name_en="B", area_id="KW-HA-salmiya", fields=["D13"], beneficiaries=["deaf"], kind="club"
    )
    make_group(slug="b", name_en="A", area_id="KW-KU", access={"step_free": "yes"}, accepts_volunteers=True)
    make_group(slug="c", name_en="C", access={"step_free": "unknown"})
    make_group(slug="draft", name_en="D", standing="draft")
    filters = [
        {},
        {"areas": ("KW-HA",)},
        {"areas": ("KW-HA-salmiya", "KW-KU")},
        {"fields": ("D10",)},
        {"beneficiaries": ("hearing",)},
        {"access": ("step_free",)},
        {"kinds": ("club", "school")},
        {"accepting": True},
    ]
    without = [found(lang="en", **asked) for asked in filters]
    index_all()
    with_index = [found(lang="en", sort="name", **asked) for asked in filters]
    assert [results.index_down for results in without] == [True] * len(filters)
    assert [(slugs(results), results.count) for results in without] == [
        (slugs(results), results.count) for results in with_index
    ]
    assert without[0].hits[0].card == with_index[0].hits[0].card


def test_services_are_listed_by_age_and_place(words):
    make_group(
        area_id="KW-HA", services=[{"title_en": "Young", "age_to": 9}, {"title_en": "Old", "age_from": 60}]
    )
    make_group(area_id="KW-KU", services=[{"title_en": "Far"}])
    results = found_services("anything", age=7, areas=("KW-HA",))
    assert ([hit.card["title_en"] for hit in results.hits], results.index_down) == (["Young"], True)


def test_a_service_has_the_access_of_its_group_unless_it_says_otherwise(words):
    group = make_group(access={"step_free": "yes"}, services=[{"title_en": "Inherits"}])
    stairs = make_service(group, title_en="Stairs")
    ServiceAccess.objects.create(
        service=stairs, feature_id="step_free", answer="no", confirmed_on="2026-01-02"
    )
    without = found_services(access=("step_free",))
    index_all()
    with_index = found_services(access=("step_free",))
    assert (without.index_down, with_index.index_down) == (True, False)
    for results in (without, with_index):
        assert [hit.card["title_en"] for hit in results.hits] == ["Inherits"]


def test_a_page_after_the_last_is_the_last(words):
    make_group(slug="only")
    results = found(page=7)
    assert (results.page, slugs(results)) == (1, ["only"])


def test_an_index_that_cannot_be_read_counts_as_none(settings):
    make_group(slug="here")
    index_all()
    for file in settings.SEARCH_DIR.glob("*/meta.json"):
        file.write_text("{")
    results = found("here")
    assert (results.index_down, slugs(results)) == (True, ["here"])


@pytest.mark.parametrize("groups", [1, 3])
def test_the_number_of_queries_does_not_grow(words, groups, settings, django_assert_num_queries):
    for _number in range(groups):
        make_group(area_id="KW-HA", services=[{"title_en": "Help"}])
    index_all()
    (settings.SEARCH_DIR / "CURRENT").unlink()
    for ask in (found, found_services):
        with django_assert_num_queries(4):
            ask()


def test_services_still_being_written_are_not_even_counted(words):
    group = make_group(services=[{"title_en": "Help"}])
    make_service(group, title_en="Draft", published=False)
    results = found_services()
    assert (results.index_down, results.count, len(results.hits)) == (True, 1, 1)
