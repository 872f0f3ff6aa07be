"""A whole deployment for the faults: the compose file's processes, a Redis of their own, a mail server that counts."""

import threading
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.core.mail import EmailMessage, get_connection

from tests import deployment
from tests.cast import sign_in
from tests.workers import sink
from tests.workers.broker import own_broker
from tests.workers.test_work import database_url
from workers import doorbell, tasks
from workers.app import app
from workers.models import OutgoingMessage

UNPACED = {"MAIL_PER_MINUTE": "0", "MAIL_PER_HOUR": "0"}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    return deployment.image(tmp_path_factory.mktemp("image"))


@pytest.fixture
def mails():
    """The mail server's side: `mails.counts` how often each address was reached."""
    with sink.listening() as (server, place):
        server.url = f"smtp://127.0.0.1:{place['port']}"
        yield server


@pytest.fixture
def broker(tmp_path):
    with own_broker(tmp_path / "redis") as broker:
        yield broker


@pytest.fixture
def site(transactional_db, built, tmp_path, broker, mails, settings, monkeypatch):
    """Nothing of it runs yet. What this process writes is rung for and read by its workers."""
    settings.SECRET_KEY = deployment.SECRETS["SECRET_KEY"]
    settings.DOORBELL = "workers.tasks.ring"
    bell = doorbell.Doorbell(lambda: app.connection_for_write(broker.url), tasks.run_lane)
    monkeypatch.setattr(tasks, "bell", bell)
    monkeypatch.setattr(doorbell, "HUSH", 1)
    servers = {"database": database_url(), "broker": broker.url, "mail": mails.url}
    with deployment.deployed(built, tmp_path, more=UNPACED, **servers) as site:
        yield site


def write(count, about):
    """So many letters to different addresses, written down in one go."""
    letters = [
        EmailMessage("s", "b", "no-reply@multaqa.example", [f"{about}-{number}@example.org"])
        for number in range(count)
    ]
    get_connection().send_messages(letters)


def unsent():
    return OutgoingMessage.objects.exclude(state="sent").count()


def lost_and_double(server, expected):
    """(addresses that nothing reached, addresses that more than one mail reached)"""
    reached = Counter(server.recipients)
    assert len(reached) <= expected
    return expected - len(reached), sum(count > 1 for count in reached.values())


def signed_in(site, person):
    """A visitor with this person's session."""
    visitor = deployment.Visitor(site.address)
    visitor.get("/ar/accounts/login/")
    visitor.keep("sessionid", sign_in(person).cookies["sessionid"].value)
    return visitor


def edit_summary(editor, group, summary):
    """The page's texts opened and saved: two requests."""
    path = f"/ar/groups/{group.slug}/edit/texts/"
    known = deployment.form_fields(editor.get(path))
    fields = {name: known[name] for name in ("revision", "once") if name in known}
    texts = {"name_ar": "مجموعة بصيرة", "name_en": "", "summary_ar": summary, "summary_en": ""}
    where, _page = editor.post(path, **fields, **texts, about_ar="", about_en="")
    assert not where.endswith("/texts/")


@contextmanager
def visited(site, paths, pause=0.05):
    """Asks for the paths in turn until the end; yields the growing list of (status, seconds)."""
    over, seen = threading.Event(), []

    def ask():
        while not over.is_set():
            for path in paths:
                began = time.monotonic()
                seen.append((deployment.Visitor(site.address).status(path), time.monotonic() - began))
                over.wait(pause)

    asker = threading.Thread(target=ask)
    asker.start()
    try:
        yield seen
    finally:
        over.set()
        asker.join()


def statuses(seen):
    return {status for status, _seconds in seen}


def slowest(seen, share=0.95):
    """The time within which this share of the answers came, in seconds."""
    times = sorted(seconds for _status, seconds in seen)
    return round(times[int(len(times) * share) - 1], 3)
