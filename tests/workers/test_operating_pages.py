"""The operators' pages: what they show of the site's work, what they keep to themselves, and what can be done there."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from deeds.models import Entry
from tests.workers.letters import counts, write, write_many
from workers import outbox
from workers.models import Batch, Heartbeat, Mailroom, OutgoingMessage, Stuck
from workers.readers import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(cast):
    return cast.client("operator")


def page(client, name, lang="en", query="", args=()):
    with override(lang):
        answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, name, args=(), **fields):
    with override("en"):
        return client.post(reverse(name, args=args), fields, follow=True)


def dead(to="noura@example.org", **fields):
    row = write(to)
    ended = {"state": "dead", "attempt": 8, "finished_at": timezone.now(), **fields}
    OutgoingMessage.objects.filter(pk=row.pk).update(**ended)
    return OutgoingMessage.objects.get(pk=row.pk)


# --- status


def test_a_site_at_work_without_trouble_says_so(operator):
    Heartbeat.objects.beat("heartbeat")
    assert "Everything runs." in page(operator, "operating")
    assert "كل شيء يعمل." in page(operator, "operating", "ar")


def test_each_trouble_is_a_sentence_at_the_top(operator):
    Heartbeat.objects.failed("ballots", ValueError("broken"))
    dead()
    Batch.objects.create(kind="digest", on=timezone.localdate(), state="held", mails=900, usual=300)
    Stuck.objects.create(reader="search", seq=7, given_up_at=timezone.now())
    Mailroom.objects.the()
    Mailroom.objects.update(state="paused")
    text = page(operator, "operating")
    for sentence in (
        "The background work gives no sign of life.",
        "All mail is paused, sign-in codes too",
        "Mails are held until you send or cancel them.",
        "Mails were given up. The list says why.",
        "A job fails again and again.",
        "A reader left entries behind.",
        "This run is larger than usual: at most 300 mails were expected.",
        "ValueError: broken",
    ):
        assert sentence in text


@pytest.mark.parametrize(
    ("name", "state", "sent"),
    [("mail_pause", "paused", []), ("mail_pause_bulk", "bulk_paused", ["a@example.org"])],
)
def test_a_switch_stops_mail_until_it_is_turned_back(operator, memory, name, state, sent):
    write("a@example.org", kind="account")
    write("b@example.org", kind="digest")
    post(operator, name, version=Mailroom.objects.the().version)
    outbox.drain()
    assert Mailroom.objects.the().state == state
    assert [to for _sender, to, _content in memory] == sent
    post(operator, "mail_open", version=Mailroom.objects.the().version)
    outbox.drain()
    assert sorted(to for _sender, to, _content in memory) == ["a@example.org", "b@example.org"]
    deeds = list(Entry.objects.order_by("pk").values_list("deed", "actor__name"))
    assert deeds == [(f"mailroom.{name.removeprefix('mail_')}", "Operator"), ("mailroom.open", "Operator")]


def test_who_decides_from_an_old_page_is_told(operator):
    post(operator, "mail_pause", version=7)
    assert Mailroom.objects.the().state == "open"


def test_a_held_run_is_sent_or_cancelled_from_the_page(operator, memory, settings, tmp_path):
    settings.MAIL_BATCH_FLOOR = 2
    write_many(3, kind="digest")
    outbox.drain()
    batch = Batch.objects.get()
    assert "Digests · 3 mails" in page(operator, "operating")
    post(operator, "batch_release", args=[batch.pk], version=batch.version)
    outbox.drain()
    assert (counts(), len(memory)) == ({"sent": 3}, 3)


def test_an_entry_left_behind_is_taken_in_or_stays_with_its_reason(operator, monkeypatch):
    from django.db import transaction

    from deeds import journal

    with transaction.atomic():
        journal.record("x.y", ("x.y", "1"), by=None, audience=["public"], title="t")
    journal.seal()
    stuck = Stuck.objects.create(reader="search", seq=1, given_up_at=timezone.now(), error="old")
    with monkeypatch.context() as patch:
        patch.setattr(search, "groups_of", lambda entry: 1 / 0)
        answer = post(operator, "stuck_retry", args=[stuck.pk])
    assert "It fails as before." in answer.content.decode()
    assert Stuck.objects.get().error == "ZeroDivisionError: division by zero"
    answer = post(operator, "stuck_retry", args=[stuck.pk])
    assert "The entry was taken in." in answer.content.decode()
    assert (Stuck.objects.count(), Entry.objects.latest("pk").deed) == (0, "reader.retry")


def test_what_is_held_waits_on_the_operators_day_and_nobody_elses(cast, operator):
    Batch.objects.create(kind="digest", on=timezone.localdate(), state="held")
    Stuck.objects.create(reader="search", seq=7, given_up_at=timezone.now())
    text = page(operator, "me")
    assert "Mails are held until you send or cancel them." in text
    assert "A reader left entries behind." in text
    assert "Mails are held" not in page(cast.client("chair"), "me")


# --- messages


def test_no_mail_at_all_and_no_mail_like_that(operator):
    assert "The site has not written any mail yet." in page(operator, "operating_mails")
    assert "لا توجد رسالة كهذه." in page(operator, "operating_mails", "ar", "?state=dead")


def test_the_list_shows_neither_texts_nor_whole_addresses(operator):
    row = write("noura@example.org")
    said = "550 5.1.1 <noura@example.org> unknown, see https://example.org/t/s3cret"
    OutgoingMessage.objects.update(state="bounced", bounce="hard", error=said)
    for text in (page(operator, "operating_mails"), page(operator, "operating_mail", args=[row.pk])):
        assert "n…@example.org" in text
        assert not re.search("noura|نص|s3cret", text)
        assert "There is no such address" in text


def test_mails_are_found_by_state_kind_and_host(operator):
    write("a@gmail.com", kind="digest")
    write("b@gmail.com")
    dead("c@example.org")
    found = {
        "?state=dead": ["c…@example.org"],
        "?kind=digest": ["a…@gmail.com"],
        "?to=gmail.com": ["b…@gmail.com", "a…@gmail.com"],
        "?to=B@gmail.com": ["b…@gmail.com"],
        "?state=rubbish&kind=%00&page=9999": ["c…@example.org", "b…@gmail.com", "a…@gmail.com"],
    }
    for query, masked in found.items():
        text = page(operator, "operating_mails", query=query)
        assert re.findall(r'<bdi dir="ltr">(.…@[^<]+)</bdi></a>', text) == masked


def test_a_thousand_mails_are_shown_fifty_at_a_time_with_as_many_queries(operator, django_assert_num_queries):
    for many in (1, 1000):
        write_many(many, name=f"n{many}")
        page(operator, "operating_mails")  # a session's first page costs more
        with django_assert_num_queries(8):
            text = page(operator, "operating_mails", query="?page=2")
    assert "Page 2 of 21" in text
    assert text.count("…@example.org</bdi>") == 50


def test_a_dead_mail_is_sent_again_or_given_up(operator, memory):
    first, second = dead("a@example.org"), write("b@example.org")
    post(operator, "mail_retry", args=[first.pk], version=first.version)
    post(operator, "mail_give_up", args=[second.pk], version=second.version)
    outbox.drain()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempt, first.message_id in str(memory[0][2])) == ("sent", 1, True)
    assert (second.state, bytes(second.body)) == ("cancelled", b"")
    deeds = list(Entry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["mail.retry", "mail.give_up"]


def test_a_mail_without_a_text_cannot_be_sent_again(operator):
    gone = dead(body=b"")
    assert "has been deleted, so it cannot be sent again" in page(operator, "operating_mail", args=[gone.pk])
    post(operator, "mail_retry", args=[gone.pk], version=gone.version)
    assert counts() == {"dead": 1}


def test_all_that_were_given_up_at_one_host_are_sent_again_with_one_entry(operator):
    for number in range(3):
        dead(f"{number}@gmail.com")
    dead("other@example.org")
    answer = post(operator, "mails_retry", to="gmail.com")
    assert "3 mails are sent again." in answer.content.decode()
    assert counts() == {"dead": 1, "pending": 3}
    assert list(Entry.objects.values_list("deed", "data")) == [
        ("mail.retry_all", {"count": 3}),
    ]


def test_nobody_else_finds_the_pages(cast):
    for role in ("volunteer", "leader", "committee", "chair"):
        assert cast.client(role).get("/en/operating/").status_code == 404
        assert cast.client(role).get("/en/operating/messages/").status_code == 404


def test_operators_find_both_pages_in_their_navigation(operator):
    text = page(operator, "operating")
    assert re.findall(r'<li><a href="([^"]+)"', text)[:3] == [
        "/en/me/",
        "/en/operating/",
        "/en/operating/messages/",
    ]
