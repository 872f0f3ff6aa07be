"""Messages on their way to partners: signed, tried again for three days, one slow server never in the others' way."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Partner
from tests.workers import hook_sink
from tests.workers.hooks import deed, later, make_partner, make_webhook, post_for_days, read, told
from workers import cipher
from workers.models import Delivery, OutgoingMessage, Webhook
from workers.outbox import client, posting, signing
from workers.readers import webhooks as reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(cast):
    read()
    return make_partner(cast.volunteer)


@pytest.fixture
def webhook(partner):
    return make_webhook(partner)[0]


def expected(secret, headers, body):
    """The signature by the letter of the specification, apart from the code under test."""
    key = base64.b64decode(secret.partition("_")[2])
    text = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def test_a_message_arrives_signed_and_is_marked_with_the_answer(cast, partner, partners_server):
    webhook, secret = make_webhook(partner)
    partners_server.answers = lambda post: (200, "شكرًا")
    told(cast.group)
    assert posting.post_due() == 1
    path, headers, body = partners_server.taken[0]
    assert (path, headers["Content-Type"]) == ("/hook", "application/json")
    assert headers["webhook-signature"] == expected(secret, headers, body)
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 5
    assert json.loads(body)["uuid"] == str(cast.group.uuid)
    sent = webhook.deliveries.get()
    assert (sent.state, sent.status, sent.said, sent.attempt) == ("sent", 200, "شكرًا", 1)
    assert posting.post_due() == 0


def test_the_secret_rests_encrypted(partner):
    _webhook, secret = make_webhook(partner)
    kept = bytes(Webhook.objects.get().sealed_secret)
    assert secret.encode() not in kept
    assert cipher.decrypt(kept).decode() == secret
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_while_two_secrets_live_both_sign_and_after_a_week_the_new_one_alone(cast, partner, partners_server):
    webhook, old = make_webhook(partner)
    new = deed("rotate", webhook)
    told(cast.group)
    posting.post_due()
    _path, headers, body = partners_server.taken[-1]
    both = [expected(secret, headers, body) for secret in (new, old)]
    assert headers["webhook-signature"].split() == both
    Webhook.objects.update(old_until=timezone.now())
    told(cast.group)
    posting.post_due()
    _path, headers, body = partners_server.taken[-1]
    assert headers["webhook-signature"] == expected(new, headers, body)


def test_an_old_secret_can_be_ended_at_once(cast, partner, partners_server):
    webhook, _old = make_webhook(partner)
    new = deed("rotate", webhook)
    deed("end_old", webhook)
    told(cast.group)
    posting.post_due()
    _path, headers, body = partners_server.taken[-1]
    assert headers["webhook-signature"] == expected(new, headers, body)


def test_a_secret_that_cannot_be_read_any_more_stops_nobody_else(cast, partner, partners_server, settings):
    webhook, _secret = make_webhook(partner)
    other, _other = make_webhook(make_partner(cast.volunteer, "Other"))
    Webhook.objects.filter(pk=webhook.pk).update(sealed_secret=b"of another key")
    told(cast.group)
    assert posting.post_due() == 2
    assert (webhook.deliveries.get().trouble, other.deliveries.get().state) == ("secret", "sent")


def test_a_failure_is_tried_again_under_the_same_number(cast, webhook, partners_server):
    answers = iter([(500, "Traceback"), (302, ""), (200, "OK")])
    partners_server.answers = lambda post: next(answers)
    told(cast.group)
    posting.post_due()
    tried = webhook.deliveries.get()
    assert (tried.state, tried.status, tried.said, tried.trouble) == ("retry", 500, "Traceback", "answer")
    assert timedelta(seconds=40) < tried.next_at - timezone.now() < timedelta(seconds=75)
    later(webhook, minutes=2)
    posting.post_due()
    later(webhook, minutes=7)
    posting.post_due()
    assert webhook.deliveries.get().state == "sent"
    assert len(partners_server.taken) == 3
    assert set(partners_server.ids) == {tried.number}
    assert {body for _path, _headers, body in partners_server.taken} == {tried.body}
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.failing_since) == (0, None)


def test_pauses_grow_to_twelve_hours():
    minutes = [posting.rest(attempt).total_seconds() / 60 for attempt in range(1, 9)]
    wanted = [1, 5, 15, 60, 180, 360, 720, 720]
    assert all(0.8 <= got / want <= 1.2 for got, want in zip(minutes, wanted, strict=True))


def test_a_server_that_fails_is_left_alone_with_all_its_messages(cast, webhook, partners_server):
    partners_server.answers = lambda post: (503, "")
    told(cast.group, 6)
    posting.post_due()
    assert len(partners_server.taken) <= posting.PER_SERVER
    asked = len(partners_server.taken)
    posting.post_due()
    assert len(partners_server.taken) == asked


def test_gone_switches_off_at_once_and_the_partner_hears_of_it(cast, webhook, partners_server):
    partners_server.answers = lambda post: (410, "")
    told(cast.group, 3)
    posting.post_due()
    webhook.refresh_from_db()
    assert webhook.state == "gone"
    assert not webhook.deliveries.live().exists()
    mail = OutgoingMessage.objects.get(recipient=cast.volunteer.email)
    assert f"/webhooks/{webhook.uuid}/" in mail.letter.get_body(["plain"]).get_content()


def test_after_three_days_of_failures_alone_it_is_switched_off_and_can_be_switched_on_again(
    cast, webhook, partners_server
):
    partners_server.answers = lambda post: (500, "")
    told(cast.group, 2)
    first = webhook.deliveries.order_by("seq")[0].seq
    post_for_days(webhook, 3)
    webhook.refresh_from_db()
    assert webhook.state == "on"
    post_for_days(webhook, 1)
    webhook.refresh_from_db()
    assert webhook.state == "failed"
    asked = len(partners_server.taken)
    assert asked < 30
    told(cast.other_group)
    partners_server.answers = lambda post: (200, "")
    post_for_days(webhook, 1)
    assert len(partners_server.taken) == asked
    deed("switch_on", webhook)
    read()
    posting.post_due()
    message = json.loads(partners_server.taken[-1][2])
    assert (message["type"], message["seq"]) == ("catch_up", first - 1)
    assert len(partners_server.taken) == asked + 1


def test_a_success_in_between_counts_from_the_beginning(cast, webhook, partners_server):
    for _day in range(4):
        partners_server.answers = lambda post: (500, "")
        told(cast.group)
        post_for_days(webhook, 1)
        partners_server.answers = lambda post: (200, "")
        post_for_days(webhook, 1)
    webhook.refresh_from_db()
    assert (webhook.state, webhook.failures) == ("on", 0)
    assert set(webhook.deliveries.values_list("state", flat=True)) == {"sent"}


def test_one_message_that_always_fails_is_given_up_and_ends_in_changes(cast, webhook, partners_server):
    told(cast.group)
    bad = webhook.deliveries.get()
    partners_server.answers = lambda post: (500 if post[1]["webhook-id"] == bad.number else 200, "")
    for _day in range(5):
        told(cast.other_group)
        post_for_days(webhook, 1, hours=2)
    webhook.refresh_from_db()
    bad.refresh_from_db()
    assert (webhook.state, bad.state) == ("on", "dead")
    catch_up = webhook.deliveries.get(type="catch_up")
    assert (catch_up.seq, catch_up.state) == (bad.seq - 1, "sent")


@pytest.mark.parametrize("count", [1, 3])
def test_claiming_takes_a_fixed_number_of_queries_a_webhook(cast, partner, count, django_assert_num_queries):
    make_webhook(partner)
    told(cast.group, count)
    with django_assert_num_queries(4):
        assert len(list(posting.claimed(16))) == 1


def test_of_two_senders_one_takes_a_message(cast, webhook):
    told(cast.group)
    one, same = Delivery.objects.get(), Delivery.objects.get()
    assert (posting.claim(one), posting.claim(same)) == (True, False)


def test_what_a_dead_sender_had_is_sent_again_after_a_minute(cast, webhook, partners_server):
    told(cast.group)
    list(posting.claimed(16))
    assert posting.post_due() == 0
    later(webhook, seconds=61)
    assert posting.post_due() == 1
    assert webhook.deliveries.get().state == "sent"


def test_a_partner_whose_access_ended_is_sent_nothing_more(cast, webhook, partners_server):
    told(cast.group)
    Partner.objects.filter(pk=webhook.partner_id).update(state="ended")
    assert posting.post_due() == 0
    assert partners_server.taken == []


def test_a_test_goes_out_while_it_is_off_and_is_tried_once(cast, webhook, partners_server):
    deed("switch_off", webhook)
    partners_server.answers = lambda post: (404, "No such page")
    deed("test", webhook)
    posting.post_due()
    webhook.refresh_from_db()
    test = webhook.deliveries.get(type="test")
    assert (test.state, test.status, test.said, webhook.failures) == ("dead", 404, "No such page", 0)
    assert json.loads(partners_server.taken[0][2])["type"] == "test"


def test_a_message_is_sent_again_by_hand_under_its_number(cast, webhook, partners_server):
    told(cast.group)
    posting.post_due()
    deed("send_again", webhook, delivery=webhook.deliveries.get())
    posting.post_due()
    first, second = partners_server.ids
    assert first == second


def test_an_address_that_became_private_is_not_written_to(cast, webhook, partners_server):
    client.OUT.is_public = lambda place: False
    told(cast.group)
    posting.post_due()
    assert (partners_server.taken, webhook.deliveries.get().trouble) == ([], "private")


def test_the_log_is_kept_for_thirty_days(cast, webhook, partners_server):
    told(cast.group, 2)
    posting.post_due()
    old, _new = webhook.deliveries.order_by("seq")
    Delivery.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=31))
    assert posting.forget_old() == 1
    deed("remove", webhook)
    Delivery.objects.all().delete()
    Webhook.objects.update(updated_at=timezone.now() - timedelta(days=31))
    posting.forget_old()
    assert not Webhook.objects.exists()


def test_a_removed_webhook_keeps_no_secret_and_is_not_written_to(cast, webhook, partners_server):
    told(cast.group)
    deed("remove", webhook)
    webhook.refresh_from_db()
    assert bytes(webhook.sealed_secret) == b""
    assert posting.post_due() == 0


def test_numbers_of_one_entry_differ_between_webhooks(cast, partner):
    one, other = make_webhook(partner)[0], make_webhook(partner)[0]
    told(cast.group)
    assert one.deliveries.get().number != other.deliveries.get().number
    assert reader.catch_up() == 0
    assert hook_sink.NAME in {one.host, other.host}


def test_the_example_of_the_specifications_libraries_is_signed_as_there():
    """Secret, id, moment, body and signature as the test suites of standard-webhooks/standard-webhooks have them."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    sent = signing.headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}', [secret])
    assert sent["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
