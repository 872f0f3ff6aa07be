"""A Redis of a test's own, on a free port, that can be stopped, killed and started again."""

import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress

import pytest
import redis

from tests.conftest import required
from tests.site import free_port, wait_until


class Broker:
    """As the compose file has it: written down every second, nothing evicted; `folder` is kept over restarts."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        keeps = ["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"]
        command = ["redis-server", *place, *keeps, "--save", "", "--loglevel", "warning"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(self.answers, 20)

    def answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def end(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait(20)
            self.process = None

    def away(self, seconds, how=signal.SIGTERM):
        self.end(how)
        time.sleep(seconds)
        self.start()

    @property
    def client(self):
        return redis.Redis.from_url(self.url)


def refuse_without_redis():
    if shutil.which("redis-server"):
        return
    if required("redis"):
        pytest.fail("There is no redis-server here, and REQUIRE names redis.")
    pytest.skip("no redis-server is installed")


@contextmanager
def own_broker(folder):
    refuse_without_redis()
    folder.mkdir(parents=True, exist_ok=True)
    broker = Broker(folder)
    broker.start()
    try:
        yield broker
    finally:
        broker.end(signal.SIGKILL)
