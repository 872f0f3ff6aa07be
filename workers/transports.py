"""How a frozen mail leaves: by SMTP, or for trying out into a folder, the console or memory; for the outbox."""

import re
import smtplib
import ssl
import sys
import time
import uuid
from contextlib import contextmanager
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.utils import timezone

PATIENCE = 25  # seconds for one mail, or for saying hello, whatever the server does
PER_CONNECTION = 100
OUR_OWN_FAULT = {530, 534, 535, 538}  # the server wants other credentials: no fault of this mail
memory = []


class Refused(Exception):
    """The server will never take this mail (5xx)."""


class Unreachable(Exception):
    """No server to talk to; the other mails would fare no better."""


@contextmanager
def opened():
    """The transport EMAIL_URL names; it connects when the first mail is sent."""
    transport = KINDS[settings.EMAIL_TRANSPORT["kind"]](settings.EMAIL_TRANSPORT)
    try:
        yield transport
    finally:
        transport.close()


def bare(address):
    """The address alone, as SMTP wants it: `Name <a@ملتقى.example>` → `a@xn--….example`."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


class _Hasty:
    """Gives a server until a moment, not so and so long for every single line."""

    def __init__(self, *args, **kwargs):
        self.hurry()
        name = urlsplit(settings.SITE_URL).hostname
        super().__init__(*args, timeout=PATIENCE, local_hostname=name, **kwargs)

    def hurry(self, seconds=PATIENCE):
        self.until = time.monotonic() + seconds

    def getreply(self):
        self.sock.settimeout(max(0.05, self.until - time.monotonic()))
        return super().getreply()


class _Plain(_Hasty, smtplib.SMTP):
    pass


class _Secure(_Hasty, smtplib.SMTP_SSL):
    pass


class Smtp:
    def __init__(self, place):
        self.place, self.server, self.sent = place, None, 0

    def send(self, sender, recipient, content):
        """Returns after the server's 250; else Refused, Unreachable, or an error worth another try."""
        if self.sent >= PER_CONNECTION:
            self.close()
        server = self._greeted()
        server.hurry()
        options = ["body=8bitmime"] if server.has_extn("8bitmime") else []
        try:
            server.sendmail(sender, [bare(recipient)], content, options)
        except smtplib.SMTPRecipientsRefused as error:
            self._judge(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            self._judge(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException):
            self.close()
            raise
        self.sent += 1

    def _judge(self, code, words):
        self.close()
        said = f"{code} {words.decode(errors='replace')}"
        if code >= 500 and code not in OUR_OWN_FAULT:
            raise Refused(said)
        raise smtplib.SMTPResponseException(code, said)

    def _greeted(self):
        if self.server is None:
            try:
                self.server = self._connect()
            except (OSError, smtplib.SMTPException) as error:
                self.close()
                raise Unreachable(str(error)) from error
        return self.server

    def _connect(self):
        place, secure = self.place, ssl.create_default_context()
        if place["security"] == "tls":
            server = _Secure(place["host"], place["port"], context=secure)
        else:
            server = _Plain(place["host"], place["port"])
        self.server = server
        if place["security"] == "starttls":
            server.starttls(context=secure)
        if place["username"]:
            server.login(place["username"], place["password"])
        server.ehlo_or_helo_if_needed()
        return server

    def close(self):
        server, self.server, self.sent = self.server, None, 0
        if server is None:
            return
        try:
            server.hurry(2)
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


class Folder:
    """One readable .eml a mail, for a house without a mail server."""

    def __init__(self, place):
        self.folder = Path(place["folder"])

    def send(self, sender, recipient, content):
        self.folder.mkdir(parents=True, exist_ok=True)
        reader = re.sub(r"[^\w.@+-]", "_", recipient)
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{reader}-{uuid.uuid4().hex[:6]}.eml"
        half = self.folder / f".{name}"
        half.write_bytes(content.replace(b"\r\n", b"\n"))
        half.rename(self.folder / name)

    def close(self):
        """A folder stays open."""


class Console:
    def __init__(self, place):
        self.place = place

    def send(self, sender, recipient, content):
        sys.stdout.write(content.decode(errors="replace").replace("\r\n", "\n") + "\n" + "-" * 79 + "\n")

    def close(self):
        sys.stdout.flush()


class Memory:
    """For tests: (sender, recipient, content) in `transports.memory`."""

    def __init__(self, place):
        self.place = place

    def send(self, sender, recipient, content):
        memory.append((sender, recipient, content))

    def close(self):
        """Memory stays."""


KINDS = {"smtp": Smtp, "folder": Folder, "console": Console, "memory": Memory}
