"""What waits for those who run the site."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.rules import operates
from deeds.hooks import Waiting
from workers.models import Batch, Stuck


def of_operators(person):
    """Held mails and entries left behind; each says where it is settled."""
    if not operates(person):
        return
    held = Batch.objects.held().order_by("created_at").first()
    if held:
        yield _waiting(_("Mails are held until you send or cancel them."), held.created_at)
    stuck = Stuck.objects.given_up().order_by("given_up_at").first()
    if stuck:
        yield _waiting(_("A reader left entries behind."), stuck.given_up_at)


def _waiting(sentence, since):
    return Waiting(sentence, reverse("operating"), verb=_("Open the status"), since=since)
