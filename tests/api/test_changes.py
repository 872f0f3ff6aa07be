"""The public journal for mirrors: nothing is lost, what is gone is said, and a strange cursor starts over."""

import pytest
from django.db import transaction

from deeds import journal
from directory.models import Group, Service, Standing
from tests.cast import make_group
from workers.public import cursor_of


def note(subject, audience=("public",), deed="group.edit", **more):
    with transaction.atomic():
        journal.record(deed, subject, by=None, audience=audience, title="A title", **more)


def read(api, after="", **more):
    """All rows from a cursor on, and the last cursor."""
    rows = []
    while True:
        page = api("v1/changes/", after=after, **more).data
        rows, after = rows + page["results"], page["cursor"]
        if page["next"] is None:
            return rows, after


def ids(rows):
    return [row["resource_id"] for row in rows]


def test_a_change_of_a_page_is_a_row_that_says_where_to_read_it(cast, api):
    note(cast.group)
    journal.seal()
    rows, _cursor = read(api)
    assert [(row["resource"], row["gone"], row["deed"], row["title_en"]) for row in rows] == [
        ("groups", False, "group.edit", "A title")
    ]
    assert rows[0]["url"] == f"http://localhost:8000/api/v1/groups/{cast.group.uuid}/"
    assert api(rows[0]["url"].split("/api/")[1]).status == 200


def test_a_reader_goes_on_where_they_stopped_and_pages_hold_as_many_entries_as_asked_for(cast, api):
    for _time in range(5):
        note(cast.group)
    journal.seal()
    rows, cursor = read(api, page_size="2")
    assert ids(rows) == [str(cast.group.uuid)] * 5
    assert read(api, cursor) == ([], cursor)
    note(cast.other_group)
    journal.seal()
    assert ids(read(api, cursor)[0]) == [str(cast.other_group.uuid)]
    assert read(api, "latest")[0] == []


def test_what_the_public_no_longer_sees_is_a_tombstone_without_words(cast, api):
    note(cast.group)
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    journal.seal()
    row = read(api)[0][0]
    assert (row["gone"], row["deed"], row["title_ar"]) == (True, None, None)
    assert api(row["url"].split("/api/")[1]).status == 404


def test_what_was_never_public_and_what_only_the_committee_did_is_nobodys_business(cast, api):
    note(make_group("draft", standing=Standing.DRAFT, listed_at=None))
    note(cast.group, ["committee"], "admissions.look")
    note(("directory.membership", "1"), [f"group:{cast.group.pk}:member"], data={"group": cast.group.pk})
    journal.seal()
    assert read(api)[0] == []


def test_a_part_of_a_page_is_a_change_of_the_page_and_its_words_only_for_whom_they_are(cast, api):
    service = Service.objects.create(group=cast.group, title_en="Reading")
    note(service, [f"group:{cast.group.pk}:member"])
    journal.seal()
    row = read(api)[0][0]
    assert (row["resource_id"], row["deed"], row["title_en"]) == (str(cast.group.uuid), None, None)


@pytest.mark.parametrize("cursor", ["x", "!", "NTphYmM", "سؤال", "MTowMDAw", "0" * 500])
def test_an_unknown_cursor_is_told_to_start_over(cast, api, cursor):
    note(cast.group)
    journal.seal()
    answer = api("v1/changes/", after=cursor, lang="en")
    assert (answer.status, "Start over" in answer.data["detail"]) == (410, True)


def test_a_place_with_another_hash_is_not_a_place_of_this_journal(cast, api):
    note(cast.group)
    journal.seal()
    assert api("v1/changes/", after=cursor_of(f"1:{'0' * 64}")).status == 410


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_costs_the_same_number_of_queries(cast, api, many, django_assert_num_queries):
    for number in range(many):
        note(make_group(f"group-{number}"))
        note(Service.objects.create(group=cast.group, title_en="Reading"))
    journal.seal()
    with django_assert_num_queries(5):
        assert len(api("v1/changes/").data["results"]) == 2 * many
