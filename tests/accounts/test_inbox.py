"""The inbox: grouped by subject, as whom, read and done, filtered, muted, live."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mute, Notice
from directory.models import Membership
from tests.cast import join

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")


def notice(cast, number=1, **fields):
    """A question to مجموعة بصيرة that waits for its leader."""
    group = fields.pop("for_group", cast.group)
    given = {
        "person": cast.leader,
        "key": f"ask:{number}",
        "kind": "ask",
        "subject_type": "directory.group",
        "subject_id": str(group.pk),
        "about_ar": group.name_ar,
        "about_en": group.name_en,
        "as_whom": f"group:{group.pk}:leader",
        "group": group.pk,
        "title_ar": f"سؤال {number}",
        "title_en": f"Question {number}",
        "path": "groups/basira/inbox/",
        "due_at": timezone.now() + timedelta(days=3),
        "at": timezone.now() - timedelta(hours=number),
    }
    return Notice.objects.create(**{**given, **fields})


def words(response):
    return " ".join(TAG.sub("", response.content.decode()).split())


def titles(client, query=""):
    page = client.get(f"/en/me/inbox/{query}").content.decode()
    return re.findall(r'class="plain" href="[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("lang", "sentence", "capacity", "heading"),
    [
        ("ar", "سؤال 1", "بصفتكم من مسؤولي \u2068مجموعة بصيرة\u2069", "مجموعة بصيرة"),
        ("en", "Question 1", "as a leader of \u2068Basira\u2069", "Basira"),
    ],
)
def test_a_line_says_what_where_and_as_whom(cast, lang, sentence, capacity, heading):
    notice(cast)
    page = cast.client("leader").get(f"/{lang}/me/inbox/")
    text = page.content.decode()
    assert (sentence in text, capacity in text, f"<bdi>{heading}</bdi></h2>" in text) == (True, True, True)
    assert Notice.objects.get().seen_at


def test_of_one_subject_there_is_one_heading(cast):
    notice(cast, 1)
    notice(cast, 2, subject_id="77", about_en="Another")
    notice(cast, 3)
    page = cast.client("leader").get("/en/me/inbox/").content.decode()
    assert re.findall(r"<h2[^>]*><bdi>([^<]+)", page) == ["Basira", "Another"]
    assert titles(cast.client("leader")) == ["Question 1", "Question 3", "Question 2"]


def test_the_head_of_every_page_counts_what_is_unread(cast):
    client = cast.client("leader")
    assert 'class="num">' not in bell(client)
    notice(cast, 1)
    notice(cast, 2)
    notice(cast, 3, done_at=timezone.now())
    assert '<span class="num">2</span>' in bell(client)
    client.get(f"/en/me/inbox/{Notice.objects.first().uuid}/")
    assert '<span class="num">1</span>' in bell(client)
    assert 'id="bell"' not in cast.client("public").get("/en/help/").content.decode()


def bell(client):
    page = client.get("/en/help/").content.decode()
    return re.search(r'id="bell".*?</a>', page, re.S)[0]


def test_opening_reads_it_and_leads_to_its_page_in_ones_language(cast):
    row = notice(cast)
    response = cast.client("leader").get(f"/ar/me/inbox/{row.uuid}/")
    assert response["Location"] == "/ar/groups/basira/inbox/"
    row.refresh_from_db()
    assert (bool(row.read_at), row.done_at) == (True, None)


def test_opening_it_again_changes_nothing_more(cast):
    row, client = notice(cast), cast.client("leader")
    states = []
    for _time in range(2):
        client.get(f"/en/me/inbox/{row.uuid}/")
        states.append(Notice.objects.values().get(pk=row.pk))
    assert states[0] == states[1]
    assert states[0]["read_at"]


@pytest.mark.parametrize("how", [{}, {"headers": {"sec-purpose": "prefetch;prerender"}}])
def test_neither_others_nor_a_program_that_looks_ahead_read_it(cast, how):
    row = notice(cast)
    look = cast.client("leader").get if how else cast.client("leader").head
    assert look(f"/en/me/inbox/{row.uuid}/", **how).status_code == 302
    for who in ("public", "other_leader", "operator"):
        assert cast.client(who).get(f"/en/me/inbox/{row.uuid}/").status_code in (302, 404)
    row.refresh_from_db()
    assert row.read_at is None


def test_done_and_undone_read_and_unread(cast):
    row, client = notice(cast), cast.client("leader")
    states = []
    for step in ("read", "unread", "done", "undone"):
        response = client.post(f"/en/me/inbox/{row.uuid}/{step}/", {"query": "show=all"})
        assert response["Location"] == "/en/me/inbox/?show=all"
        row.refresh_from_db()
        states.append((bool(row.read_at), bool(row.done_at)))
    assert states == [(True, False), (False, False), (True, True), (True, False)]
    assert client.post(f"/en/me/inbox/{row.uuid}/erase/").status_code == 404


def test_the_filters_show_what_they_say(cast):
    now, client = timezone.now(), cast.client("leader")
    notice(cast, 1)
    notice(cast, 2, read_at=now)
    notice(cast, 3, read_at=now, needs=False)
    notice(cast, 4, needs=False)
    notice(cast, 5, done_at=now)
    assert [titles(client, f"?show={show}") for show in ("", "unread", "needs", "all", "nonsense")] == [
        ["Question 1", "Question 2", "Question 4"],
        ["Question 1", "Question 4"],
        ["Question 1", "Question 2"],
        [f"Question {number}" for number in range(1, 6)],
        ["Question 1", "Question 2", "Question 4"],
    ]


def test_what_is_due_first_needs_me_first(cast):
    notice(cast, 1, due_at=None)
    notice(cast, 2, due_at=timezone.now() + timedelta(days=9))
    notice(cast, 3, due_at=timezone.now() + timedelta(days=1))
    assert titles(cast.client("leader"), "?show=needs") == ["Question 3", "Question 2", "Question 1"]


def test_whoever_acts_for_two_groups_sees_one_of_them_alone(cast):
    join(cast.leader, cast.other_group, "leader")
    notice(cast, 1)
    notice(cast, 2, for_group=cast.other_group)
    client = cast.client("leader")
    assert titles(client, f"?group={cast.other_group.pk}") == ["Question 2"]
    assert titles(client, "?group=x") == ["Question 1", "Question 2"]
    assert f'href="?group={cast.other_group.pk}"' in client.get("/en/me/inbox/").content.decode()


def test_who_left_the_group_neither_reads_nor_counts_its_notices(cast):
    row, client = notice(cast), cast.client("leader")
    Membership.objects.filter(person=cast.leader).update(state="ended")
    assert (titles(client), client.get(f"/en/me/inbox/{row.uuid}/").status_code) == ([], 404)
    assert 'class="num">' not in bell(client)


def test_all_are_read_at_once_and_those_of_others_stay(cast):
    notice(cast, 1)
    notice(cast, 2)
    other = notice(cast, 3, person=cast.other_leader)
    cast.client("leader").post("/en/me/inbox/read/")
    assert [row.pk for row in Notice.objects.filter(read_at=None)] == [other.pk]


def test_an_inbox_where_nothing_waits_says_what_comes_next(cast):
    assert "لا شيء ينتظركم." in words(cast.client("leader").get("/ar/me/inbox/"))
    assert "No notice has come yet." in words(cast.client("leader").get("/en/me/inbox/?show=all"))


def test_an_open_inbox_hears_of_new_ones_and_is_left_alone_without(cast):
    first, client = notice(cast, 1), cast.client("leader")
    page = client.get("/en/me/inbox/").content.decode()
    assert f'hx-get="/en/me/inbox/live/?tag={first.pk}"' in page
    assert client.get(f"/en/me/inbox/live/?tag={first.pk}").status_code == 204
    notice(cast, 2)
    news = client.get(f"/en/me/inbox/live/?tag={first.pk}")
    assert ("1 new notice came." in words(news), 'hx-swap-oob="true"' in news.content.decode()) == (
        True,
        True,
    )


def test_a_muted_group_stands_in_the_inbox_and_counts_no_more_until_it_is_heard_again(cast):
    row, client = notice(cast), cast.client("leader")
    assert "Everything for \u2068Basira\u2069" in words(client.get(f"/en/me/inbox/{row.uuid}/mute/"))
    client.post(f"/en/me/inbox/{row.uuid}/mute/", {"what": "group"})
    client.post(f"/en/me/inbox/{row.uuid}/mute/", {"what": "group"})
    mute = Mute.objects.get()
    assert (mute.subject_type, mute.subject_id, mute.name_ar) == (
        "directory.group",
        str(cast.group.pk),
        "مجموعة بصيرة",
    )
    assert (titles(client), 'class="num">' in bell(client)) == (["Question 1"], False)
    assert "Basira" in words(client.get("/en/me/settings/mails/"))
    client.post(f"/en/me/settings/muted/{mute.pk}/")
    assert ('class="num">' in bell(client), Mute.objects.count()) == (True, 0)


@pytest.mark.parametrize("items", [1, 3])
def test_it_costs_the_same_with_one_line_and_with_three(cast, items, django_assert_num_queries):
    for number in range(items):
        notice(cast, number, subject_id=str(number), seen_at=timezone.now())
    client = cast.client("leader")
    with django_assert_num_queries(12):
        client.get("/en/me/inbox/")


def test_twenty_stand_on_a_page(cast):
    for number in range(21):
        notice(cast, number)
    client = cast.client("leader")
    assert (len(titles(client)), len(titles(client, "?page=2"))) == (20, 1)
