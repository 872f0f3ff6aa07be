import pytest

from tests.workers import hook_sink, sink
from workers import transports
from workers.loop import stopping
from workers.outbox import client


@pytest.fixture
def memory(settings):
    """The mails that left, as (sender, recipient, content)."""
    settings.EMAIL_TRANSPORT = {"kind": "memory"}
    transports.memory.clear()
    return transports.memory


@pytest.fixture
def server(settings):
    """A mail server; the outbox sends to it."""
    with sink.listening() as (server, place):
        settings.EMAIL_TRANSPORT = place
        yield server


@pytest.fixture(autouse=True)
def nobody_said_stop():
    stopping.clear()
    yield
    stopping.clear()


@pytest.fixture
def partners_server(tmp_path, monkeypatch):
    """A partner's server; the outbox finds it under its name."""
    with hook_sink.listening(tmp_path) as (server, found):
        monkeypatch.setattr(client, "OUT", found)
        yield server
