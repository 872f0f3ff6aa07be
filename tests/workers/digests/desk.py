"""Helps the tests of digests: deeds that are told, windows that end, and the mails that were written."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from deeds import journal
from workers.digests import planning
from workers.models import OutgoingMessage, Window

SAID = gettext_noop("%(group)s offers a new service.")


def told(group, *, by=None, audience=("public",), deed="directory.edit", quiet=False):
    """Something of this group is recorded and sealed."""
    with transaction.atomic():
        entry = journal.record(
            deed, group, by=by, audience=audience, title=SAID, names={"group": group}, quiet=quiet
        )
    journal.seal()
    return entry


def write_digests(after=timedelta(days=7, hours=1)):
    """Everybody's window has ended and the digests are written; {person's address: mail}."""
    planning.write_due(timezone.now() + after)
    return mails()


def mails():
    return {
        row.recipient: row.letter
        for row in OutgoingMessage.objects.filter(kind="digest").order_by("created_at")
    }


def text(letter):
    return letter.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html(letter):
    return letter.get_body(("html",)).get_content().replace("\r\n", "\n")


def states(person):
    return list(Window.objects.filter(person=person).order_by("start").values_list("state", flat=True))
