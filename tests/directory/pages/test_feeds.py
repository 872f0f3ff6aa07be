"""What is news to everybody, as Atom."""

from xml.etree import ElementTree

import pytest
from django.db import transaction

from deeds import journal
from directory.models import Group, Standing

ATOM = "{http://www.w3.org/2005/Atom}"


def note(subject, title, audience=("public",), quiet=False):
    with transaction.atomic():
        journal.record("x.y", subject, by=None, audience=audience, title=title, quiet=quiet)


def entries(client, path):
    answer = client.get(path)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return [
        (one.findtext(f"{ATOM}title"), one.find(f"{ATOM}link").get("href"), one.findtext(f"{ATOM}id")[:9])
        for one in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")
    ]


def test_a_feed_tells_public_news_the_latest_first_and_where_to_read_it(cast, client):
    note(cast.group, "First")
    note(cast.other_group, "Second")
    note(cast.group, "Inside", [f"group:{cast.group.pk}:member"])
    note(cast.group, "Upkeep", quiet=True)
    own = ("First", "http://localhost:8000/en/groups/basira/", "urn:uuid:")
    assert entries(client, "/en/feed.atom") == [
        ("Second", "http://localhost:8000/en/groups/sign-language/", "urn:uuid:"),
        own,
    ]
    assert entries(client, "/en/groups/basira/feed.atom") == [own]


def test_what_is_out_of_sight_is_no_news(cast, client):
    note(cast.group, "First")
    Group.objects.filter(pk=cast.group.pk).update(standing=Standing.SUSPENDED)
    assert entries(client, "/ar/feed.atom") == []
    assert client.get("/ar/groups/basira/feed.atom").status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_costs_the_same_number_of_queries(cast, client, many, django_assert_num_queries):
    for number in range(many):
        note(cast.group, f"News {number}")
    with django_assert_num_queries(2):
        assert len(entries(client, "/en/feed.atom")) == many
