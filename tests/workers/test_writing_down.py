"""What happens when the product sends a mail: it is written down, and nothing else."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

from workers import cipher, outbox
from workers.models import OutgoingMessage

pytestmark = pytest.mark.django_db

SMUGGLING = [
    "a@example.org, b@example.org",
    "a@example.org,b@example.org",
    "a@example.org;b@example.org",
    "a@example.org b@example.org",
    "a@example.org\nb@example.org",
    "a@example.org\r\nBcc: b@example.org",
    "a@example.org\nCc: b@example.org",
    "a@example.org%0ABcc:b@example.org",
    "a@example.org>, <b@example.org",
    "<a@example.org>, <b@example.org>",
    "A <a@example.org>, B <b@example.org>",
    '"a@example.org, b"@example.org, c@example.org',
    "a@example.org\x00b@example.org",
    "a@example.org\x0bb@example.org",
    "a@example.org\u2028b@example.org",
    "a@example.org\u0085Bcc: b@example.org",
    "group: a@example.org, b@example.org;",
    "a@example.org (b@example.org), c@example.org",
    "@b.example:a@example.org",
    "a@example.org\tb@example.org",
]


def message(to="mother@example.org", **more):
    return EmailMessage("موعد", "غدا في الساعة الخامسة", "Multaqa <no-reply@multaqa.example>", [to], **more)


@pytest.mark.parametrize("address", SMUGGLING)
def test_an_address_smuggles_no_second_recipient(address, memory):
    with pytest.raises((ValidationError, ValueError)):
        message(address).send()
    outbox.drain()
    assert OutgoingMessage.objects.count() == 0
    assert memory == []


@pytest.mark.parametrize("header", ["Subject", "From"])
def test_a_line_break_in_a_header_is_refused(header):
    mail = message()
    mail.subject = "x\r\nBcc: b@example.org" if header == "Subject" else mail.subject
    mail.from_email = "x@y.example\nBcc: b@example.org" if header == "From" else mail.from_email
    with pytest.raises(BadHeaderError):
        mail.send()
    assert OutgoingMessage.objects.count() == 0


def test_headers_given_by_the_caller_add_no_reader(memory):
    extra = {"To": "b@example.org", "cc": "c@example.org", "Bcc": "d@example.org", "X-Kind": "reminder"}
    message(headers=extra).send()
    letter = OutgoingMessage.objects.get().letter
    assert [letter[name] for name in ("To", "Cc", "Bcc", "X-Kind")] == [
        "mother@example.org",
        None,
        None,
        "reminder",
    ]
    outbox.drain()
    assert [recipient for _sender, recipient, _content in memory] == ["mother@example.org"]


def test_each_recipient_gets_a_mail_of_their_own():
    EmailMessage("s", "b", "x@y.example", ["a@example.org"], ["b@example.org"], cc=["c@example.org"]).send()
    rows = OutgoingMessage.objects.order_by("recipient")
    assert [row.recipient for row in rows] == ["a@example.org", "b@example.org", "c@example.org"]
    assert [row.letter["To"] for row in rows] == ["a@example.org", "b@example.org", "c@example.org"]
    assert [row.letter["Cc"] for row in rows] == [None, None, None]
    assert len({row.message_id for row in rows}) == 3


def test_one_wrong_address_among_several_writes_none_down():
    with pytest.raises(ValidationError):
        EmailMessage("s", "b", "x@y.example", ["a@example.org", "b@example.org,c@example.org"]).send()
    assert OutgoingMessage.objects.count() == 0


def test_a_wrong_address_may_fail_silently():
    assert message("nobody").send(fail_silently=True) == 0
    assert OutgoingMessage.objects.count() == 0


def test_a_mail_lives_and_dies_with_the_transaction():
    with transaction.atomic():
        message().send()
        transaction.set_rollback(True)
    assert OutgoingMessage.objects.count() == 0


def test_the_body_rests_encrypted_and_can_be_read_back():
    mail = EmailMultiAlternatives("رمز الدخول", "الرمز 48151623", "x@y.example", ["a@example.org"])
    mail.attach_alternative('<p dir="rtl">الرمز 48151623</p>', "text/html")
    mail.send()
    row = OutgoingMessage.objects.get()
    assert b"48151623" not in bytes(row.body)
    assert row.letter["Subject"] == "رمز الدخول"
    assert row.letter.get_body(("plain",)).get_content().strip() == "الرمز 48151623"
    assert row.letter.get_body(("html",)).get_content().strip() == '<p dir="rtl">الرمز 48151623</p>'


def test_bodies_outlive_a_change_of_the_secret_key(settings):
    message().send()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "k" * 50
    assert OutgoingMessage.objects.get().letter["To"] == "mother@example.org"


def test_what_was_not_encrypted_here_is_not_read():
    with pytest.raises(Exception, match="^$"):
        cipher.decrypt(b"gAAAAA-not-ours")


def test_the_message_id_is_stable_and_ours(settings):
    settings.SITE_URL = "https://multaqa.example"
    message().send()
    row = OutgoingMessage.objects.get()
    assert row.message_id.endswith("@multaqa.example>")
    assert row.letter["Message-ID"] == row.letter["Message-ID"] == row.message_id


def test_a_given_message_id_is_kept():
    message(headers={"Message-ID": "<digest-7@multaqa.example>"}).send()
    row = OutgoingMessage.objects.get()
    assert (row.message_id, row.letter.get_all("Message-ID")) == (
        "<digest-7@multaqa.example>",
        ["<digest-7@multaqa.example>"],
    )


def test_the_same_key_is_written_down_once():
    for _time in range(2):
        mail = message()
        mail.dedup_key = "digest:7:2026-11-22"
        mail.send()
    row = OutgoingMessage.objects.get()
    assert "mother" not in row.dedup_key


def test_the_same_key_to_two_addresses_is_two_mails():
    for address in ("mother@example.org", "father@example.org", "Father@example.org"):
        mail = message(to=address)
        mail.dedup_key = "digest:7:2026-11-22"
        mail.send()
    assert OutgoingMessage.objects.count() == 2


def test_without_a_key_two_equal_mails_are_two():
    message().send()
    message().send()
    assert OutgoingMessage.objects.count() == 2


def test_priority_and_expiry_are_taken_from_the_message():
    mail, until = message(), timezone.now() + timedelta(minutes=15)
    mail.priority, mail.expires_at = OutgoingMessage.SIGN_IN, until
    mail.send()
    row = OutgoingMessage.objects.get()
    assert (row.priority, row.expires_at) == (0, until)


def test_the_envelope_knows_addresses_only():
    send_mail("s", "b", "Multaqa «ملتقى» <no-reply@ملتقى.example>", ["a@example.org"])
    row = OutgoingMessage.objects.get()
    assert row.sender == "no-reply@" + "ملتقى".encode("idna").decode() + ".example"
