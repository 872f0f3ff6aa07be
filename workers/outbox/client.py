"""The one way out over HTTP: a signed POST to a public address, pinned, within five seconds, without redirects.

The name is looked up here, every address it has must be public, and the connection goes to one of those and no
other, while the certificate must be the name's. Proxies that the environment names are not asked.
"""

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from urllib3.connection import HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from workers.outbox import addresses

SECONDS = 5.0  # for all of it: the name, the connection, the answer
TO_CONNECT = 2.0  # for each of a name's addresses
MOST_READ = 4096  # bytes of the answer; the rest is not taken
SAID = 200  # characters of it that are kept
OF_NAMES = {"name", "private"}  # what an address may turn out to be after it was taken


@dataclass(frozen=True)
class Answer:
    """What the other side said: its status, the first characters of its text, and after how many seconds."""

    status: int
    said: str
    seconds: float


class Failed(Exception):
    """No answer; `code` says why: address, name, private, unreachable, certificate, slow, broken."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def look_up(host):
    """Every IP address of a name; OSError when there is none."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


class Client:
    """Tests alone hand in another look-up, port or trust; the product has none of that to set."""

    def __init__(self, look_up=look_up, is_public=addresses.is_public, port=443, context=None):
        self.look_up, self.is_public, self.port = look_up, is_public, port
        self.context = context or ssl.create_default_context()

    def places(self, host, seconds=SECONDS):
        """The public IP addresses of a name; Unfit when one of them is not public or there is none, Failed in doubt."""
        found = self._looked_up(host, seconds)
        if not found:
            raise addresses.Unfit("name")
        if not all(self.is_public(place) for place in found):
            raise addresses.Unfit("private")
        return found

    def _looked_up(self, host, seconds):
        """The system's look-up knows no time limit, so it is left behind when it takes too long."""
        answers: queue.SimpleQueue = queue.SimpleQueue()
        threading.Thread(target=lambda: answers.put(self._tried(host)), daemon=True).start()
        try:
            return answers.get(timeout=max(seconds, 0.01))
        except queue.Empty:
            raise Failed("slow") from None

    def _tried(self, host):
        try:
            return self.look_up(host)
        except (OSError, UnicodeError):
            return []

    def post(self, url, body, headers):
        """The Answer, whatever its status; else Failed."""
        began = time.monotonic()
        until = began + SECONDS
        try:
            endpoint = addresses.parse(url)
            places = self.places(endpoint.host, SECONDS)
        except addresses.Unfit as unfit:
            raise Failed(unfit.code if unfit.code in OF_NAMES else "address") from unfit
        status, said = self._told(endpoint, places, until, body, headers)
        return Answer(status, said, round(time.monotonic() - began, 3))

    def _told(self, endpoint, places, until, body, headers):
        try:
            connection = self._connected(endpoint.host, places, until)
            with contextlib.closing(connection), cut_at(until, connection):
                return exchanged(connection, endpoint, until, body, headers)
        except Failed:
            raise
        except (HTTPError, OSError, http.client.HTTPException) as error:
            raise Failed("slow" if time.monotonic() >= until else code_of(error)) from error

    def _connected(self, host, places, until):
        """A connection to the first of these addresses that takes one."""
        for place in places[:-1]:
            with contextlib.suppress(NewConnectionError, ConnectTimeoutError):
                return self._connection(host, place, until)
        return self._connection(host, places[-1], until)

    def _connection(self, host, place, until):
        left = min(TO_CONNECT, until - time.monotonic())
        if left <= 0:
            raise Failed("slow")
        connection = HTTPSConnection(
            place,
            self.port,
            timeout=left,
            server_hostname=host,
            ssl_context=self.context,
        )
        connection.connect()
        connection.sock.settimeout(max(until - time.monotonic(), 0.01))
        return connection


@contextlib.contextmanager
def cut_at(until, connection):
    """Ends the connection at that moment, however slowly the other side drips."""

    def cut():
        with contextlib.suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(until - time.monotonic(), 0), cut)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def exchanged(connection, endpoint, until, body, headers):
    """(status, the first characters of the answer); a text that breaks off is as good as none."""
    connection.request(
        "POST",
        endpoint.target,
        body=body,
        headers={**headers, "Host": endpoint.host, "Accept-Encoding": "identity", "Connection": "close"},
        preload_content=False,
        decode_content=False,
    )
    answer = connection.getresponse()
    if time.monotonic() >= until:  # a head that was cut looks whole
        raise Failed("slow")
    text = b""
    with contextlib.suppress(HTTPError, OSError, http.client.HTTPException):
        text = answer.read(MOST_READ, decode_content=False)
    return answer.status, shown(text)


def shown(text):
    """Bytes of somebody else as characters that can stand on a page."""
    words = text.decode("utf-8", "replace").split()
    return "".join(letter for letter in " ".join(words) if letter.isprintable())[:SAID]


def code_of(error):
    if isinstance(error, NewConnectionError):
        return "unreachable"
    if isinstance(error, ConnectTimeoutError | TimeoutError):
        return "slow"
    return "certificate" if isinstance(error, ssl.SSLError) else "broken"


OUT = Client()
