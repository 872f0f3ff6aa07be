"""An offer to volunteer: sent by anybody, for minors first agreed to by a guardian, then welcomed or declined."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import links
from accounts.consents import newest
from deeds.journal import record
from deeds.lifecycle import Refused, claim, version_of
from directory import letters, rules
from directory.actions import membership
from directory.lifecycle_visitors import HELPER, leaders_who_may_know
from directory.models import Helper, Membership, Role

from .sending import token_of

SENT = _("Somebody wants to help %(group)s.")
WAITS = _("Somebody under 18 wants to help a group; a guardian is asked first.")
NEW_WORDS = _("The words have changed since you opened this page. Read them again, then decide.")
CLOSED_DOOR = _("This group takes no new volunteers at the moment.")
KIND_SENTENCES = {
    "full": _(
        "Thank you for offering your time. Our team is complete at the moment; we would be glad to hear from you "
        "again later."
    ),
    "other": _(
        "Thank you for offering your time. What you would like to do is not what we work on now; another group will "
        "be glad to have you."
    ),
    "timing": _(
        "Thank you for offering your time. We cannot match your times at the moment; please write again when they "
        "change."
    ),
}


@transaction.atomic
def send(group, *, said, once, person=None, lang="ar", limits=None, asked_for=False):
    """(the offer, the token of its link). `said` are the model's own fields as a form cleaned them.

    A group that asks everybody for volunteers by a request (`asked_for`) takes what answers it in any case.
    """
    token = token_of(once, "helper", str(group.pk), said["what"], said["when"])
    known = Helper.objects.filter(token_hash=links.hashed(token)).first()
    if known:
        return known, token
    if limits:
        limits()
    if not (rules.takes_questions(group) if asked_for else rules.takes_helpers(group)):
        raise Refused(CLOSED_DOOR, "closed_door")
    guardians_token, guardians_hash = links.new()
    minor = {"state": Helper.State.GUARDIAN, "guardian_hash": guardians_hash} if said["is_minor"] else {}
    fields = {**said, **minor, **own_address(person, said["mail"])}
    fields |= {"group": group, "person": person, "lang": lang}
    helper, is_new = Helper.objects.get_or_create(token_hash=links.hashed(token), defaults=fields)
    if is_new:
        title = WAITS if helper.is_minor else SENT
        names = {} if helper.is_minor else {"group": group}
        record(
            "helper.send", helper, by=None, audience=leaders_who_may_know(helper), title=title, names=names
        )
        tell(helper, token, guardians_token)
    return helper, token


def own_address(person, mail):
    """Somebody who is signed in need not confirm the address they signed up with."""
    known = person and mail and mail.lower() == (person.email or "").lower()
    return {"mail_confirmed_at": timezone.now()} if known else {}


def tell(helper, token, guardians_token):
    if helper.is_minor:
        letters.guardian_asked(helper, guardians_token)
    else:
        letters.help_sent(helper, token)


def guardians_words():
    """{"version", "ar", "en"} of what a guardian agrees to."""
    return newest("helper_guardian")


@transaction.atomic
def agree(helper, *, seen, text_version):
    """The guardian says yes, to exactly these words and to this offer alone; only now the group hears of it."""
    if text_version != guardians_words()["version"]:
        raise Refused(NEW_WORDS, "new_words")
    claim(helper, seen=version_of(seen))
    now = timezone.now()
    waiting = Helper.objects.filter(pk=helper.pk, state=Helper.State.GUARDIAN)
    waiting.update(guardian_agreed_at=now, agreed_to=text_version, heard_at=now)
    return HELPER.take(helper, "agree", by=None, seen=helper.version)


@transaction.atomic
def withdraw(helper, *, seen):
    """By the person who offered or by the guardian: what was written is forgotten at once."""
    helper = HELPER.take(helper, "withdraw", by=None, seen=seen)
    forget(Helper.objects.filter(pk=helper.pk))
    return helper


def forget(rows):
    """Everything that says who it was, and what they wrote."""
    blank = dict.fromkeys(
        ["name", "mail", "phone", "guardian_name", "guardian_mail", "what", "when", "answer"], ""
    )
    rows.update(**blank, person=None, mail_confirmed_at=None)


@transaction.atomic
def reply(helper, *, text, by, seen):
    return answered(HELPER.take(helper, "reply", by=by, seen=seen), text)


@transaction.atomic
def decline(helper, *, code, by, seen):
    helper = HELPER.take(helper, "decline", by=by, seen=seen, data={"sentence": code})
    return answered(helper, letters.in_language(KIND_SENTENCES[code], helper.lang))


def answered(helper, text):
    helper.answer, helper.answered_at = text, timezone.now()
    helper.save(update_fields=["answer", "answered_at"])
    letters.help_answered(helper)
    return helper


@transaction.atomic
def welcome(helper, *, by, seen):
    """A member at once when they were signed in, else invited by mail; a minor's guardian hears of it."""
    claim(helper.group)
    helper = HELPER.take(helper, "welcome", by=by, seen=seen)
    if helper.is_minor:
        letters.help_welcomed(helper)
    elif helper.person:
        join(helper.group, helper.person, by=by)
    elif helper.mail:
        version = helper.group.version
        membership.invite(helper.group, helper.mail, Role.MEMBER, by=by, lang=helper.lang, seen=version)
    helper.answered_at = timezone.now()
    helper.save(update_fields=["answered_at"])
    return helper


def join(group, person, *, by):
    """Who offered help has asked to come in: an open request is welcomed, a new one is made and welcomed."""
    living = membership.living(group, person).first()
    if living is None:
        living = membership.begin(group, person, Role.MEMBER, Membership.State.ASKED)
    if living.state == Membership.State.ASKED:
        membership.welcome(living, by=by, seen=living.group.version)
