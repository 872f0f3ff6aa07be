"""Bounces and complaints that come later as mails: what counts, what is left alone, and who is not believed."""

import io
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workers import reports
from tests.workers.letters import write
from workers.models import Bounced, OutgoingMessage, Suppression
from workers.outbox import bounces
from workers.outbox.returned import Outcome, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(memory):
    return sent_to("gone@example.org")


def sent_to(address, **more):
    """A mail that the mail server has taken."""
    row = write(address, **more)
    OutgoingMessage.objects.filter(pk=row.pk).update(state="sent", body=b"")
    return row


def state(row):
    row.refresh_from_db()
    return row.state, row.bounce


@pytest.mark.parametrize("shape", [reports.POSTFIX, reports.HEADERS_ALONE])
def test_a_refusal_that_comes_later_counts_like_one_at_once(sent, shape):
    assert take_in(reports.about(sent, shape)) == Outcome.BOUNCED
    assert state(sent) == ("bounced", "hard")
    assert sent.error == "550 5.1.1 <gone@example.org>: Recipient address rejected"
    assert (bounces.score("gone@example.org"), Bounced.objects.get().code) == (2, "5.1.1")


MEANINGS = [
    ("5.1.1", "smtp; 550 5.1.1 No such user", "hard", 2),
    ("5.0.0", "smtp; 550 5.1.1 No such user", "hard", 2),
    ("5.1.1", "smtp; 550 5.0.0 No", "hard", 2),
    ("5.2.2", "smtp; 552 5.2.2 Mailbox full", "soft", 1),
    ("4.4.7", "smtp; 450 4.2.0 Try later", "soft", 1),
    ("5.4.7", "X-Other; delivery time expired", "soft", 1),
    ("5.0.0", "smtp; 550 user unknown", "hard", 2),
    ("5.7.1", "smtp; 550 5.7.1 Message rejected due to SPF", "policy", 0),
    ("5.3.4", "smtp; 552 5.3.4 Message too big", "content", 0),
    ("5.6.0", "", "content", 0),
]


@pytest.mark.parametrize(("status", "said", "kind", "points"), MEANINGS)
def test_each_class_counts_as_it_does_when_a_mail_is_handed_over(sent, status, said, kind, points):
    assert take_in(reports.about(sent, status=status, said=said)) == Outcome.BOUNCED
    assert (state(sent), bounces.score("gone@example.org")) == (("bounced", kind), points)


def test_hard_bounces_on_two_days_stop_bulk_mail(sent):
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        take_in(reports.about(sent))
    assert not Suppression.objects.exists()
    take_in(reports.about(sent_to("gone@example.org")))
    assert Suppression.objects.of("GONE@example.org").in_force().exists()
    assert write("gone@example.org", kind="digest").state == "suppressed"
    assert write("gone@example.org", kind="account").state == "pending"


def test_the_same_report_twice_counts_once(sent):
    assert [take_in(reports.about(sent)) for _time in range(2)] == [Outcome.BOUNCED, Outcome.KNOWN]
    assert bounces.score("gone@example.org") == 2


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded", ""])
def test_what_is_not_final_says_nothing(sent, action):
    assert take_in(reports.about(sent, action=action, status="4.4.1")) == Outcome.NOT_FINAL
    assert (state(sent), Bounced.objects.count()) == (("sent", ""), 0)


@pytest.mark.parametrize(
    "forged",
    [
        "<11111111-1111-4111-8111-111111111111@localhost>",
        "<digest.1234567890123456789012345678901234567890@localhost>",
        "gone@example.org",
        "",
        "%s",
        "\0",
    ],
)
def test_whoever_does_not_know_the_message_id_is_not_heard(sent, forged):
    assert take_in(reports.about(sent, message_id=forged)) == Outcome.NOT_OURS
    assert (state(sent), Bounced.objects.count()) == (("sent", ""), 0)


def test_half_of_a_message_id_is_not_enough(sent):
    for guess in (sent.message_id.replace("@", "@other."), sent.message_id[:30], str(sent.pk)):
        assert take_in(reports.about(sent, message_id=guess)) == Outcome.NOT_OURS


def test_a_report_that_a_person_forwards_is_no_report(sent):
    forwarded = b"From: a@example.org\nContent-Type: message/rfc822\n\n" + reports.about(sent)
    assert take_in(forwarded) == Outcome.NO_REPORT


@pytest.mark.parametrize("shape", [reports.OUT_OF_OFFICE, reports.READ_RECEIPT])
def test_answers_of_machines_are_left_alone(sent, shape):
    assert take_in(reports.about(sent, shape)) == Outcome.NO_REPORT
    assert (state(sent), Bounced.objects.count()) == (("sent", ""), 0)


def test_a_complaint_stops_bulk_mail_at_once(sent):
    waiting = write("gone@example.org", kind="digest")
    assert take_in(reports.about(sent, reports.COMPLAINT)) == Outcome.COMPLAINED
    assert Suppression.objects.get().why == "complaint"
    assert state(waiting) == ("suppressed", "")
    assert take_in(reports.about(sent, reports.COMPLAINT, message_id="<x@y>")) == Outcome.NOT_OURS


def test_a_digest_is_found_by_its_message_id_too(memory):
    row = write("gone@example.org", extra_headers={"Message-ID": f"<digest.{'a1' * 20}@localhost>"})
    OutgoingMessage.objects.update(state="sent")
    assert take_in(reports.about(row)) == Outcome.BOUNCED


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(0, 2500), length=st.integers(0, 400), put=st.binary(max_size=60))
def test_nothing_that_comes_in_breaks_it(sent, place, length, put):
    for shape in (reports.POSTFIX, reports.HEADERS_ALONE):
        whole = reports.about(sent, shape)
        assert take_in(whole[:place] + put + whole[place + length :]) in Outcome
        OutgoingMessage.objects.update(state="sent")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"Content-Type: multipart/report\n\n"])
def test_what_is_no_mail_is_left_alone(content):
    assert take_in(content) == Outcome.NO_REPORT


def test_the_command_reads_standard_input_and_says_what_it_did_without_addresses(sent, monkeypatch):
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(reports.about(sent))))
    call_command("take_returned_mail", stdout=said)
    assert said.getvalue().strip() == Outcome.BOUNCED
    assert state(sent) == ("bounced", "hard")
