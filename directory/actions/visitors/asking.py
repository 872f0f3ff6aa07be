"""A question to a group: sent by anybody, read and answered by its leaders, closed by whoever asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import hashed
from deeds.journal import record
from deeds.lifecycle import Refused
from directory import letters, rules
from directory.lifecycle_visitors import ASK, leaders, table_of
from directory.models import Ask

from .sending import token_of

SENT = _("Somebody asked %(group)s a question.")
CLOSED_DOOR = _("This group cannot be asked here at the moment.")


@transaction.atomic
def send(group, *, text, once, name="", mail="", lang="ar", limits=None):
    """(the question, the token of its link); the same form sent twice makes one question.

    `limits()` is called for a new one alone, and may raise Refused.
    """
    token = token_of(once, "ask", str(group.pk), text)
    known = Ask.objects.filter(token_hash=hashed(token)).first()
    if known:
        return known, token
    if limits:
        limits()
    if not rules.takes_questions(group):
        raise Refused(CLOSED_DOOR, "closed_door")
    said = {"group": group, "text": text, "name": name, "mail": mail, "lang": lang}
    ask, is_new = Ask.objects.get_or_create(token_hash=hashed(token), defaults=said)
    if is_new:
        record("ask.send", ask, by=None, audience=leaders(ask), title=SENT, names={"group": group})
        letters.question_sent(ask, token)
    return ask, token


def read(ask, *, by):
    """The first leader who opens a question has read it; the person who asked sees that."""
    if ask.state != Ask.State.SENT:
        return ask
    return ASK.take(ask, "read", by=by, seen=ask.version)


@transaction.atomic
def answer(ask, *, text, by, seen):
    ask = ASK.take(ask, "answer", by=by, seen=seen)
    ask.answer, ask.answered_at = text, timezone.now()
    ask.save(update_fields=["answer", "answered_at"])
    letters.question_answered(ask)
    return ask


def set_aside(ask, *, code, by, seen):
    """A leader will not answer this one; the person who asked is told, without a reason that could hurt."""
    return ASK.take(ask, "set_aside", by=by, seen=seen, reason_code=code, reason=str(REASONS[code]))


REASONS = {
    "advertising": _("Advertising or a message sent to many."),
    "insulting": _("It insults or threatens."),
    "elsewhere": _("It was settled in another way."),
}


def close(ask, *, seen):
    """Whoever holds the link needs no answer any more."""
    return table_of(ask).take(ask, "close", by=None, seen=seen)
