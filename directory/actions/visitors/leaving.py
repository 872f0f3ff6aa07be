"""A question left where the search found nothing: the secretary hands it to a group, or answers it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import hashed
from deeds.journal import record
from deeds.lifecycle import Refused, claim, version_of
from directory import letters
from directory.lifecycle_visitors import LEFT, SECRETARIAT
from directory.models import Ask

from .asking import REASONS
from .sending import token_of

SENT = _("Somebody left a question on the site.")
HANDED = _("This question was handed to a group already.")


@transaction.atomic
def leave(*, text, once, sought="", name="", mail="", lang="ar", limits=None):
    """(the question, the token of its link); the same form sent twice makes one question.

    `sought` are the words that found nothing. `limits()` is called for a new one alone, and may raise Refused.
    """
    token = token_of(once, "left", text)
    known = Ask.objects.filter(token_hash=hashed(token)).first()
    if known:
        return known, token
    if limits:
        limits()
    said = {"text": text, "sought": sought, "name": name, "mail": mail, "lang": lang, "state": Ask.State.LEFT}
    ask, is_new = Ask.objects.get_or_create(token_hash=hashed(token), defaults=said)
    if is_new:
        record("left_question.send", ask, by=None, audience=SECRETARIAT, title=SENT)
        letters.left_sent(ask, token)
    return ask, token


@transaction.atomic
def pass_on(ask, *, group, by, seen):
    """From now on it is a question to this group, whose five days begin."""
    claim(ask, seen=version_of(seen))
    if not Ask.objects.left().filter(pk=ask.pk).update(group=group, heard_at=timezone.now()):
        raise Refused(HANDED, "handed")
    ask = LEFT.take(ask, "pass_on", by=by, seen=ask.version)
    letters.question_passed_on(ask)
    return ask


@transaction.atomic
def answer(ask, *, text, by, seen):
    """The secretary knows the answer, and gives it in the committee's name."""
    ask = LEFT.take(ask, "answer", by=by, seen=seen)
    ask.answer, ask.answered_at = text, timezone.now()
    ask.save(update_fields=["answer", "answered_at"])
    letters.left_answered(ask)
    return ask


def set_aside(ask, *, code, by, seen):
    return LEFT.take(ask, "set_aside", by=by, seen=seen, reason_code=code, reason=str(REASONS[code]))
