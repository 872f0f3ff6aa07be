"""Questions that are asked again: the index is not asked twice, whether something may be seen always is."""

import pytest

from directory.models import Card, Group, Standing
from directory.search import index
from directory.search.documents import refresh
from directory.search.index import searcher_and_kept
from directory.search.query import MOST_KEPT

from .world import PUBLIC, found, found_services, index_all, make_group, make_words, slugs

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    make_words()
    for place, slug in enumerate(("first", "second", "third")):
        make_group(slug=slug, name_en=f"Music {place}", services=[{"title_en": f"Music lesson {slug}"}])
    index_all()


def kept():
    return searcher_and_kept()[1]["search"].cache_info()


@pytest.mark.parametrize("q", ["", "music", "musik"])
def test_a_question_that_is_asked_again_is_answered_the_same_from_what_is_kept(three, q):
    first = found(q)
    again = found(q)
    assert (slugs(again), again.count, again.facets, again.related_from, again.meant) == (
        slugs(first), first.count, first.facets, first.related_from, first.meant,
    )  # fmt: skip
    assert (kept().hits, kept().currsize) == (1, 1)


@pytest.mark.parametrize("q", ["", "music"])
@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.ARCHIVED, Standing.DRAFT])
def test_what_is_withdrawn_is_gone_from_a_kept_answer_before_the_index_knows_it(three, q, standing):
    assert sorted(slugs(found(q, page_size=2)) + slugs(found(q, page_size=2, page=2))) == [
        "first",
        "second",
        "third",
    ]
    gone = slugs(found(q, page_size=2))[0]
    Group.objects.filter(slug=gone).update(standing=standing)
    assert (gone in slugs(found(q, page_size=2)), len(found(q, page_size=2).hits)) == (False, 2)
    assert gone not in {hit.card["group"]["slug"] for hit in found_services(q).hits}


def test_a_kept_answer_shows_cards_as_they_are_now(three):
    assert found("music").count == 3
    card = Card.objects.get(group__slug="first", service=None)
    newer = Card(group=card.group, data=card.data | {"summary_en": "Now on Mondays"})
    Card.objects.replace([card.group_id], [newer])
    assert "Now on Mondays" in {hit.card["summary_en"] for hit in found("music").hits}


def test_the_text_of_a_card_is_read_once_for_each_of_its_versions(three):
    pks, cards = list(Group.objects.values_list("pk", flat=True)), {}
    first, again, for_members = (
        Card.objects.ready("group", pks, who, cards)
        for who in (PUBLIC, PUBLIC, {"public", f"group:{pks[0]}:member"})
    )
    assert {pk: card is first[pk] for pk, card in (again | for_members).items()} == dict.fromkeys(pks, True)
    index_all()
    newer = Card.objects.ready("group", pks, PUBLIC, cards)
    assert {
        pk: (card is first[pk], card.data == first[pk].data) for pk, card in newer.items()
    } == dict.fromkeys(pks, (False, True))


def test_a_new_commit_is_asked_anew(three):
    assert found("music").count == 3
    make_group(slug="fourth", name_en="Music 4")
    index_all()
    assert (found("music").count, kept().hits) == (4, 0)


def test_cards_outlive_a_commit(three):
    assert found("music").count == 3
    cards, changed = dict(searcher_and_kept()[1]["cards"]), Group.objects.get(slug="first")
    Group.objects.filter(pk=changed.pk).update(summary_en="Now on Mondays")
    with index.writing(index.current()) as writer:
        refresh(writer, [changed.pk])
    shown = {hit.card["slug"]: hit.shown for hit in found("music").hits}
    assert {slug: card in cards.values() for slug, card in shown.items()} == {
        "first": False, "second": True, "third": True,
    }  # fmt: skip
    assert shown["first"].data["summary_en"] == "Now on Mondays"


def test_no_more_than_the_last_questions_are_kept(three):
    for number in range(MOST_KEPT + 3):
        found(f"music {number}")
    assert kept().currsize == MOST_KEPT
