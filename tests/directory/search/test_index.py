"""Generations, the one writer, and pages served while an index is built anew."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from directory.models import Card, Group
from directory.search import build, index
from tests.directory.search.world import found, index_all, make_group, slugs

REQUESTS = 500


@pytest.mark.django_db
def test_a_new_generation_takes_the_place_of_the_old_one():
    make_group(slug="first")
    index_all()
    before = index.current()
    make_group(slug="second")
    assert build.rebuild() == 2
    assert slugs(found()) == ["second", "first"]
    assert index.current() != before
    assert before.is_dir()  # for readers that are just opening it; the next one removes it
    build.rebuild()
    assert not before.exists()


@pytest.mark.django_db
def test_a_build_that_fails_leaves_the_old_index(monkeypatch, settings):
    make_group(slug="first")
    index_all()
    before = index.current()
    monkeypatch.setattr(build, "refresh", lambda writer, some: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build.rebuild()
    assert (index.current(), slugs(found())) == (before, ["first"])
    assert [path for path in settings.SEARCH_DIR.iterdir() if path.is_dir()] == [before]


@pytest.mark.django_db
def test_two_builds_at_once_are_refused_with_a_sentence():
    with index.new_generation(), pytest.raises(CommandError, match="by another process already"):
        call_command("rebuild_search", verbosity=0)


@pytest.mark.django_db
def test_a_second_writer_is_told_that_the_index_is_busy():
    index_all()
    with index.writing(index.current()), pytest.raises(index.Busy), index.writing(index.current()):
        pass
    build.update(index.current(), [])


@pytest.mark.django_db
def test_cards_of_groups_that_are_no_longer_listed_go():
    group = make_group(services=[{"title_en": "Help"}])
    index_all()
    assert Card.objects.count() == 2
    Group.objects.filter(pk=group.pk).update(standing="suspended")
    build.update(index.current(), [group.pk])
    assert Card.objects.count() == 0
    assert index.searcher().num_docs == 0


@pytest.mark.django_db
def test_an_index_updated_bit_by_bit_answers_like_one_built_anew(words):
    groups = [
        make_group(slug=f"g{number}", name_en=f"Chess {number}", area_id="KW-HA") for number in range(6)
    ]
    index_all()
    Group.objects.filter(slug__in=["g1", "g4"]).update(name_en="Music")
    for group in (groups[1], groups[4]):
        build.update(index.current(), [group.pk])
    questions = ["chess", "music", "chess music", "hawalli chess", ""]
    bit_by_bit = [(set(slugs(found(q))), found(q).count, found(q).facets) for q in questions]
    index_all()
    assert bit_by_bit == [(set(slugs(found(q))), found(q).count, found(q).facets) for q in questions]


@pytest.mark.django_db(transaction=True)
def test_pages_are_served_while_the_index_is_built_anew():
    for number in range(60):
        make_group(name_en=f"Chess {number}", services=[{"title_en": "Lessons"}])
    index_all()
    stop, built, failed = threading.Event(), [], []

    def build_on():
        try:
            while not stop.is_set():
                built.append(build.rebuild())
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    builder = threading.Thread(target=build_on)
    builder.start()
    try:
        pages: list = []
        while len(pages) < REQUESTS or (len(built) < 2 and builder.is_alive()):
            pages.append(found("chess"))
    finally:
        stop.set()
        builder.join()
    assert failed == []
    assert len(built) > 1
    assert {(page.count, len(page.hits), page.index_down) for page in pages} == {(60, 20, False)}
