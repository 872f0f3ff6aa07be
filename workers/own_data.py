"""A person's own data: mails and digests to them, their webhooks. Erase before the accounts forget the addresses."""

from allauth.account.models import EmailAddress

from deeds import hooks
from workers.models import OutgoingMessage, Webhook, Window


def register():
    hooks.own_data.register(hooks.OwnData("workers", export, erase))


def export(person):
    """When mails were written and what became of them; their text is gone once they are sent."""
    windows = Window.objects.filter(person=person).order_by("start")
    return {
        "mails": list(mails_to(person).values("recipient", "created_at", "state", "finished_at")),
        "webhooks": list(Webhook.objects.kept_by(person).values("url", "kinds", "state", "created_at")),
        "digests": list(windows.values("cadence", "start", "end", "state", "items")),
    }


def erase(person):
    """What was not sent yet is not sent any more, and nobody looks after their webhooks."""
    Webhook.objects.filter(partner__keeper=person).delete()
    mails_to(person).delete()
    Window.objects.filter(person=person).delete()


def mails_to(person):
    addresses = set(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
    return OutgoingMessage.objects.filter(recipient__in=addresses | {person.email}).order_by("created_at")
