"""Cards and index follow the journal."""

import pytest
from django.db import transaction

from deeds import journal
from directory.models import Area, Group
from directory.search import build, index
from tests.directory.search.world import found, make_group, make_service, slugs
from workers.models import Stuck
from workers.readers import READERS, search

pytestmark = pytest.mark.django_db


def noted(subject, *, quiet=False, data=None):
    """An entry about `subject`, sealed."""
    with transaction.atomic():
        journal.record(
            "tests.change", subject, by=None, audience=["public"], title="Changed", quiet=quiet, data=data
        )
    seal()


@pytest.fixture
def indexed(transactional_db):
    """An index that is up to date with an empty directory."""
    search.catch_up()


def seal():
    journal.seal()


def test_the_reader_is_among_the_readers():
    assert search in READERS


def test_a_missing_index_is_built(transactional_db):
    make_group(slug="here")
    assert search.position() == 0
    assert search.catch_up() == 2
    assert slugs(found()) == ["here"]
    assert search.catch_up() == 0


@pytest.mark.parametrize("quiet", [False, True])
def test_a_change_is_found_after_catching_up(indexed, quiet):
    group = make_group(slug="here", name_en="Chess")
    noted(group, quiet=quiet)
    assert search.catch_up() == 1
    Group.objects.update(name_en="Music")
    noted(group, quiet=quiet)
    assert search.catch_up() == 1
    assert (slugs(found("music")), slugs(found("chess"))) == (["here"], [])
    assert found("music").hits[0].card["name_en"] == "Music"
    assert search.position() == journal.head().seq


def test_an_entry_about_a_part_of_a_group_or_a_word_counts(indexed):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    group = make_group(slug="here", area=area)
    noted(group)
    search.catch_up()
    noted(make_service(group, title_en="Riding"))
    search.catch_up()
    assert slugs(found("riding")) == ["here"]
    Area.objects.update(title_en="Hawally")
    noted(area)
    search.catch_up()
    assert found().hits[0].card["area"]["en"] == "Hawally"
    group.services.all().delete()
    noted(("directory.service", "999"), data={"group": group.pk})
    search.catch_up()
    assert slugs(found("riding")) == []


def test_a_group_that_is_no_longer_listed_leaves_the_index(indexed):
    group = make_group()
    noted(group)
    search.catch_up()
    Group.objects.update(standing="suspended")
    noted(group)
    search.catch_up()
    assert index.searcher().num_docs == 0


def test_entries_about_other_things_are_passed(indexed):
    noted(("directory.import_run", "7"))
    noted(("site", ""))
    assert search.catch_up() == 2


def test_read_twice_nothing_happens_twice(indexed):
    group = make_group()
    noted(group)
    search.catch_up()
    index.write_cursor(index.current(), 0, "")
    assert search.catch_up() == 1
    assert index.searcher().num_docs == 1


@pytest.mark.parametrize("cursor", [(99, "a" * 64), (1, "b" * 64)])
def test_a_cursor_that_the_journal_does_not_know_means_building_anew(indexed, cursor):
    noted(make_group())
    before = index.current()
    index.write_cursor(before, *cursor)
    search.catch_up()
    assert index.current() != before
    assert index.read_cursor(index.current()).seq == 1


def test_another_version_of_the_schema_means_building_anew(indexed, monkeypatch):
    before = index.current()
    monkeypatch.setattr(index, "VERSION", "later")
    search.catch_up()
    assert index.current() != before


def test_while_another_process_writes_nothing_is_done(indexed):
    noted(make_group(slug="here"))
    with index.writing(index.current()):
        assert search.catch_up() == 0
    assert search.catch_up() == 1
    assert slugs(found()) == ["here"]


def test_what_changes_during_a_build_is_read_again(indexed, monkeypatch):
    group = make_group(slug="here", name_en="Chess")
    noted(group)
    refresh = build.refresh

    def refresh_then_change(writer, some):
        refresh(writer, some)
        Group.objects.update(name_en="Music")
        noted(group)
        monkeypatch.setattr(build, "refresh", refresh)

    monkeypatch.setattr(build, "refresh", refresh_then_change)
    build.rebuild()
    search.catch_up()
    assert slugs(found("music")) == ["here"]


def test_an_entry_that_fails_is_tried_again_and_then_left_behind(indexed, monkeypatch):
    poison, good = make_group(slug="poison", name_en="Poison"), make_group(slug="good", name_en="Good")
    noted(poison)
    noted(good)
    refresh = build.refresh

    def refuse_poison(writer, some):
        if poison.pk in some:
            raise RuntimeError("cannot be read")
        refresh(writer, some)

    monkeypatch.setattr(build, "refresh", refuse_poison)
    for _try in range(7):
        with pytest.raises(RuntimeError):
            search.catch_up()
    assert search.catch_up() == 2
    assert slugs(found()) == ["good"]
    assert Stuck.objects.given_up().count() == 1
