"""Mail that comes back later: reports of the servers that had taken it (RFC 3464), and of readers who complained.

Who holds a report knows the Message-ID of the mail it is about, and each mail has one that nobody can guess: so
whoever makes up a report about somebody else's address is not heard.
"""

import re
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import compat32
from enum import StrEnum

from workers.models import OutgoingMessage, Suppression
from workers.outbox import bounces
from workers.outbox.writing import id_of

State = OutgoingMessage.State
STATUS = {"message/delivery-status"}
HEADERS = {"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"}
REPLY = re.compile(r"\b([245]\d\d)\b(?!\.)")
NOTHING_SAID = re.compile(r"\d\.0\.0")


class Outcome(StrEnum):
    """What became of a mail that came in."""

    BOUNCED = "The mail came back and is counted."
    COMPLAINED = "The reader complained: digests and notices to this address stop."
    KNOWN = "That this mail came back is known already."
    NOT_FINAL = "Nothing final is said: the other server goes on trying, or delivered it."
    NO_REPORT = "This is no report of a mail server; an answer of a person or of a machine is left alone."
    NOT_OURS = "No mail with this Message-ID was sent by this site."


def take_in(content: bytes) -> Outcome:
    """Judges one mail as it came in; never raises for what stands in it."""
    report = message_from_bytes(content, policy=compat32)
    if report.get_content_type() != "multipart/report" or not report.is_multipart():
        return Outcome.NO_REPORT
    kind = str(report.get_param("report-type", "")).lower()
    if kind == "feedback-report":
        return complaint(report)
    return bounce(report) if parts(report, STATUS) else Outcome.NO_REPORT


def bounce(report):
    failure = failure_in(report)
    if failure is None:
        return Outcome.NOT_FINAL
    mail = mail_of(report)
    if mail is None:
        return Outcome.NOT_OURS
    code, words = failure
    kind = bounces.kind_of(code, words)
    sent = OutgoingMessage.objects.filter(pk=mail.pk, state=State.SENT)
    if not sent.update(state=State.BOUNCED, bounce=kind, error=words[:300]):
        return Outcome.KNOWN
    bounces.count(mail.recipient, kind, words)
    return Outcome.BOUNCED


def complaint(report):
    mail = mail_of(report)
    if mail is None:
        return Outcome.NOT_OURS
    bounces.suppress(mail.recipient, Suppression.Why.COMPLAINT)
    return Outcome.COMPLAINED


# --- what stands in a report


def failure_in(report):
    """(code, words) of the first recipient whose mail failed for good; None when nothing failed."""
    blocks = (block for part in parts(report, STATUS) for block in blocks_of(part))
    failed = (block for block in blocks if word(block, "Action").lower() == "failed")
    return next((said(block) for block in failed), None)


def blocks_of(part):
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def said(block):
    """The server's own words, and the report's status where those have none that says more."""
    status = (bounces.ENHANCED.search(word(block, "Status")) or [""])[0]
    words = word(block, "Diagnostic-Code").partition(";")[2].strip()
    own = bounces.ENHANCED.search(words)
    if status and not NOTHING_SAID.fullmatch(status) and (own is None or NOTHING_SAID.fullmatch(own[0])):
        words = f"{status} {NOTHING_SAID.sub('', words)}"
    code = REPLY.search(words)
    return int(code[1]) if code else 0, " ".join(words.split())


def mail_of(report):
    """The OutgoingMessage whose Message-ID stands in the headers that a report gives back, or None."""
    for part in parts(report, HEADERS):
        given = word(returned(part), "Message-ID")
        if known := OutgoingMessage.objects.filter(pk=id_of(given), message_id=given).first():
            return known
    return None


def returned(part):
    """The mail, or its headers alone, that a part holds."""
    if part.is_multipart() and part.get_payload():
        return part.get_payload(0)
    text = part.get_payload(decode=True) or b""
    return message_from_string(text.decode("utf-8", "replace"), policy=compat32)


def parts(report, types):
    """The parts of a report itself, not those of a mail inside it."""
    return [part for part in report.get_payload() if part.get_content_type() in types]


def word(block, name):
    """A header's value in one line without NUL; "" without one."""
    return " ".join(str(block.get(name, "")).replace("\0", "").split())
