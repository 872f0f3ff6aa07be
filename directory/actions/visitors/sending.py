"""What every public form has in common: its secret link, its limits, and the address that has to be confirmed."""

from base64 import urlsafe_b64encode

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.addresses import client_address, neighbourhood
from accounts.attempts import Attempt
from deeds.lifecycle import Refused

FROM_ONE_PLACE = ((6, 60 * 60), (20, 24 * 60 * 60))
TO_ONE_GROUP = ((60, 60 * 60), (200, 24 * 60 * 60))

TO_GROUP = _("This group is getting many messages now. Please try again in an hour.")
TO_NOBODY = _("Many questions are coming in now. Please try again in an hour.")


def token_of(once, *said):
    """The secret of a link, 43 characters: the same for the same form with the same words, so that sending it twice
    makes one thing; who does not have `once`, 256 random bits of that form, cannot guess it."""
    digest = salted_hmac("directory.visitors", "\0".join((once, *said)), algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def within_limits(kind, group, request):
    """Counts one more from this place and to this group (None: to nobody yet); Refused when it is too many."""
    where = neighbourhood(client_address(request))
    if not Attempt(f"{kind}-from", where, FROM_ONE_PLACE).allowed:
        raise Refused(_("Many messages came from your connection. Please try again in an hour."), "too_many")
    if not Attempt(f"{kind}-to", str(group.pk if group else "nobody"), TO_ONE_GROUP).allowed:
        raise Refused(TO_GROUP if group else TO_NOBODY, "too_many")


def mail_secret(visit):
    """What the letter to the given address knows, and the page of the link alone does not."""
    said = f"{visit.token_hash}:{visit.mail}"
    return salted_hmac("directory.visitors.mail", said, algorithm="sha256").hexdigest()[:32]


def knows_mail_secret(visit, said):
    return bool(visit.mail) and constant_time_compare(mail_secret(visit), said)


@transaction.atomic
def confirm_mail(visit, said):
    """From now on the answer goes to the address too; whoever opened its letter has asked for that."""
    if not knows_mail_secret(visit, said):
        raise Refused(_("This link does not belong to the address any more."), "false_link")
    rows = type(visit).objects.filter(pk=visit.pk, mail_confirmed_at=None)
    rows.update(mail_confirmed_at=timezone.now())
