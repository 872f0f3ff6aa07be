"""What an operator does with mail and with entries that readers left behind. Every deed leaves an entry."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rules import operates
from deeds import journal
from deeds.lifecycle import Refused, called
from deeds.models import Seal
from workers.lifecycle import MAIL, MAILROOM
from workers.models import Mailroom, OutgoingMessage, Stuck
from workers.readers import READERS

State = OutgoingMessage.State
AT_ONCE = 1000


@transaction.atomic
def switch(step, *, by, seen):
    """Pauses all mail, or bulk mail alone, or lets it go out."""
    MAILROOM.take(Mailroom.objects.the(), step, by=by, seen=seen)
    Mailroom.objects.update(changed_at=timezone.now())


@transaction.atomic
def retry(mail, *, by, seen):
    """Sends a mail again from its first try on; its Message-ID stays."""
    mail = MAIL.take(mail, "retry", by=by, seen=seen)
    OutgoingMessage.objects.filter(pk=mail.pk).update(**_anew())
    journal.ring_on_commit()


def _anew():
    return {"attempt": 0, "next_at": timezone.now(), "finished_at": None, "bounce": ""}


@transaction.atomic
def give_up(mail, *, by, seen):
    """Cancels a mail that was not sent, and its text goes."""
    mail = MAIL.take(mail, "give_up", by=by, seen=seen)
    OutgoingMessage.objects.filter(pk=mail.pk).update(finished_at=timezone.now(), body=b"")


@transaction.atomic
def retry_all(mails, *, by):
    """Sends those of these mails again that were given up and still have a text; how many. One entry for all."""
    if not operates(by):
        raise Refused(_("Your role does not allow this."), "role")
    dead = mails.filter(state=State.DEAD).exclude(body=b"")
    chosen = list(dead.select_for_update().order_by("created_at").values_list("pk", flat=True)[:AT_ONCE])
    if chosen:
        OutgoingMessage.objects.filter(pk__in=chosen).update(state=State.PENDING, **_anew())
        _remember("mail.retry_all", ("workers.outgoingmessage", ""), RETRIED, by, count=len(chosen))
        journal.ring_on_commit()
    return len(chosen)


RETRIED = _("%(by)s had mails sent again that were given up: %(count)s.")
TAKEN_IN = _("%(by)s had a reader take in an entry that it had left behind: %(reader)s.")


def retry_stuck(stuck, *, by):
    """Has the reader take in an entry that it left behind; false when it fails again."""
    if not operates(by):
        raise Refused(_("Your role does not allow this."), "role")
    reader = next(reader for reader in READERS if stuck.reader == reader.NAME)
    try:
        with transaction.atomic():
            reader.again(Seal.objects.select_related("entry__text").get(seq=stuck.seq))
            stuck.delete()
            _remember("reader.retry", ("workers.stuck", ""), TAKEN_IN, by, reader=reader.NAME)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:300]
        Stuck.objects.filter(pk=stuck.pk).update(error=said, last_at=timezone.now())
        return False
    return True


def _remember(deed, subject, title, by, **names):
    journal.record(
        deed,
        subject,
        by=by,
        audience=["operator"],
        title=title,
        names={"by": called(by), **names},
        data=names,
    )
