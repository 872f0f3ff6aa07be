"""What is counted without scores is what is found with them."""

import pytest

from directory.search import index, ranking
from directory.search.analyzer import analyze
from directory.search.counts import how_many
from directory.search.lexicon import Lexicon
from directory.search.reading import read
from directory.search.vocabulary import Vocabulary
from tests.directory.search.world import index_all, make_group

pytestmark = pytest.mark.django_db

QUERIES = {
    "one word": "شطرنج",
    "a word of the text alone": "الصحراء",
    "two words": "chess desert",
    "with what is joined to it": "بالشطرنج",
    "misspelt": "desrt",
    "unfinished": "shatr",
    "in the other script": "shatranj",
    "a place by its name or by where a group is": "السالمية",
    "a place and a word": "شطرنج السالمية",
    "a phrase that means the same": "متلازمة داون",
    "a word that a phrase equals": "تطوع",
    "a short word that is sought as it is written": "طالب",
    "nothing typed": "",
}


@pytest.fixture
def view(words):
    make_group(name_ar="نادي الشطرنج", name_en="Shatranj", summary_en="Chess in the desert of the Sahara")
    make_group(name_ar="فريق البر", summary_ar="رحلات إلى الصحراء، وشطرنج في السالمية")
    make_group(name_en="Evening", area_id="KW-HA-salmiya", summary_ar="عمل تطوعي مع الطلبة", about_en="chess")
    make_group(
        name_en="Down syndrome", summary_en="Desert trips for students", services=[{"title_en": "Chess"}]
    )
    index_all()
    return index.searcher()


@pytest.mark.parametrize("q", QUERIES.values(), ids=QUERIES)
def test_the_same_documents_match(view, q):
    reading = read(analyze(q), Lexicon(view), Vocabulary.load())
    scored = ranking.only(ranking.every_word("group", reading), [ranking.kind("group")])
    unscored = ranking.every_word_unscored("group", reading)
    both = ranking.only(scored, [unscored])
    assert how_many(view, scored) == how_many(view, unscored) == how_many(view, both) > 0
