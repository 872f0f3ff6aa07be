"""Mail that comes back: what a refusal says of the address, when it is left alone, and how its person mends that."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from workers.models import Bounced, OutgoingMessage, Suppression, disguised

Bounce = OutgoingMessage.Bounce
POINTS = {Bounce.HARD: 2, Bounce.SOFT: 1}
THRESHOLD = 4
REMEMBERED = timedelta(days=30)
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
ABOUT_SPAM = re.compile(
    r"spam|spf|dkim|dmarc|block|black ?list|deny ?list|rbl|reputation|policy|unsolicited|virus", re.I
)


# --- what a refusal says


def kind_of(code, words, *, at_data=False):
    """The Bounce that a server's words mean (RFC 3463); `at_data`: it had seen the whole mail.

    Only HARD and SOFT say something about the address; a mail's size, its content, our reputation and our own
    mistakes do not.
    """
    found = ENHANCED.search(words)
    if found:
        return _by_enhanced(int(found[2]), int(found[3]))
    if ABOUT_SPAM.search(words):
        return Bounce.POLICY
    if at_data:
        return Bounce.CONTENT
    return {550: Bounce.HARD, 551: Bounce.HARD, 552: Bounce.SOFT, 553: Bounce.HARD}.get(code, Bounce.POLICY)


def _by_enhanced(subject, detail):
    match subject, detail:
        case (1, 7 | 8) | (5, 1 | 2 | 3 | 4 | 5 | 6) | (7, _):  # our address, our protocol, their rules
            return Bounce.POLICY
        case (1, _) | (2, 1):
            return Bounce.HARD
        case (2, 3) | (3, 4) | (6, _):  # too long for the mailbox, too big for the system, not convertible
            return Bounce.CONTENT
        case _:
            return Bounce.SOFT


def status_of(words):
    """The enhanced status code in a server's words («5.1.1»), "" without one."""
    found = ENHANCED.search(words)
    return found[0] if found else ""


def about_one_mailbox(words):
    """Whether a refusal for now is about the reader's mailbox alone, and so says nothing of the server."""
    return status_of(words)[2:4] in {"1.", "2."}


# --- counting


def count(address, kind, words):
    """Counts a bounce against the address, the worst of a day once; at the threshold bulk mail to it stops."""
    if kind not in POINTS:
        return
    now, key = timezone.now(), disguised(address)
    told = {"points": POINTS[kind], "kind": kind, "code": status_of(words)}
    day, _new = Bounced.objects.get_or_create(address=key, on=timezone.localdate(now), defaults=told)
    Bounced.objects.filter(pk=day.pk, points__lt=told["points"]).update(**told)
    if score(address) >= THRESHOLD:
        suppress(address, Suppression.Why.BOUNCED, until=now + REMEMBERED)


def score(address):
    """Points within thirty days."""
    return lately(address).aggregate(sum=Sum("points"))["sum"] or 0


def lately(address):
    return Bounced.objects.of(address).filter(on__gt=timezone.localdate() - REMEMBERED)


def suppress(address, why, until=None):
    """Stops bulk mail to the address, what waits included. A complaint outlasts bounces."""
    key = disguised(address)
    known, _new = Suppression.objects.get_or_create(address=key, defaults={"why": why, "until": until})
    if known.why != Suppression.Why.COMPLAINT:
        Suppression.objects.filter(pk=known.pk).update(why=why, until=until)
    waiting = OutgoingMessage.objects.filter(recipient__iexact=address, kind__in=OutgoingMessage.BULK)
    waiting.exclude(state=OutgoingMessage.State.SENDING).live().update(
        state=OutgoingMessage.State.SUPPRESSED, body=b"", finished_at=timezone.now()
    )


def mend(address):
    """Forgets what bounced: the next bulk mail goes out again. A complaint stands."""
    Bounced.objects.of(address).delete()
    Suppression.objects.of(address).filter(why=Suppression.Why.BOUNCED).delete()


def forget_old():
    """Bounces count for thirty days; what ended then leaves the database. How many rows went."""
    old = Bounced.objects.filter(on__lte=timezone.localdate() - REMEMBERED).delete()[0]
    return old + Suppression.objects.filter(until__lte=timezone.now()).delete()[0]


# --- telling the person


@dataclass(frozen=True)
class Trouble:
    """Mail to this address comes back: the last day it did, how, and whether digests and notices stopped."""

    address: str
    on: date
    kind: str
    code: str
    suppressed: bool


def trouble_of(person):
    """The Trouble with this person's address, or None; one query when there is none."""
    last = lately(person.email).order_by("-on").first()
    if last is None:
        return None
    suppressed = Suppression.objects.of(person.email).in_force().exists()
    return Trouble(person.email, last.on, last.kind, last.code, suppressed)
