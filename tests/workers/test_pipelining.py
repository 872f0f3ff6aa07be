"""Several lines to a mail server at once (RFC 2920): fewer turns, and the same outcome as line by line."""

import socketserver
import threading
from contextlib import contextmanager

import pytest

from tests.workers import sink
from workers import transports

OURS, THEIRS = "groups@example.org", "mother@example.org"
MAIL = b"Subject: x\r\n\r\n.hidden\r\n.\r\nlast\r\n"
USUAL = {
    "EHLO": "250-here\r\n250 PIPELINING",
    "MAIL": "250 OK",
    "RCPT": "250 OK",
    "DATA": "354 Go on",
    ".": "250 OK",
}


class Scripted(socketserver.StreamRequestHandler):
    """Answers each line by its first word; keeps what came after DATA and in which turns lines came."""

    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            self.server.lines.append(word)
            self.server.typed.append(line)
            said = self.server.said.get(word, "250 OK")
            self.say(said)
            if said.startswith(("421", "221")):
                return
            if said.startswith("354"):
                self.take()

    def take(self):
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        self.server.mails.append(text)
        self.say(self.server.said["."])

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")


@contextmanager
def scripted(**said):
    """(server, Smtp transport) that answers as usual but for these."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scripted) as server:
        server.daemon_threads = True
        server.said = USUAL | {"." if word == "DOT" else word: line for word, line in said.items()}
        server.lines, server.typed, server.mails = [], [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        transport = transports.Smtp(sink.place(server.server_address[1]))
        try:
            yield server, transport
        finally:
            transport.close()
            server.shutdown()


def test_a_mail_arrives_as_it_is_dots_too():
    with scripted() as (server, transport):
        transport.send(OURS, THEIRS, MAIL)
    assert server.mails == [MAIL.replace(b"\n.", b"\n..")]
    assert server.lines == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert server.typed[1:3] == [f"mail from:<{OURS}>", f"rcpt to:<{THEIRS}>"]


def test_what_the_server_knows_of_size_and_letters_is_told_to_it():
    with scripted(EHLO="250-here\r\n250-SIZE 9999\r\n250-8BITMIME\r\n250 PIPELINING") as (server, transport):
        transport.send(OURS, THEIRS, MAIL)
    assert server.typed[1] == f"mail from:<{OURS}> size={len(MAIL)} body=8bitmime"


@pytest.mark.parametrize(
    ("said", "error", "code"),
    [
        ({"MAIL": "550 5.7.1 Not you"}, transports.Delayed, 550),
        ({"MAIL": "451 4.3.0 Later", "RCPT": "503 MAIL first", "DATA": "503 RCPT first"}, transports.Delayed, 451),
        ({"RCPT": "550 5.1.1 Nobody"}, transports.Refused, 550),
        ({"RCPT": "550 5.1.1 Nobody", "DATA": "503 RCPT first"}, transports.Refused, 550),
        ({"RCPT": "452 4.2.2 Full", "DATA": "554 No valid recipients"}, transports.Delayed, 452),
        ({"DATA": "451 4.3.0 Later"}, transports.Delayed, 451),
        ({"DATA": "554 5.5.1 No"}, transports.Refused, 554),
        ({"DOT": "552 5.3.4 Too large"}, transports.Refused, 552),
        ({"DOT": "451 4.3.0 Later"}, transports.Delayed, 451),
        ({"MAIL": "421 4.7.0 Too many"}, transports.Delayed, 421),
        ({"RCPT": "421 4.7.0 Too many"}, transports.Delayed, 421),
        ({"DATA": "421 4.7.0 Too many"}, transports.Delayed, 421),
    ],
)  # fmt: skip
def test_what_a_server_refuses_is_told_by_the_line_that_it_refused(said, error, code):
    with scripted(**said) as (server, transport):
        with pytest.raises(error) as refusal:
            transport.send(OURS, THEIRS, MAIL)
        assert refusal.value.code == code
        transport.close()
    assert b"last\r\n" not in b"".join(server.mails) or "DOT" in said


def test_after_a_refusal_the_next_mail_goes_its_way():
    with scripted(RCPT="550 5.1.1 Nobody") as (server, transport):
        with pytest.raises(transports.Refused):
            transport.send(OURS, THEIRS, MAIL)
        server.said["RCPT"] = "250 OK"
        transport.send(OURS, THEIRS, MAIL)
    assert [bool(text) for text in server.mails] == [False, True]


def test_the_mail_leaves_only_after_what_is_to_be_done_before():
    seen = []
    with scripted() as (server, transport):
        transport.send(OURS, THEIRS, MAIL, lambda: seen.append(list(server.mails)))
    assert seen == [[]]


@pytest.mark.parametrize("address", ["a@example.org>\r\nrcpt to:<b@example.org", "a@example.org\n"])
def test_an_address_of_two_lines_reaches_no_server(address):
    with scripted() as (server, transport), pytest.raises(ValueError, match="two lines"):
        transport.send(OURS, address, MAIL)
    assert server.mails == []


def test_what_fails_before_the_mail_leaves_ends_the_connection():
    """Else the next mail would take the answers for its own."""
    other = b"Subject: other\r\n\r\nhello\r\n"

    def fails():
        raise RuntimeError("away")

    with scripted(RCPT="550 5.1.1 Nobody") as (server, transport):
        with pytest.raises(RuntimeError):
            transport.send(OURS, THEIRS, MAIL, fails)
        server.said["RCPT"] = "250 OK"
        transport.send(OURS, THEIRS, other)
    assert (server.lines.count("EHLO"), server.mails[-1]) == (2, other)
    assert not any(b"hidden" in text for text in server.mails)
