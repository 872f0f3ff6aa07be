"""Questions, offers and reports as visitors make them, for tests."""

from django.utils import timezone

from deeds.models import Entry
from directory.actions.visitors import asking, helping, leaving, reporting
from tests.workers.inboxes import read
from workers import telling
from workers.models import OutgoingMessage

ONCE = "a" * 43


def asked(group, text="هل لديكم مكان يوم السبت؟", once=ONCE, **more):
    """(the question, its token)"""
    return asking.send(group, text=text, once=once, **more)


def left(text="هل يعرف أحد من يعلّم النول؟", once=ONCE, **more):
    """(the question that nobody was asked, its token)"""
    return leaving.leave(text=text, once=once, **more)


def offered(group, once=ONCE, person=None, **said):
    """(the offer, its token) of an adult, or of a minor with `is_minor=True`."""
    fields = dict.fromkeys(["mail", "phone", "guardian_name", "guardian_mail"], "")
    said = {
        **fields,
        "what": "تصوير الفعاليات",
        "when": "أيام السبت",
        "name": "سارة",
        "is_minor": False,
        **said,
    }
    return helping.send(group, said=said, once=once, person=person)


def of_a_minor(group, **said):
    fields = {"is_minor": True, "guardian_name": "أم سارة", "guardian_mail": "guardian@home.test"}
    return offered(group, **fields, **said)


def reported(group, kind, text="الرقم قديم", once=ONCE, **more):
    return reporting.send(group, kind=kind, text=text, once=once, **more)


def letters_to(address):
    """Subjects and bodies of what the outbox holds for this address, the oldest first."""
    rows = OutgoingMessage.objects.filter(recipient=address).order_by("created_at")
    bodies = [row.letter.get_body(("plain",)).get_content() for row in rows]
    return [f"{row.letter['subject']}\n{body}" for row, body in zip(rows, bodies, strict=True)]


def heard_by(person):
    """What the mail at once says to this person after the journal was read, "" without one."""
    read()
    telling.tell_urgent(timezone.now() + telling.GATHER)
    return "".join(text for text in letters_to(person.email) if "/me/inbox/" in text)


def deeds():
    return [(entry.deed, entry.actor, entry.audience) for entry in Entry.objects.order_by("pk")]
