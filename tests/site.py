"""A site as a newcomer starts it: ./dev up with a state folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOT_OURS = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "SECOND_FACTOR", "SITE_URL", "DJANGO_SETTINGS_MODULE")


@dataclass
class Site:
    """A running site: its process, its address, its state folder, and the file of what it said."""

    process: subprocess.Popen
    port: int
    state: Path
    log: Path

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    @property
    def environment(self):
        """What a command needs to work beside it, as ./dev up sets it."""
        return environment(self.state) | {"DEBUG": "1", "SECOND_FACTOR": "off", "SITE_URL": self.address}

    def get(self, path):
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:
            return answer.read().decode()


@contextmanager
def running_site(folder, *asked, **more):
    """Starts ./dev up with arguments and `more` settings, waits until it says that it is ready, and stops it."""
    port = free_port()
    log = folder / "said"
    with log.open("w") as said:
        command = [sys.executable, str(ROOT / "dev"), "up", "--port", str(port), *asked]
        process = subprocess.Popen(
            command,
            env=environment(folder / "state") | more,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        wait_until(lambda: "ready after" in log.read_text() or process.poll() is not None, 300)
        assert process.poll() is None, log.read_text()
        yield Site(process, port, folder / "state", log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)


def environment(state):
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {**kept, "VAR_DIR": str(state)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(happens, seconds):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.2)
