"""What digests cost: written and sent beside smtplib alone, and beside a task for each person.

Needs PostgreSQL (TEST_POSTGRES_URL says where) and redis-server. `--size N` makes N people (default 20,000) in one to
three groups each, 12,000 events of their week, and five times as many people for whom there is no news. The mail
server takes what it is given and answers at once, so that what is measured is ours.
"""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

from bench import made_people
from bench.figures import Figure, Unmeasured
from bench.site import postgres_site

CONNECTIONS = 4
IN_TURN, TURNS = 2000, 4
NAIVELY = 400
QUIET = 5


def measure(size=None):
    size = size or 20_000
    with mail_server() as port, redis_server() as redis, postgres_site(settings_for(port)) as place:
        made_people.make(size)
        written = part("write", place)
        rates = sending(place, min(IN_TURN, size // TURNS))
        naive = part("naive", place, redis, str(min(NAIVELY, size)))
        return [
            *of_writing(size, written),
            *of_sending(**rates),
            *of_the_whole(written, rates["ours"], naive),
            *of_silence(QUIET * size, place),
        ]


def settings_for(port):
    return {
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_PER_MINUTE": "0",
        "MAIL_PER_HOUR": "0",
        "MAIL_BATCH_FLOOR": "0",
        "MAIL_CONNECTIONS": str(CONNECTIONS),
    }


def of_writing(size, written):
    return [
        Figure(f"digests written for {size} people", written["mails"], "mails"),
        Figure("people a second, writing", size / written["seconds"], "/s"),
        Figure("queries a batch of 500, at most", written["most"], "", 12, "<="),
        Figure("queries of a run, once", written["once"], ""),
        Figure("most memory of the worker", written["memory"], "MB", 300, "<="),
    ]


def of_sending(ours, alone, noted):
    return [
        Figure(f"mails a second, {CONNECTIONS} connections", ours, "/s"),
        Figure(f"smtplib alone, {CONNECTIONS} connections", alone, "/s"),
        Figure("ours / smtplib alone", ours / alone, "times", 0.8),
        Figure("smtplib and one committed UPDATE a mail", noted, "/s"),
        Figure("ours / smtplib and one UPDATE", ours / noted, "times"),
    ]


def of_the_whole(written, sent, naive):
    ours = 1 / (written["seconds"] / written["mails"] + 1 / sent)
    return [
        Figure("written and sent, one after the other", ours, "/s"),
        Figure("a task for each person, written and sent", naive["rate"], "/s"),
        Figure("queries a person of those", naive["queries"], ""),
        Figure("ours / a task for each person", ours / naive["rate"], "times", 10),
    ]


def of_silence(number, place):
    made_people.make_silent(number)
    opened, closed = part("plan", place), part("write", place)
    return [
        Figure(f"{number} first windows opened", opened["seconds"], "s"),
        Figure(f"{number} people without news planned", closed["seconds"], "s", 60, "<="),
        Figure("mails to people without news", closed["mails"], "", 0, "<="),
    ]


def sending(place, number):
    """{ours, alone, noted: mails a second}, measured by turns with the same messages."""
    found = [part("send", place, str(number)) for _turn in range(TURNS)]
    return {way: TURNS * number / sum(seconds[way] for seconds in found) for way in found[0]}


def part(name, place, *more):
    """One part in a process of its own, as a worker is one; what it found."""
    command = [sys.executable, "-m", "bench.digest_parts", name, *more]
    said = subprocess.run(
        command, env=os.environ | place, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    return json.loads(said.splitlines()[-1])


# --- servers


@contextmanager
def mail_server():
    with process([sys.executable, "-m", "bench.mail_sink"]) as port:
        yield port


@contextmanager
def redis_server():
    try:
        with process(
            ["redis-server", "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning", "--port"]
        ) as port:
            yield f"redis://127.0.0.1:{port}/0"
    except FileNotFoundError:
        raise Unmeasured("redis-server is not installed.") from None


@contextmanager
def process(command):
    """Runs a server whose last argument is its port; ends it afterwards."""
    port = free_port()
    server = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise Unmeasured("A server did not start.")
