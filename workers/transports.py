"""How a frozen mail leaves: by SMTP, or for trying out into a folder, the console or memory; for the outbox."""

import re
import smtplib
import ssl
import sys
import time
import uuid
from contextlib import contextmanager
from email.utils import parseaddr
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.utils import timezone

PATIENCE = 25  # seconds for one mail, saying hello included, whatever the server does
TO_CONNECT = 4  # seconds for each of a server's addresses
PER_CONNECTION = 100
LINE = set("\r\n")
OUR_OWN_FAULT = {530, 534, 535, 538}  # the server wants other credentials: no fault of this mail
memory: list[tuple[str, str, bytes]] = []


class Answered(Exception):
    """The server said no to a mail: its code and words; `at_data`: after it had seen all of it."""

    def __init__(self, code, words, *, at_data=False):
        self.code, self.said, self.at_data = code, words, at_data
        super().__init__(f"{code} {words}")


class Refused(Answered):
    """It will never take this mail (5xx)."""


class Delayed(Answered):
    """It may take this mail later (4xx), or when it likes us better."""


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


@lru_cache
def bare(address):
    """The address alone, as SMTP wants it: `Name <a@ملتقى.example>` → `a@xn--….example`."""
    return parseaddr(sanitize_address(address, "utf-8"))[1]


def at_once():
    """Nothing is to be done before a mail leaves."""


class Transport:
    """`place` is settings.EMAIL_TRANSPORT."""

    def __init__(self, place):
        self.place = place
        self.host = place.get("host", "")

    def send(self, sender, recipient, content, before=at_once):
        """Returns once the mail is in other hands; else Refused, Unreachable, or an error worth another try.

        `before` is called just before the mail leaves.
        """
        raise NotImplementedError

    def close(self):
        """Lets go of what `send` opened."""


class _Plain(smtplib.SMTP):
    """Gives a server until one moment, instead of so and so long for every single line."""

    before = staticmethod(at_once)  # or what is to be done between the envelope and the mail

    def __init__(self, host, port, **kwargs):
        self.hurry()
        name = urlsplit(settings.SITE_URL).hostname
        super().__init__(host, port, name, TO_CONNECT, **kwargs)

    def hurry(self, seconds=PATIENCE):
        self.until = time.monotonic() + seconds

    def mail(self, sender, options=()):
        """As smtplib's, which parses what is a bare address here."""
        return self.docmd(f"mail from:<{sender}>", " ".join(options))

    def rcpt(self, recip, options=()):
        return self.docmd(f"rcpt to:<{recip}>")

    def data(self, msg):
        """As smtplib's, which doubles leading dots line by line also where there are none."""
        self.prepare()
        self.putcmd("data")
        code, words = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, words)
        self.send(ended(msg))
        return self.getreply()

    def prepare(self):
        """Does what is to be done before the mail leaves; that takes nothing of the server's time."""
        begun = time.monotonic()
        self.before()
        self.until += time.monotonic() - begun

    def hand_over(self, sender, recipient, content, options):
        """As `sendmail`; where the server takes several lines at once (RFC 2920) in two turns instead of four."""
        if not self.has_extn("pipelining"):
            self.sendmail(sender, [recipient], content, options)
            return
        if not LINE.isdisjoint(sender + recipient):
            raise ValueError("An address of two lines is none.")
        size = [f"size={len(content)}"] if self.has_extn("size") else []
        said = " ".join([f"mail from:<{sender}>", *size, *options])
        self.send(f"{said}\r\nrcpt to:<{recipient}>\r\ndata\r\n")
        self.prepare()
        mail, rcpt = self._reply(), self._reply()
        taken = mail[0] == 250 and rcpt[0] in (250, 251)
        code, words = self.getreply()
        if code == 354:
            self.send(ended(content) if taken else b".\r\n")
            code, words = self.getreply()
        if mail[0] != 250:
            raise smtplib.SMTPSenderRefused(mail[0], mail[1], sender)
        if not taken:
            raise smtplib.SMTPRecipientsRefused({recipient: rcpt})
        if code != 250:
            raise smtplib.SMTPDataError(code, words)

    def _reply(self):
        """The next answer; after 421 there is none to come."""
        code, words = self.getreply()
        if code == 421:
            raise smtplib.SMTPDataError(code, words)
        return code, words

    def getreply(self):
        if self.sock:
            self.sock.settimeout(max(0.05, self.until - time.monotonic()))
        return super().getreply()


def ended(content):
    """A mail as it stands after DATA: no line of it is the one that ends it."""
    if content[:1] == b"." or b"\n." in content:
        content = re.sub(rb"(?m)^\.", b"..", content)
    return content + (b".\r\n" if content[-2:] == b"\r\n" else b"\r\n.\r\n")


class _Secure(_Plain, smtplib.SMTP_SSL):
    """The same inside TLS from the first byte."""


@cache
def trusted():
    """Reads the system's certificates once: that takes longer than a hundred mails."""
    return ssl.create_default_context()


class Smtp(Transport):
    server: "_Plain | None" = None
    sent = 0

    def send(self, sender, recipient, content, before=at_once):
        if self.sent >= PER_CONNECTION:
            self.close()
        server = self._greeted()
        server.before = before
        options = ["body=8bitmime"] if server.has_extn("8bitmime") else []
        try:
            server.hand_over(sender, recipient if recipient.isascii() else bare(recipient), content, options)
        except smtplib.SMTPRecipientsRefused as error:
            self._judge(*next(iter(error.recipients.values())))
        except smtplib.SMTPDataError as error:
            self._judge(error.smtp_code, error.smtp_error, at_data=True)
        except smtplib.SMTPSenderRefused as error:
            self._delay(error.smtp_code, error.smtp_error)
        except (
            Exception
        ):  # also what was to be done before: answers that nobody read are none to the next mail
            self.close()
            raise
        self.sent += 1

    def _judge(self, code, words, *, at_data=False):
        if code < 500 or code in OUR_OWN_FAULT:
            self._delay(code, words, at_data=at_data)
        self.close()
        raise Refused(code, words.decode(errors="replace"), at_data=at_data)

    def _delay(self, code, words, *, at_data=False):
        """Also for a sender that the server refuses: an operator can mend that, the mail cannot."""
        self.close()
        raise Delayed(code, words.decode(errors="replace"), at_data=at_data)

    def _greeted(self):
        if self.server is None:
            try:
                self.server = self._connect()
            except (OSError, smtplib.SMTPException) as error:
                self.close()
                raise Unreachable(str(error)) from error
        else:
            self.server.hurry()
        return self.server

    def _connect(self):
        place, where = self.place, (self.place["host"], self.place["port"])
        server = _Secure(*where, context=trusted()) if place["security"] == "tls" else _Plain(*where)
        self.server = server
        if place["security"] == "starttls":
            server.starttls(context=trusted())
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


class Folder(Transport):
    """One readable .eml a mail, for a house without a mail server."""

    def send(self, sender, recipient, content, before=at_once):
        before()
        folder = Path(self.place["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        reader = re.sub(r"[^\w.@+-]", "_", recipient)
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{reader}-{uuid.uuid4().hex[:6]}.eml"
        half = folder / f".{name}"
        half.write_bytes(content.replace(b"\r\n", b"\n"))
        half.rename(folder / name)


class Console(Transport):
    def send(self, sender, recipient, content, before=at_once):
        before()
        sys.stdout.write(content.decode(errors="replace").replace("\r\n", "\n") + "\n" + "-" * 79 + "\n")

    def close(self):
        sys.stdout.flush()


class Memory(Transport):
    """For tests: (sender, recipient, content) in `transports.memory`."""

    def send(self, sender, recipient, content, before=at_once):
        before()
        memory.append((sender, recipient, content))


KINDS: dict[str, type[Transport]] = {"smtp": Smtp, "folder": Folder, "console": Console, "memory": Memory}
