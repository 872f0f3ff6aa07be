"""The same groups answer after edits one by one as after building everything anew."""

import random

import pytest

from directory.models import Group
from directory.search import build, index
from tests.directory.search.world import exact, found, index_all, make_group

pytestmark = pytest.mark.django_db

WORDS = """
    بستان حديقة مدرسة مكتبة مسرح متحف ملعب سباحة قراءة كتابة شطرنج زراعة Chess Garden Reading Theatre Basira Shuwaikh
"""


def queries(dice):
    """Three hundred: whole words, words that lost a letter, got a preposition or are unfinished."""
    for _query in range(300):
        words = dice.sample(WORDS.split(), dice.choice([1, 2]))
        place = dice.randrange(1, 4)
        yield dice.choice(
            [" ".join(words), words[0][:place] + words[0][place + 1 :], f"ب{words[0]}", " ".join(words)[:-2]]
        )


def answers():
    return {query: (exact(results), results.count, results.meant) for query, results in asked()}


def asked():
    return [(query, found(query, page_size=100)) for query in queries(random.Random(3))]


def test_three_hundred_queries_answer_alike_after_edits_and_after_a_rebuild():
    dice = random.Random(5)
    for number in range(40):
        make_group(slug=f"g{number}", name_ar=" ".join(dice.sample(WORDS.split(), 3)))
    index_all()
    for group in Group.objects.order_by("pk"):
        group.name_ar = " ".join(dice.sample(WORDS.split()[:12], 2))
        group.save()
        build.update(index.current(), [group.pk])
    edited = answers()
    index_all()
    assert answers() == edited
