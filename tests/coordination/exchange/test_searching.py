"""Requests and offers are found by words, by everybody only what everybody may know of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.exchange.models import Audience, Post, Side
from coordination.exchange.views.shelf_of_posts import POSTS
from directory.models import Area
from directory.taxonomies.loading import load
from tests.coordination.exchange.world import draft, opened

pytestmark = pytest.mark.django_db
LIST, MOST = "/en/exchange/", 12


@pytest.fixture(autouse=True)
def _places(db):
    load()


def titled(cast, title, **columns):
    """An opened request with this title."""
    post = draft(cast, audience=Audience.PUBLIC, **columns)
    Post.objects.filter(pk=post.pk).update(
        title_en=title, title_ar="", state="open", opened_at=post.created_at
    )
    return Post.objects.get(pk=post.pk)


def found(cast, role, query):
    answer = cast.client(role).get(LIST + query)
    return [post.title_en for post in answer.context["page"].object_list]


def test_words_of_either_language_slips_and_places_find_it(cast):
    post = opened(cast, audience=Audience.PUBLIC, area=Area.objects.get(pk="KW-HA"))
    titled(cast, "A quiet hall")
    for words in ("wheelchair", "كراسي", "الكراسي المتحركة", "wheelchiars", "كراسي حولي"):
        assert POSTS.ids(words) == [post.pk], words
    assert POSTS.ids("piano") == []


def test_everybody_finds_only_what_is_for_everybody(cast):
    opened(cast)
    draft(cast, audience=Audience.PUBLIC)
    assert found(cast, "public", "?q=wheelchairs") == []
    assert found(cast, "volunteer", "?q=wheelchairs") == []
    assert found(cast, "other_leader", "?q=wheelchairs") == ["Wheelchairs"]
    opened(cast, audience=Audience.PUBLIC)
    assert found(cast, "public", "?q=wheelchairs") == ["Wheelchairs"]


def test_words_and_choices_narrow_together_and_the_best_stands_first(cast):
    titled(cast, "Hall for a theatre day", kind="venue")
    titled(cast, "Theatre", kind="venue")
    titled(cast, "Theatre costumes", kind="in_kind")
    assert found(cast, "public", "?q=theatre&kind=venue")[0] == "Theatre"
    assert len(found(cast, "public", "?q=theatre")) == 3
    assert len(found(cast, "public", "?q=theatre&kind=venue")) == 2
    assert found(cast, "public", "offers/?q=theatre") == []
    text = cast.client("public").get(LIST + "?q=nothing-of-that-kind").content.decode()
    assert "Nothing fits these choices." in text


def test_what_was_typed_breaks_nothing(cast):
    for words in ("%00", "%22%2F*", "a" * 5000, "%D9%80%D9%80", "(", "AND OR NOT"):
        assert cast.client("public").get(f"{LIST}?q={words}&page=0&kind=x&state=y").status_code == 200


def test_the_list_asks_the_same_for_five_and_for_fifty(cast, monkeypatch):
    monkeypatch.setattr(
        "directory.search.vocabulary.FRESH", 60
    )  # as on a site, where taxonomies are kept for a while
    numbers = []
    for more in (5, 45):
        for _number in range(more):
            opened(cast, audience=Audience.PUBLIC)
        numbers.append([asked_for(cast, query) for query in ("", "?q=wheelchairs")])
    assert numbers[0] == numbers[1]
    assert Post.objects.filter(side=Side.REQUEST).count() == 50
    assert max(numbers[0]) <= MOST, numbers


def asked_for(cast, query):
    """Queries of a list that is asked for a second time."""
    cast.client("other_leader").get(LIST + query)
    with CaptureQueriesContext(connection) as asked:
        assert cast.client("other_leader").get(LIST + query).status_code == 200
    return len(asked)
