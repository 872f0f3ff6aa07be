"""How many answers a second the API gives over HTTP, beside a plain list of REST framework and beside constant bytes.

Gunicorn as in production with two workers, PostgreSQL, `--size N` groups (default 10,000), eight connections that
stay open; each address is asked for a few seconds in turn, several times around, and the figures are of all rounds
but the first, in which processes meet the cards and prepare their statements.
No question is asked again while an answer to it may be kept, unless the figure says so. Requests are counted and
limited as ever, only the limit is far away.
"""

import itertools
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from statistics import median, quantiles
from urllib.parse import quote

from bench import made
from bench.figures import Figure, Unmeasured
from bench.site import postgres_site

CONNECTIONS, ROUNDS, SECONDS, WARM = 8, 8, 3, 5
QUESTIONS = 2000  # more than a process keeps answers to
MILLISECONDS = 1000
SEARCH, AGAIN = "search with facets", "search with facets, asked again"
LIST, KEYED = "plain list", "plain list with a key"
PLAIN_SEARCH, CONSTANT_SEARCH, CONSTANT_LIST = (
    "REST framework’s own",
    "constant bytes",
    "constant bytes of a list",
)


def measure(size=None):
    with postgres_site({"API_PER_MINUTE": str(10**9)}) as place:
        key = filled(size or 10_000)
        with served(place) as port:
            return list(figures(measured(port, key)))


def filled(groups):
    """The directory with its index; the text of a key."""
    from django.db import connection

    from accounts.models import Key, Partner, Scope
    from directory.search import build

    made.make_groups(groups)
    build.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    partner = Partner.objects.create(name="Bench", contact_email="bench@bench.test")
    key, text = Key.objects.grant(partner, [Scope.READ_DIRECTORY])
    Key.objects.filter(pk=key.pk).update(per_minute=10**9)
    return text


@contextmanager
def served(place):
    """Gunicorn as the Dockerfile starts it; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", "bench.http_wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--threads", "4", "--worker-class", "config.serving.Worker", "--worker-tmp-dir", "/dev/shm",
        "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=os.environ | place, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            return ask(connected(port), request("/api/v1/fields/"))
        except OSError:
            time.sleep(0.2)
    raise Unmeasured("The server did not start.")


# --- asking


def connected(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def request(path, **headers):
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: localhost",
        *[f"{name}: {value}" for name, value in headers.items()],
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def ask(connection, asked):
    """How many bytes the answer's body has; anything but 200 ends the bench."""
    connection.sendall(asked)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += received(connection)
    head, _end, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise Unmeasured(f"{asked.split()[1].decode()} answered {head.splitlines()[0].decode()}.")
    length = int(
        next(line for line in head.lower().splitlines() if line.startswith(b"content-length")).split()[1]
    )
    missing = length - len(body)
    while missing > 0:
        missing -= len(received(connection))
    return length


def received(connection):
    some = connection.recv(1 << 16)
    if not some:
        raise OSError("The server closed the connection.")
    return some


def crowd(port, requests, seconds):
    """(seconds of each answer, answers a second) of CONNECTIONS that ask one after the other."""
    took, until = [[] for _connection in range(CONNECTIONS)], time.monotonic() + seconds

    def one(place):
        connection = connected(port)
        for asked in itertools.cycle(requests[place::CONNECTIONS] or requests):
            begun = time.perf_counter()
            if time.monotonic() >= until:
                return
            ask(connection, asked)
            took[place].append(time.perf_counter() - begun)

    begun = time.monotonic()
    threads = [threading.Thread(target=one, args=[place]) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [seconds for of_one in took for seconds in of_one], sum(map(len, took)) / (
        time.monotonic() - begun
    )


# --- comparing


def measured(port, key):
    """{what: ([seconds of each answer], [answers a second of each round])}"""
    words = [quote(typed) for typed in made.questions(QUESTIONS)]
    whole, connection = "/api/v1/groups/", connected(port)
    sizes = [ask(connection, request(f"{whole}?q={typed}")) for typed in words[:50]]
    listed = ask(connection, request(whole))
    asked = {
        SEARCH: [request(f"{whole}?q={typed}") for typed in words],
        AGAIN: [request(f"{whole}?q={typed}") for typed in words[:50]],
        PLAIN_SEARCH: [request(f"/plain/groups/?search={typed}") for typed in words],
        CONSTANT_SEARCH: [request(f"/constant/?bytes={int(median(sizes))}")],
        LIST: [request(whole)],
        KEYED: [request(whole, Authorization=f"Api-Key {key}")],
        CONSTANT_LIST: [request(f"/constant/?bytes={listed}")],
    }
    found = {name: ([], []) for name in asked}
    for turn in range(ROUNDS + 1):
        for name, requests in asked.items():
            took, pace = crowd(port, requests, SECONDS if turn else WARM)
            if turn:
                found[name][0].extend(took)
                found[name][1].append(pace)
    return found


def figures(found):
    pace = {name: median(paces) for name, (_took, paces) in found.items()}
    for name, value in pace.items():
        yield Figure(f"API: {name}", value, "/s")
    yield Figure(
        "API: search with facets / REST framework’s own", pace[SEARCH] / pace[PLAIN_SEARCH], "times", 8
    )
    yield Figure(
        "API: search with facets / constant bytes", pace[SEARCH] / pace[CONSTANT_SEARCH], "times", 0.2
    )
    yield Figure("API: plain list / constant bytes", pace[LIST] / pace[CONSTANT_LIST], "times", 0.3)
    for name in (SEARCH, AGAIN, LIST, KEYED):
        yield Figure(f"API: {name}, 99 of 100 within", slowest(found[name]), "ms", 50, "<=")
    yield Figure("API: constant bytes, 99 of 100 within", slowest(found[CONSTANT_SEARCH]), "ms")


def slowest(answers):
    """Milliseconds within which 99 of 100 came."""
    took, _paces = answers
    return quantiles(took, n=100)[-1] * MILLISECONDS
