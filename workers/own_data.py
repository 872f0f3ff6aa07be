"""A person's own data: the mails written to them. Erase before the accounts forget the addresses."""

from allauth.account.models import EmailAddress

from deeds import hooks
from workers.models import OutgoingMessage


def register():
    hooks.own_data.register(hooks.OwnData("workers", export, erase))


def export(person):
    """When mails were written and what became of them; their text is gone once they are sent."""
    return {"mails": list(mails_to(person).values("recipient", "created_at", "state", "finished_at"))}


def erase(person):
    """What was not sent yet is not sent any more."""
    mails_to(person).delete()


def mails_to(person):
    addresses = set(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
    return OutgoingMessage.objects.filter(recipient__in=addresses | {person.email}).order_by("created_at")
