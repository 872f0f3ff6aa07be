"""What the outbox forgets of mails that ended long ago, and what it must not."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from workers import outbox
from workers.models import OutgoingMessage
from workers.outbox import forgetting

pytestmark = pytest.mark.django_db


def write(name, *, state, days, key=""):
    """A mail that was written so many days ago, and stands in this state."""
    mail = EmailMessage("s", "b", "no-reply@multaqa.example", [f"{name}@example.org"])
    mail.dedup_key = key
    mail.send()
    row = OutgoingMessage.objects.get(recipient=f"{name}@example.org")
    at = timezone.now() - timedelta(days=days)
    OutgoingMessage.objects.filter(pk=row.pk).update(state=state, created_at=at, finished_at=at)
    return row


@pytest.mark.parametrize(
    ("state", "kept", "gone"),
    [
        ("sent", 89, 91),
        ("cancelled", 89, 91),
        ("suppressed", 89, 91),
        ("bounced", 179, 181),
        ("dead", 179, 181),
    ],
)
def test_what_ended_goes_after_its_time(state, kept, gone):
    write("kept", state=state, days=kept)
    write("gone", state=state, days=gone)
    assert outbox.forget_ended() == 1
    assert [row.recipient for row in OutgoingMessage.objects.all()] == ["kept@example.org"]
    assert outbox.forget_ended() == 0


@pytest.mark.parametrize("state", ["pending", "sending", "retry", "held"])
def test_what_may_still_go_out_stays_however_old(state):
    write("waiting", state=state, days=500, key="waiting")
    assert outbox.forget_ended() == 0
    assert OutgoingMessage.objects.exclude(recipient="").exclude(body=b"").count() == 1


def test_a_key_outlasts_its_mail_so_that_nothing_old_is_sent_a_second_time():
    row = write("mother", state="sent", days=91, key="digest:7:weekly:2026-08-23")
    assert outbox.forget_ended() == 1
    thin = OutgoingMessage.objects.get(pk=row.pk)
    assert (thin.recipient, thin.sender, thin.message_id, bytes(thin.body)) == ("", "", "", b"")
    again = EmailMessage("s", "b", "no-reply@multaqa.example", ["mother@example.org"])
    again.dedup_key = "digest:7:weekly:2026-08-23"
    again.send()
    assert list(OutgoingMessage.objects.values_list("state", flat=True)) == ["sent"]
    assert outbox.forget_ended() == 0


def test_after_four_hundred_days_nothing_is_left_of_a_mail():
    write("mother", state="sent", days=401, key="digest:7:weekly:2025-08-23")
    assert outbox.forget_ended() == 1
    assert not OutgoingMessage.objects.exists()


def test_many_go_in_pieces(monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for number in range(5):
        write(f"plain-{number}", state="sent", days=91)
        write(f"keyed-{number}", state="sent", days=91, key=f"key-{number}")
    assert outbox.forget_ended() == 10
    assert OutgoingMessage.objects.filter(recipient="").count() == OutgoingMessage.objects.count() == 5


def test_operators_do_not_see_what_was_forgotten(cast):
    write("mother", state="sent", days=91, key="key")
    outbox.forget_ended()
    page = cast.client("operator").get("/en/operating/messages/").content.decode()
    assert "The site has not written any mail yet." in page
