"""How much suggestions ask of the database: the same, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.exchange.actions import suggesting
from coordination.exchange.suggesting import shown
from directory.models import Group
from directory.taxonomies.loading import load
from tests.cast import make_group
from tests.coordination.exchange.lending import again, asked, lends, told
from tests.coordination.exchange.world import opened

pytestmark = pytest.mark.django_db
QUERIES_OF_SUGGESTIONS = 8


@pytest.fixture(autouse=True)
def _places(db):
    """The words that groups are sorted by."""
    load()


@pytest.mark.parametrize("number", [5, 50])
def test_pages_ask_the_same_for_five_and_for_fifty(cast, number, django_assert_num_queries):
    for place in range(number):
        lends(make_group(f"lender-{place}"), quantity=place + 1)
    post = asked(cast)
    with django_assert_num_queries(QUERIES_OF_SUGGESTIONS):
        assert len(told(post, [cast.group.pk])) == 3


def test_whole_pages_ask_the_same_for_five_and_for_fifty(cast):
    post, client = asked(cast), cast.client("editor")
    lends(cast.group, quantity=99)
    pages = [f"/ar/exchange/{post.uuid}/", f"/ar/exchange/fitting/{cast.group.slug}/", "/ar/me/"]
    counted = {5: [], 50: []}
    for number in range(1, 51):
        lends(make_group(f"lender-{number}"), quantity=number)
        opened(cast, group=cast.other_group, by=cast.other_leader)
        if number in counted:
            again()
            for page in pages:
                with CaptureQueriesContext(connection) as asked_for:
                    assert client.get(page).status_code == 200
                counted[number].append(len(asked_for))
    assert (len(told(post, [cast.group.pk])), len(shown.for_group(cast.group, 20))) == (3, 20)
    assert counted[5] == counted[50] == [26, 14, 46]


@pytest.mark.parametrize("number", [5, 50])
def test_a_group_is_told_of_requests_by_as_many_questions(cast, number, django_assert_num_queries):
    lends(cast.other_group, quantity=9)
    for _place in range(number):
        opened(cast)
    suggesting.look()
    with django_assert_num_queries(QUERIES_OF_SUGGESTIONS):
        assert len(shown.for_group(cast.other_group)) == 3


def test_how_many_requests_fit_each_of_ones_groups_is_asked_at_once(cast, django_assert_num_queries):
    lends(cast.other_group)
    for place in range(3):
        opened(cast)
        lends(make_group(f"lender-{place}"))
    suggesting.look()
    listed = sorted(Group.objects.exclude(pk=cast.group.pk).values_list("pk", flat=True))
    with django_assert_num_queries(1):
        numbers = shown.how_many(listed)
    assert numbers[cast.other_group.pk] == 3
    assert sorted(numbers) == listed
