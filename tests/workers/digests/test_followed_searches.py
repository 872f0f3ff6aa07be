"""A followed search brings what it finds now and what is new of it; the engine of the pages answers."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Preference
from deeds import journal
from directory.models import Area, Follow, Group, Service, Standing
from directory.search import index
from tests.directory.search.world import index_all, make_service
from tests.workers.digests import desk
from workers.digests import planning

FOLLOWED = "مما تتابعونه"
LONG_AGO = timedelta(days=90)


@pytest.fixture
def windows(cast):
    """Everybody's window is open."""
    planning.plan()
    return cast


def group_of(name, *, listed=LONG_AGO, **columns):
    slug = name.lower().replace(" ", "-")
    listed_at = timezone.now() - listed
    return Group.objects.create(
        slug=slug, name_en=name, standing=Standing.LISTED, listed_at=listed_at, **columns
    )


def follow(person, query, listing="groups"):
    return Follow.objects.create(person=person, listing=listing, query=query)


def changed(group, section="texts", **how):
    """An entry of an edit of this section."""
    said = {"audience": ["public"], "title": desk.SAID, "names": {"group": group}}
    with transaction.atomic():
        journal.record("directory.edit", group, by=None, data={"section": section}, **said | how)
    journal.seal()


def told(person):
    """The digest's text, "" when none was written."""
    index_all()
    mails = desk.write_digests()
    return desk.text(mails[person.email]) if person.email in mails else ""


def test_a_changed_group_that_it_finds_now_is_told_among_what_is_followed(windows):
    follow(windows.volunteer, "q=chess")
    changed(group_of("Chess for all"))
    changed(group_of("Rowing"))
    text = told(windows.volunteer)
    assert FOLLOWED in text
    assert text.count("offers a new service") == 1
    assert "Chess for all" in text


def test_a_newly_listed_group_is_told_whatever_was_recorded_of_it(windows):
    follow(windows.volunteer, "q=chess")
    changed(group_of("Chess for all", listed=timedelta()), section="contacts")
    text = told(windows.volunteer)
    assert text.index(FOLLOWED) < text.index("Chess for all")


def test_what_searches_do_not_look_at_is_no_news_of_an_old_group(windows):
    follow(windows.volunteer, "q=chess")
    changed(group_of("Chess for all"), section="contacts")
    assert told(windows.volunteer) == ""


def test_filters_count_as_on_the_page(windows):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    follow(windows.volunteer, "q=chess&area=KW-HA")
    changed(group_of("Chess far away"))
    assert told(windows.volunteer) == ""
    changed(group_of("Chess in Hawalli", area=area))
    index_all()
    mails = desk.write_digests(after=timedelta(days=14, hours=1))
    assert "Chess in Hawalli" in desk.text(mails[windows.volunteer.email])


def test_groups_that_take_volunteers_are_followed_as_such(windows):
    follow(windows.volunteer, "", listing="volunteer")
    changed(group_of("Chess", accepts_volunteers=False))
    changed(group_of("Rowing", accepts_volunteers=True))
    text = told(windows.volunteer)
    assert ("Rowing" in text, "Chess" in text) == (True, False)


def test_a_new_service_is_found_and_an_old_one_is_no_news(windows):
    follow(windows.volunteer, "q=lessons", listing="services")
    old, new = group_of("Old lessons"), group_of("New lessons")
    make_service(old, title_en="Lessons")
    Service.objects.update(updated_at=timezone.now() - LONG_AGO)
    make_service(new, title_en="Lessons")
    for group in (old, new):
        changed(group, section="services")
    text = told(windows.volunteer)
    assert ("New lessons" in text, "Old lessons" in text) == (True, False)


def test_whatever_finds_a_group_it_is_told_once(windows):
    group = group_of("Chess for all")
    make_service(group, title_en="Chess lessons")
    for listing in ("groups", "services"):
        follow(windows.volunteer, "q=chess", listing=listing)
    Follow.objects.create(person=windows.volunteer, group=group)
    changed(group, section="services")
    assert told(windows.volunteer).count("offers a new service") == 1


def test_what_the_reader_may_not_see_is_not_told_though_the_index_has_it(windows):
    follow(windows.volunteer, "q=chess")
    group = group_of("Chess for all")
    changed(group)
    index_all()
    Group.objects.filter(pk=group.pk).update(standing=Standing.SUSPENDED)
    assert windows.volunteer.email not in desk.write_digests()


def test_a_search_without_mails_and_a_wish_for_needs_alone_bring_nothing(windows):
    for person in (windows.volunteer, windows.guardian):
        follow(person, "q=chess")
    Follow.objects.filter(person=windows.volunteer).update(mails=False)
    Preference.objects.create(person=windows.guardian, choice="needs")
    changed(group_of("Chess for all"))
    index_all()
    assert not {windows.volunteer.email, windows.guardian.email} & desk.write_digests().keys()


def test_without_an_index_digests_are_written_all_the_same(windows, caplog):
    follow(windows.leader, "q=chess")
    desk.told(windows.group)
    assert windows.leader.email in desk.write_digests()
    assert "followed searches are left out" in caplog.text
    assert not index.folder().exists()


@pytest.mark.parametrize("number", [1, 4])
def test_two_queries_however_many_searches_are_followed_by_however_many(windows, number):
    area = Area.objects.create(code="KW-HA", title_ar="حولي", title_en="Hawalli")
    people = [windows.volunteer, windows.guardian, windows.leader, windows.member]
    for person in people[:number]:
        for n in range(number):
            follow(person, f"q=chess+hawalli+lesson{'s' * n}", listing="services")
    group = group_of("Chess for all", area=area)
    make_service(group, title_en="Chess lesson lessons")
    changed(group, section="services")
    index_all()
    with CaptureQueriesContext(connection) as queries:
        mails = desk.write_digests()
    assert {person.email for person in people[:number]} <= mails.keys()
    assert sum('FROM "directory_service"' in query["sql"] for query in queries) == 1
    assert sum('AS "facet"' in query["sql"] for query in queries) == 1
    assert not [query["sql"] for query in queries if query["sql"].startswith('SELECT "directory_area"')]
