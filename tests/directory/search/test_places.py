"""A place named in a query."""

import pytest

from directory.search.analyzer import analyze
from directory.search.places import understand
from directory.search.vocabulary import Vocabulary
from tests.directory.search.world import found, index_all, make_group, slugs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "code", "left"),
    [
        ("توحد السالمية", "KW-HA-salmiya", ["توحد"]),
        ("توحد سالميه", "KW-HA-salmiya", ["توحد"]),
        ("التوحد بالسالمية", "KW-HA-salmiya", ["التوحد"]),
        ("autism in Salmiyah", "KW-HA-salmiya", ["autism"]),
        ("حولي", "KW-HA", []),
        ("توحد", None, ["توحد"]),
        ("", None, []),
    ],
)
def test_a_place_is_recognised_in_its_spellings(words, query, code, left):
    understood = understand(analyze(query), Vocabulary.load())
    assert (understood.place and understood.place.code) == code
    assert [token.surface for token in understood.words] == left


def test_being_there_counts_as_naming_it_and_the_governorate_follows(words):
    make_group(slug="there", name_ar="فريق التوحد", area_id="KW-HA-salmiya")
    make_group(slug="says so", name_ar="فريق التوحد", about_ar="نخدم أهالي السالمية", area_id="KW-KU")
    make_group(slug="near", name_ar="فريق النور", area_id="KW-HA")
    make_group(slug="far", name_ar="فريق الأمل", area_id="KW-KU")
    index_all()
    results = found("توحد السالمية")
    assert (results.place.code, results.count) == ("KW-HA-salmiya", 2)
    assert sorted(slugs(results)[:2]) == ["says so", "there"]
    assert slugs(results)[2:] == ["near"]


def test_a_changed_taxonomy_is_known_at_once(words):
    from directory.models import Area

    index_all()
    assert found("Rumaithiya").place is None
    Area.objects.create(
        code="KW-HA-rumaithiya", title_ar="الرميثية", title_en="Rumaithiya", parent_id="KW-HA"
    )
    assert found("Rumaithiya").place.code == "KW-HA-rumaithiya"
