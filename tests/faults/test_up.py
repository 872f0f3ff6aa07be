"""./dev up on a bare state folder: serves, works in the background, and leaves nothing behind when told to stop."""

import json
import signal
import socket
import urllib.error
from pathlib import Path

import pytest

from tests.site import running_site, wait_until
from tests.workers.broker import own_broker

pytestmark = pytest.mark.faults


def is_well(site):
    try:
        return json.loads(site.get("/healthz"))["ok"]
    except urllib.error.HTTPError:
        return False


def belonging_to(state):
    """The ids of processes that were started with this state folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"VAR_DIR={state}\0".encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def commands_of(state):
    return [(Path("/proc") / str(pid) / "cmdline").read_text().split("\0") for pid in belonging_to(state)]


def test_up_with_a_broker_starts_celery_and_leaves_nothing_behind(tmp_path):
    with own_broker(tmp_path / "redis") as broker, running_site(tmp_path, REDIS_URL=broker.url) as site:
        wait_until(lambda: is_well(site), 60)
        said = [" ".join(command) for command in commands_of(site.state)]
        for part in ("celery --quiet --app workers.app worker", "workers.app beat", "work --only search"):
            assert any(part in command for command in said), part
        assert [command for command in said if command.rstrip().endswith("manage.py work")] == []
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(30) == 0
    assert "Traceback" not in site.log.read_text()
    assert belonging_to(site.state) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_up_serves_the_demo_and_leaves_nothing_behind(tmp_path, how):
    with running_site(tmp_path) as site:
        assert "مجموعة بصيرة" in site.get("/ar/groups/basira/")
        wait_until(lambda: is_well(site), 30)
        site.process.send_signal(how)
        assert site.process.wait(20) == 0
    assert "Traceback" not in site.log.read_text()
    assert belonging_to(site.state) == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", site.port))
