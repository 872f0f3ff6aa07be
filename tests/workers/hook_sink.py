"""A partner's server on this machine that speaks https, keeps what it is sent, and misbehaves on demand."""

import datetime
import ssl
import threading
import time
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from workers.outbox.client import Client

NAME = "hooks.example.org"
OTHERS = ("slow.example.org", "second.example.org")
PUBLIC = "93.184.215.14"


class Sink:
    """`answers(post)`: (status, text), tried for each post in turn; `taken`: the posts as (path, headers, body)."""

    def __init__(self):
        self.taken, self.port, self.trusted = [], 0, None
        self.answers = lambda post: (200, "OK")
        self.headers = {}
        self.drips = 0.0  # seconds between the bytes of its head

    @property
    def ids(self):
        return [headers["webhook-id"] for _path, headers, _body in self.taken]


def handler_of(sink):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            post = (self.path, dict(self.headers), body)
            sink.taken.append(post)
            status, text = sink.answers(post)
            if sink.drips:
                return self.drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 400)
            self.send_response(status)
            for name, value in sink.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text if isinstance(text, bytes) else text.encode())

        def drip(self, head):
            for byte in head:
                self.wfile.write(bytes([byte]))
                time.sleep(sink.drips)

        def log_message(self, *args):
            pass

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Whoever asked has hung up."""


@contextmanager
def listening(folder):
    """(sink, a Client that finds it under NAME and OTHERS, as if it were public)."""
    sink = Sink()
    sink.trusted = certified(folder)
    server = Server(("127.0.0.1", 0), handler_of(sink))
    sink.port = server.server_port
    server.socket = served_context(folder).wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield sink, client_to(sink.port, sink.trusted)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def client_to(port, trusted):
    """The product's client but for where names lead, the port, and whom it trusts."""
    context = ssl.create_default_context(cafile=str(trusted))
    return Client(lambda host: ["127.0.0.1"], lambda place: True, port, context)


def served_context(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "hooks.pem")
    return context


@cache
def certified(folder):
    """Writes a key with its certificate for these names into a file, and answers the path of what to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(one) for one in (NAME, *OTHERS)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=400))
        .not_valid_after(now + datetime.timedelta(days=4000))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "hooks.pem").write_bytes(private + public)
    (folder / "trusted.pem").write_bytes(public)
    return folder / "trusted.pem"
