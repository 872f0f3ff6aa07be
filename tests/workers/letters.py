"""Mails that tests of the outbox write, and what became of them."""

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from workers.models import Host, OutgoingMessage

OURS = "no-reply@multaqa.example"


def mail(to, **attributes):
    written = EmailMessage("s", "نص", f"Multaqa <{OURS}>", [to])
    for name, value in attributes.items():
        setattr(written, name, value)
    return written


def write(to, **attributes):
    mail(to, **attributes).send()
    return OutgoingMessage.objects.filter(recipient=to).latest("created_at")


def write_many(count, name="reader", **attributes):
    mails = [mail(f"{name}{number:04}@example.org", **attributes) for number in range(count)]
    return get_connection().send_messages(mails)


def states():
    return dict(OutgoingMessage.objects.order_by("recipient").values_list("recipient", "state"))


def counts():
    """{state: how many}."""
    found = list(OutgoingMessage.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in sorted(set(found))}


def fast_forward():
    """Every pause is over, the mails' and the servers'."""
    OutgoingMessage.objects.live().update(next_at=timezone.now())
    Host.objects.update(free_at=timezone.now(), level=0)
