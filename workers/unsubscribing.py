"""The way out of every bulk mail: a signed address without an end, which turns mails off and does nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person, Preference
from workers import transports
from workers.models import OutgoingMessage

SIGNER = "workers.unsubscribing"


def address(person):
    """The whole address: GET asks, POST turns off at once."""
    return settings.SITE_URL + reverse("unsubscribe", args=[token(person)])


def token(person):
    return _signer().sign(person.uuid.hex)


def person_of(token):
    """Whose token this is, or None."""
    try:
        return Person.objects.filter(uuid=_signer().unsign(token)).first()
    except signing.BadSignature:
        return None


def _signer():
    return signing.Signer(salt=SIGNER, sep=".")


def headers(person):
    """What mail programs and big mailboxes ask of bulk mail (RFC 2369, 8058, 3834)."""
    host = settings.SITE_URL.partition("//")[2].partition("/")[0].partition(":")[0]
    by_mail = f"mailto:{transports.bare(settings.DEFAULT_FROM_EMAIL)}?subject=unsubscribe"
    return {
        "List-Id": f"<mails.{host}>",
        "List-Unsubscribe": f"<{address(person)}>, <{by_mail}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Precedence": "bulk",
    }


def unsubscribe(person):
    """No digest and no notice by mail any more, and those that wait to be sent are cancelled."""
    nothing = {"choice": Preference.Choice.NOTHING}
    Preference.objects.update_or_create(person=person, defaults=nothing)
    waiting = OutgoingMessage.objects.live().filter(recipient=person.email, kind__in=OutgoingMessage.BULK)
    waiting.update(state=OutgoingMessage.State.CANCELLED, finished_at=timezone.now(), body=b"")
