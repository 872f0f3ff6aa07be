"""Workers and a web server in processes of their own, and a PostgreSQL that may be stopped."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.conftest import required
from tests.site import ROOT, free_port

MANY = {"MAIL_PER_MINUTE": "0", "MAIL_PER_HOUR": "0", "MAIL_CONNECTIONS": "2", "MAIL_BATCH_FLOOR": "0"}
SERVED = {
    "DJANGO_SETTINGS_MODULE": "tests.faults.site_settings",
    "SECRET_KEY": "only-for-tests-" + "k" * 50,
    "DEBUG": "0",
}
CREW = """
import os, signal, sys, django
django.setup()
from tests.faults import at_work
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    order, *words = line.split()
    if order == "kill":
        at_work.kill_after(*words)
        pid = int(words[0])
    else:
        pid = os.fork() or at_work.work(*words)
    print(pid, flush=True)
"""


def work(name, *faults):
    """A worker's life in a forked process: one job, or all of them, until it is killed."""
    from workers import schedule, transports
    from workers.loop import run_forever

    if "dies-after-250" in faults:
        handed_over = transports.Smtp.send

        def send_and_die(*args):
            handed_over(*args)
            os.kill(os.getpid(), signal.SIGKILL)

        transports.Smtp.send = send_and_die
    if partner := next((fault for fault in faults if fault.startswith("partner:")), ""):
        meet(partner, dies="dies-after-200" in faults)
    run_forever([job for job in schedule.JOBS if name in ("all", job.name)])
    os._exit(0)


def kill_after(pid, seconds):
    time.sleep(float(seconds))
    os.kill(int(pid), signal.SIGKILL)


def meet(partner, dies):
    """Names of partners' servers lead to this machine: "partner:<port>:<file of the certificate>"."""
    from tests.workers import hook_sink
    from workers.outbox import client

    _word, port, trusted = partner.split(":", 2)
    found = client.OUT = hook_sink.client_to(int(port), trusted)
    if not dies:
        return
    posted = found.post

    def post_and_die(*args):
        posted(*args)
        os.kill(os.getpid(), signal.SIGKILL)

    found.post = post_and_die


def environment(database, folder, **more):
    return {**os.environ, **MANY, "DATABASE_URL": database, "VAR_DIR": str(folder), **more}


class Crew:
    """`start("outbox")` is the pid of a new worker, ready in no time because Django was loaded before."""

    def __init__(self, process):
        self.process, self.pids = process, set()

    def start(self, name="outbox", *faults):
        pid = self.ordered("start", name, *faults)
        self.pids.add(pid)
        return pid

    def kill(self, pid, after=0.0):
        """So many seconds from now, by a process that does nothing else.

        This one runs the mail server too: its threads take turns whenever one sends, so it would kill just after a 250.
        """
        self.ordered("kill", pid, after)
        self.gone(pid)

    def ordered(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def gone(self, pid):
        deadline = time.monotonic() + 20
        while Path(f"/proc/{pid}").exists():
            assert time.monotonic() < deadline
            time.sleep(0.002)
        self.pids.discard(pid)


@contextmanager
def crew(database, mail, folder, **more):
    """Workers on that database that send to that port."""
    env = environment(database, folder, EMAIL_URL=f"smtp://127.0.0.1:{mail}", **more)
    with (folder / "said").open("w") as said:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": said}
        process = subprocess.Popen([sys.executable, "-c", CREW], cwd=ROOT, env=env, text=True, **pipes)
        hands = Crew(process)
        try:
            yield hands
        finally:
            for pid in list(hands.pids):
                hands.kill(pid)
            process.stdin.close()
            process.wait(10)
            process.stdout.close()


# --- a web server


class Web:
    """`status("/ar/")`; `while_asking()` asks all the time and keeps (status, seconds, when)."""

    def __init__(self, port):
        self.port = port

    def ask(self, path="/ar/"):
        began = time.monotonic()
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=20) as answer:
                answer.read()
                status = answer.status
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        except OSError:
            status = 0
        return status, time.monotonic() - began

    def status(self, path="/ar/"):
        return self.ask(path)[0]

    @contextmanager
    def while_asking(self, path="/ar/"):
        answers, over = [], threading.Event()

        def keep_asking():
            while not over.is_set():
                answers.append((*self.ask(path), time.monotonic()))

        asking = threading.Thread(target=keep_asking)
        asking.start()
        try:
            yield answers
        finally:
            over.set()
            asking.join()


@contextmanager
def web(database, folder):
    port = free_port()
    env = environment(database, folder, **SERVED, SITE_URL=f"http://localhost:{port}")
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    with (folder / "web").open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said)
    served = Web(port)
    try:
        wait_for(lambda: served.status() == 200, 60)
        yield served
    finally:
        process.terminate()
        process.wait(20)


# --- a PostgreSQL of its own


class Postgres:
    def __init__(self, folder, port, bin, user):
        self.folder, self.port, self.bin, self.user = folder, port, bin, user

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/site"

    def run(self, program, *args, **options):
        command = [str(self.bin / program), *map(str, args)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.run(command, check=True, user=self.user, cwd="/", **{**quiet, **options})

    def start(self):
        said = self.folder / "said"
        where = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-l", said, "-o", where, "start")

    def stop(self, how="immediate"):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    def copy_of(self, url):
        """The database at `url`, its rows too."""
        self.run("createdb", "-h", self.folder, "-p", self.port, "-U", "postgres", "site")
        where = ["-h", self.folder, "-p", self.port, "-U", "postgres", "-d", "site", "--no-owner"]
        with subprocess.Popen([self.bin / "pg_dump", "-Fc", "-d", url], stdout=subprocess.PIPE) as dump:
            self.run("pg_restore", *where, stdin=dump.stdout)
        assert dump.returncode == 0


@contextmanager
def own_postgres():
    """A fresh cluster that the test may stop; it runs as an ordinary user also where the tests are root's."""
    bin, user = programs(), None
    with tempfile.TemporaryDirectory(prefix="multaqa-postgres-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            user = pwd.getpwnam("nobody").pw_uid
            os.chown(folder, user, -1)
        own = Postgres(folder, free_port(), bin, user)
        own.run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        own.start()
        try:
            yield own
        finally:
            own.stop()


def programs():
    """The folder of PostgreSQL's own programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    initdb = next(iter(found), None) or shutil.which("initdb")
    if initdb:
        return Path(initdb).parent
    if required("postgres"):
        pytest.fail("PostgreSQL's initdb is not installed, and REQUIRE names postgres.")
    pytest.skip("PostgreSQL's initdb is not installed here, so no server can be stopped")


# --- what the mail server got


def copies(server):
    """{Message-ID: how often it was taken}."""
    return Counter(message_from_bytes(envelope.content)["Message-ID"] for envelope in server.taken)


def doubles(server):
    return sum(count - 1 for count in copies(server).values())


def wait_for(happens, seconds, step=0.005):
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(step)
