"""./dev up on a bare state folder: serves, works in the background, and leaves nothing behind when told to stop."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.faults
ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "SECOND_FACTOR", "SITE_URL", "DJANGO_SETTINGS_MODULE")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(state):
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {**kept, "VAR_DIR": str(state)}


@pytest.fixture
def site(tmp_path):
    """(process, port) of a running ./dev up with a state folder of its own."""
    port = free_port()
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, ROOT / "dev", "up", "--port", str(port)],
            env=environment(tmp_path / "state"),
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    wait_until(lambda: "ready after" in (tmp_path / "said").read_text() or process.poll() is not None, 120)
    yield process, port, tmp_path
    if process.poll() is None:
        process.terminate()
        process.wait(30)


def wait_until(happens, seconds):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def get(port, path):
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=20) as answer:
        return answer.read().decode()


def alive_on(port):
    try:
        return json.loads(get(port, "/healthz"))["ok"]
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


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=["TERM", "INT", "HUP"])
def test_up_serves_the_demo_and_leaves_nothing_behind(site, how):
    process, port, folder = site
    assert "مجموعة بصيرة" in get(port, "/ar/groups/basira/")
    wait_until(lambda: alive_on(port), 30)
    process.send_signal(how)
    assert process.wait(20) == 0
    assert "Traceback" not in (folder / "said").read_text()
    assert belonging_to(folder / "state") == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
