"""A mail server that keeps what it takes and misbehaves on demand."""

import asyncio
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Sink:
    """`answers`: recipient → the line said to RCPT; `after_dot`: called with the session's server before the 250.

    `pipelines`: whether it says that it takes several lines at once, as servers in the world do.
    """

    def __init__(self):
        self.pipelines = True
        self.taken, self.greetings, self.asked = [], 0, []
        self.answers = {}
        self.hangs = False
        self.after_dot = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.greetings += 1
        if self.hangs:
            await asyncio.sleep(600)
        session.host_name = hostname
        pipelines = ["250-PIPELINING"] if self.pipelines else []
        return [responses[0], *pipelines, *responses[1:]]

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.asked.append(address)
        said = self.answers.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope)
        if self.after_dot:
            self.after_dot(server)
        return "250 OK"

    @property
    def recipients(self):
        return sorted(address for envelope in self.taken for address in envelope.rcpt_tos)


@contextmanager
def listening():
    """(sink, transport settings) of a server on a free port."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield sink, place(controller.port)
    finally:
        controller.stop()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def place(port):
    who = {"username": "", "password": ""}
    return {"kind": "smtp", "security": "", "host": "127.0.0.1", "port": port, **who}
