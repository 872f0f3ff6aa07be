"""Whatever stands in an address: an answer or a sentence, never an error of ours, and the index answers itself."""

from functools import cache

import pytest
from django.db import transaction
from django.http import QueryDict

from bench import odd
from deeds.hooks import PUBLIC
from directory.search.asked import PARAMETERS
from directory.search.query import SearchRequest, search_groups, search_services, suggest
from directory.search.vocabulary import Vocabulary
from directory.taxonomies.loading import load as load_taxonomies
from tests.directory.search.world import index_all, make_group

TEXT = "بستان حديقة مدرسة مكتبة مسرح متحف ملعب سباحة قراءة كتابة شطرنج زراعة Chess Garden Reading Theatre"
WORDS = TEXT.split()
PLACES = "/ar/groups/", "/en/services/", "/api/v1/groups/", "/api/v1/services/", "/api/v1/groups/suggest/"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Groups with the words, in an index that all of this file's tests read."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_taxonomies()
        for place in range(len(WORDS)):
            some = " ".join((WORDS * 2)[place : place + 3])
            make_group(name_ar=some, summary_ar=" ".join(WORDS), services=[{"title_ar": some}])
        yield tmp_path_factory.mktemp("index")
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def indexed(world, settings, db):
    settings.SEARCH_DIR = world
    if not (world / "CURRENT").exists():
        index_all()


def codes():
    vocabulary = Vocabulary.load()
    return {name: [word.code for word in vocabulary.of(name)] for name in PARAMETERS}


def is_problem(answer):
    """The API's sentence, for a page that is none."""
    return answer.status_code in {400, 404} and answer.headers["Content-Type"] == "application/problem+json"


@cache
def every_address():
    """{what it is: query string}, made once: that takes a second."""
    return odd.addresses(WORDS, codes())


def addresses(part):
    """A fifth of them: the blocks of Unicode make them many."""
    return list(every_address().items())[part::5]


@pytest.mark.parametrize("part", range(5))
def test_odd_addresses_are_answered_from_the_index(part):
    for what, address in addresses(part):
        asked = SearchRequest.from_querydict(QueryDict(address))
        for search in (search_groups, search_services):
            results = search(asked, PUBLIC)
            assert not results.index_down, what
            assert results.page <= results.pages, what
        assert len(suggest(asked.q, "ar")) <= 8, what


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("place", PLACES)
def test_odd_addresses_get_an_answer_or_a_sentence(client, place, part):
    for what, address in addresses(part):
        answer = client.get(f"{place}?{address}")
        assert answer.status_code == 200 or is_problem(answer), what
        assert answer.content.strip(), what


def test_every_block_of_unicode_is_among_them():
    texts = "".join(text for name, text in odd.queries(WORDS).items() if name.startswith("every block"))
    columns = {ord(char) // odd.COLUMN for char in texts}
    assert len(columns) > 9_000
    assert {0x60, 0x75, 0x8A, 0xFB5, 0x4E0, 0x1F60, 0x1EE0, 0x2F80, 0xE000} <= columns


def test_there_are_a_hundred_facets_known_and_unknown():
    made = every_address()
    known = QueryDict(made["100 facets"])
    assert sum(len(values) for _name, values in known.lists()) == 100
    assert len(SearchRequest.from_querydict(known).areas) > 10
    unknown = SearchRequest.from_querydict(QueryDict(made["100 facets that do not exist"]))
    assert unknown == SearchRequest()


def test_links_of_a_page_do_not_grow_with_what_was_typed(client):
    html = client.get("/ar/groups/", {"q": "ح" * 10_000, "area": "x" * 10_000}).content
    assert len(html) < 1_000_000


def test_of_very_many_choices_none_is_counted_away(client):
    html = client.get(f"/en/groups/?{every_address()['100 facets and words']}").content.decode()
    assert "Drop “" not in html
    assert "Clear all filters" in html
