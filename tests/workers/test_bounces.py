"""Addresses that mail comes back from: what counts against them, when bulk mail stops, and how that is mended."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.cast import make_person
from tests.workers.letters import counts, fast_forward, states, write, write_many
from workers import outbox
from workers.models import Bounced, OutgoingMessage, Suppression
from workers.outbox import bounces

pytestmark = pytest.mark.django_db
GONE = "550 5.1.1 No such user"

MEANINGS = [
    (550, "5.1.1 No such user", False, "hard"),
    (550, "5.1.2 Bad destination system", False, "hard"),
    (556, "5.1.10 Recipient address has null MX", False, "hard"),
    (550, "5.2.1 Mailbox disabled", False, "hard"),
    (550, "mailbox unavailable", False, "hard"),
    (551, "user not local", False, "hard"),
    (553, "mailbox name not allowed", False, "hard"),
    (552, "5.2.2 Mailbox full", False, "soft"),
    (552, "exceeded storage allocation", False, "soft"),
    (550, "5.4.1 No answer from host", False, "soft"),
    (550, "5.3.0 Other mail system problem", False, "soft"),
    (550, "5.7.1 Message rejected due to SPF", False, "policy"),
    (550, "5.7.26 DMARC", False, "policy"),
    (553, "5.1.8 Sender address has null MX", False, "policy"),
    (501, "5.5.4 Invalid arguments", False, "policy"),
    (550, "Blocked: see our block list", False, "policy"),
    (554, "transaction failed", False, "policy"),
    (554, "5.7.1 Looks like spam", True, "policy"),
    (552, "5.3.4 Message too big", True, "content"),
    (552, "5.2.3 Message length exceeds limit", True, "content"),
    (554, "5.6.0 Cannot be converted", True, "content"),
    (550, "rejected", True, "content"),
]


@pytest.mark.parametrize(("code", "words", "at_data", "kind"), MEANINGS)
def test_status_codes_tell_the_address_from_the_mail_and_from_us(code, words, at_data, kind):
    assert bounces.kind_of(code, words, at_data=at_data) == kind


def bounce(server, address, said=GONE, days_ago=0, kind="letter"):
    server.answers[address] = said
    with time_machine.travel(timezone.now() - timedelta(days=days_ago), tick=True):
        row = write(address, kind=kind)
        fast_forward()
        outbox.drain()
    row.refresh_from_db()
    return row


def test_a_refused_mail_says_what_kind_of_bounce_it_was(server):
    row = bounce(server, "gone@example.org")
    assert (row.state, row.bounce) == ("bounced", "hard")
    day = Bounced.objects.get()
    assert (day.points, day.kind, day.code) == (2, "hard", "5.1.1")
    assert "gone" not in day.address


def test_three_bounces_of_a_day_count_once(server):
    for _time in range(3):
        bounce(server, "gone@example.org")
    assert (bounces.score("gone@example.org"), Suppression.objects.count()) == (2, 0)


def test_the_worst_of_a_day_counts(server):
    bounce(server, "full@example.org", "552 5.2.2 Mailbox full")
    assert bounces.score("full@example.org") == 1
    bounce(server, "full@example.org", GONE)
    assert bounces.score("full@example.org") == 2


@pytest.mark.parametrize("said", ["550 5.7.1 Spam", "552 5.3.4 Message too big", "554 5.6.0 Not convertible"])
def test_content_and_policy_never_count_against_the_address(server, said):
    for days in range(5):
        bounce(server, "innocent@example.org", said, days_ago=days)
    assert (Bounced.objects.count(), Suppression.objects.count()) == (0, 0)


def test_hard_bounces_on_two_days_stop_bulk_mail_and_nothing_else(server):
    bounce(server, "Gone@example.org", days_ago=1)
    bounce(server, "gone@Example.org")
    server.answers.clear()
    for kind in ("account", "letter", "notice", "digest"):
        write("GONE@example.org", kind=kind)
    outbox.drain()
    kept = OutgoingMessage.objects.filter(recipient="GONE@example.org").order_by("kind")
    assert list(kept.values_list("kind", "state")) == [
        ("account", "sent"),
        ("digest", "suppressed"),
        ("letter", "sent"),
        ("notice", "suppressed"),
    ]
    assert {bytes(row.body) for row in kept} == {b""}
    assert len(server.recipients) == 2


def test_bulk_mail_that_waits_is_stopped_too(server):
    write("gone@example.org", kind="digest")
    waiting = OutgoingMessage.objects.get()
    OutgoingMessage.objects.update(next_at=timezone.now() + timedelta(hours=1))
    bounces.suppress("gone@example.org", Suppression.Why.COMPLAINT)
    waiting.refresh_from_db()
    assert (waiting.state, bytes(waiting.body)) == ("suppressed", b"")


def test_bounces_are_forgotten_after_thirty_days(server):
    for days in (31, 32):
        bounce(server, "back@example.org", days_ago=days)
    assert Suppression.objects.of("back@example.org").exists()
    assert not Suppression.objects.of("back@example.org").in_force().exists()
    bounce(server, "back@example.org")
    assert bounces.score("back@example.org") == 2
    outbox.empty_bodies()
    assert (Bounced.objects.count(), Suppression.objects.count()) == (1, 0)


def test_a_complaint_outlasts_bounces_and_their_mending(server):
    bounces.suppress("angry@example.org", Suppression.Why.COMPLAINT)
    for days in (1, 0):
        bounce(server, "angry@example.org", days_ago=days)
    bounces.mend("angry@example.org")
    kept = Suppression.objects.get()
    assert (kept.why, kept.until) == ("complaint", None)


def test_a_mailbox_that_stays_full_counts_softly_when_its_mail_is_given_up(server):
    server.answers["full@example.org"] = "452 4.2.2 Mailbox full"
    write("full@example.org")
    for _try in range(8):
        fast_forward()
        outbox.drain()
    assert (states(), bounces.score("full@example.org")) == ({"full@example.org": "dead"}, 1)


def test_the_list_survives_a_change_of_the_secret_key(settings):
    bounces.suppress("gone@example.org", Suppression.Why.BOUNCED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "k" * 50
    assert write("gone@example.org", kind="digest").state == "suppressed"


def test_the_list_survives_the_persons_erasure():
    from workers import own_data

    person = make_person("gone")
    bounces.suppress(person.email, Suppression.Why.COMPLAINT)
    own_data.erase(person)
    assert write("gone@cast.test", kind="digest").state == "suppressed"


def test_many_digests_are_checked_with_one_query(django_assert_num_queries):
    write_many(1, name="warm", kind="digest")
    with django_assert_num_queries(3):  # the list, today's batch, the rows
        write_many(40, kind="digest")
    assert counts() == {"pending": 41}


def test_a_person_is_told_and_mends_it(server):
    person = make_person("mother")
    assert outbox.trouble_of(person) is None
    bounce(server, person.email, days_ago=1)
    told = outbox.trouble_of(person)
    assert (told.address, told.kind, told.suppressed) == ("mother@cast.test", "hard", False)
    bounce(server, person.email)
    assert outbox.trouble_of(person).suppressed
    bounces.mend(person.email)
    assert outbox.trouble_of(person) is None
    assert write(person.email, kind="digest").state == "pending"
