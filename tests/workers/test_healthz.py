"""What /healthz says to machines, and when it says 503."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import send_mail
from django.db import OperationalError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from deeds import journal
from deeds.models import Entry
from directory.search import build, index
from workers.models import Heartbeat, OutgoingMessage, Stuck

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 1, 6, 12, tzinfo=UTC)
NOTHING_LATE = {"entries": 0, "seconds": 0}


@pytest.fixture
def well(settings, tmp_path):
    """A site where everything runs."""
    settings.SEARCH_DIR = tmp_path / "search"
    build.rebuild()
    Heartbeat.objects.beat("heartbeat")


def record():
    with transaction.atomic():
        return journal.record("tests.tried", ("tests.thing", 1), by=None, audience=["public"], title="Tried.")


def ask(client):
    answer = client.get(reverse("healthz"))
    return answer.status_code, answer.json()


def test_a_site_where_everything_runs(client, well):
    status, said = ask(client)
    assert said["worker"].pop("heartbeat_age") in range(60)
    assert (status, said) == (
        200,
        {
            "ok": True,
            "database": {"ok": True},
            "search": {"ok": True, "generation": index.current().name, "documents": 0},
            "worker": {"ok": True, "failing": [], "silent": []},
            "outbox": {"ok": True, "oldest_unsent": None, "overdue": 0},
            "readers": {
                "ok": True,
                "lag": dict.fromkeys(("seal", "search", "notices", "webhooks"), NOTHING_LATE),
                "stuck": 0,
            },
        },
    )


def test_it_is_asked_without_language_cookie_or_cache(client, well):
    answer = client.get("/healthz", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Content-Type"], dict(answer.cookies)) == (200, "application/json", {})
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_it_answers_without_tls_too(client, well, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200


def test_a_worker_that_was_never_there(client, well):
    Heartbeat.objects.all().delete()
    status, said = ask(client)
    assert (status, said["ok"], said["worker"]) == (
        503,
        False,
        {"ok": False, "heartbeat_age": None, "failing": [], "silent": []},
    )


def test_a_worker_that_fell_silent(client, well):
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=90))
    status, said = ask(client)
    assert (status, said["worker"]["heartbeat_age"]) == (503, 90)


def test_a_lane_that_fell_silent_while_others_work(client, well):
    Heartbeat.objects.beat("outbox")
    assert ask(client)[1]["worker"]["silent"] == []
    Heartbeat.objects.filter(job="outbox").update(at=timezone.now() - timedelta(seconds=200))
    Heartbeat.objects.create(job="limits", at=timezone.now() - timedelta(hours=20))
    status, said = ask(client)
    assert (status, said["worker"]["silent"]) == (503, ["outbox"])


def test_a_job_that_fails_is_named_without_its_secrets(client, well):
    Heartbeat.objects.failed("outbox", RuntimeError("password s3cret refused"))
    answer = client.get(reverse("healthz"))
    assert (answer.status_code, answer.json()["worker"]["failing"]) == (200, ["outbox"])
    assert b"s3cret" not in answer.content


def test_an_index_that_cannot_be_read(client, well):
    (index.folder() / "CURRENT").write_text("nowhere")
    status, said = ask(client)
    assert (status, said["search"]) == (503, {"ok": False, "why": "no index that can be read"})


def test_mail_that_waits_for_its_turn_too_long(client, well):
    send_mail("s", "b", "x@y.example", ["mother@example.org"])
    assert ask(client)[0] == 200
    late = timezone.now() - timedelta(minutes=20)
    OutgoingMessage.objects.update(created_at=late, next_at=late)
    status, said = ask(client)
    assert (status, said["outbox"]) == (503, {"ok": False, "oldest_unsent": 1200, "overdue": 1200})


def test_mail_that_waits_for_its_next_try_is_no_alarm(client, well):
    send_mail("s", "b", "x@y.example", ["mother@example.org"])
    past, soon = timezone.now() - timedelta(hours=2), timezone.now() + timedelta(hours=1)
    OutgoingMessage.objects.update(state="retry", created_at=past, next_at=soon)
    status, said = ask(client)
    assert (status, said["outbox"]) == (200, {"ok": True, "oldest_unsent": 7200, "overdue": 0})


def test_entries_that_nobody_seals(client, well, time_machine):
    time_machine.move_to(NOON, tick=False)
    record()
    assert ask(client)[1]["readers"]["lag"]["seal"] == {"entries": 1, "seconds": 0}
    time_machine.shift(180)
    Heartbeat.objects.beat("heartbeat")
    status, said = ask(client)
    assert (status, said["readers"]["lag"]["seal"]) == (503, {"entries": 1, "seconds": 180})


def test_a_reader_that_stays_behind(client, well, time_machine):
    time_machine.move_to(NOON, tick=False)
    record()
    record()
    journal.seal()
    time_machine.shift(180)
    Heartbeat.objects.beat("heartbeat")
    status, said = ask(client)
    assert (status, said["readers"]["lag"]["search"]) == (503, {"entries": 2, "seconds": 180})


def test_stuck_entries_are_counted_once_given_up(client, well):
    for _time in range(7):
        assert Stuck.objects.failed("search", 3, RuntimeError("poison")) is False
    assert ask(client)[1]["readers"]["stuck"] == 0
    assert Stuck.objects.failed("search", 3, RuntimeError("poison")) is True
    status, said = ask(client)
    assert (status, said["readers"]["stuck"]) == (200, 1)


def test_no_database_is_said_and_not_an_error_page(client, well):
    def away(*_args):
        raise OperationalError("could not connect to server: password s3cret")

    with connection.execute_wrapper(away):
        status, said = ask(client)
    assert (status, said["database"], said["search"]["ok"]) == (
        503,
        {"ok": False, "why": "no database"},
        True,
    )


@pytest.mark.parametrize("items", [1, 3])
def test_it_is_cheap(client, well, items, django_assert_num_queries):
    for number in range(items):
        send_mail("s", "b", "x@y.example", [f"{number}@example.org"])
        record()
    with django_assert_num_queries(13):
        client.get("/healthz")
    assert Entry.objects.count() == items
