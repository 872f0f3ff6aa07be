"""Consent to be shown in a team: asked, given, declined, taken back. Each claims the group, whose page changes."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import links
from accounts.consents import LASTS, newest
from accounts.models import Consent, normal
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of
from directory import rules
from directory.actions import letters_of_team as letters
from directory.models import TeamCard
from directory.models.profile import SCOPE

NOT_TWICE = timedelta(days=1)
RENEWAL = timedelta(days=14)
OVER = _("This link was used or has expired. Ask the group for a new one.")
NEW_WORDS = _("The words have changed since you opened this page. Read them again, then decide.")
NO_ADDRESS = _("Choose a member or write an address first.")
ASKED_ALREADY = _("We asked within the last day. Wait for the answer.")
OWN_ADDRESS = _("For somebody under 18 a guardian is asked, at the guardian’s own address.")


def kind_of(card):
    return "team_card_guardian" if card.is_minor else "team_card"


def shown_name(card):
    return " · ".join(filter(None, [card.name_ar, card.name_en]))[:120]


def card_of(consent):
    """The card a consent is about, as long as it still shows whom was agreed to; else None."""
    pk = consent.scope.removeprefix(f"{SCOPE}:")
    card = TeamCard.objects.select_related("group", "person").filter(pk=pk).first()
    same = card and (shown_name(card), card.is_minor) == (consent.subject_name, consent.guardian)
    return card if same else None


# --- asking


@transaction.atomic
def ask(card, *, person, mail, by, lang, seen):
    """Sends the question to the member or the address; an earlier question or consent of that card ends."""
    claim(card.group, seen=version_of(seen))
    if not rules.edits(by, card.group):
        raise Refused(_("Only editors and leaders of the group can change its page."), "not_editor")
    mail = "" if person and not card.is_minor else normal(mail)
    check_address(card, person, mail)
    TeamCard.objects.filter(pk=card.pk).update(person=None if card.is_minor else person, mail=mail)
    of_card(card).filter(withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=Consent.End.CHANGED
    )
    consent = send_question(reload(card), lang)
    note("ask", _("Somebody was asked whether %(group)s may show them."), card.group, by=by)
    return consent


def check_address(card, person, mail):
    if card.is_minor and (not mail or (card.person and mail == card.person.email)):
        raise Refused(OWN_ADDRESS, "no_guardian")
    if not (mail or person):
        raise Refused(NO_ADDRESS, "no_address")
    lately = Q(mail=mail) if mail else Q(person=person)
    if of_card(card).asked().filter(lately, asked_at__gt=timezone.now() - NOT_TWICE).exists():
        raise Refused(ASKED_ALREADY, "asked_already")


def of_card(card):
    return Consent.objects.about(card.consent_scope)


def send_question(card, lang):
    token, token_hash = links.new()
    consent = Consent.objects.create(
        scope=card.consent_scope,
        subject_name=shown_name(card),
        person=card.person,
        mail=card.mail,
        lang=card.person.language if card.person else lang,
        guardian=card.is_minor,
        text_version=newest(kind_of(card))["version"],
        token_hash=token_hash,
    )
    letters.consent_asked(consent, card, token)
    return consent


# --- answering


def held(consent):
    """(the consent as it is now, its card) with the group claimed; Refused when the card is gone or another's."""
    card = card_of(consent)
    if card is None:
        raise Refused(OVER, "over")
    claim(card.group)
    return reload(consent), card


@transaction.atomic
def give(consent, *, by, text_version, guardian_name=""):
    """The answer yes to exactly these words, for twelve months; a new link to take it back is mailed."""
    consent, card = held(consent)
    if not consent.is_asked:
        raise Refused(OVER, "over")
    if not text_version == consent.text_version == newest(kind_of(card))["version"]:
        raise Refused(NEW_WORDS, "new_words")
    token, consent.token_hash = links.new()
    consent.given_at, consent.guardian_name = timezone.now(), guardian_name
    consent.until = consent.given_at + LASTS
    consent.save()
    note("give", _("Somebody agreed to be shown in the team of %(group)s."), card.group, by=by)
    letters.consent_given(consent, card, token)
    return consent


@transaction.atomic
def decline(consent, *, by):
    consent, card = held(consent)
    if not consent.is_asked:
        raise Refused(OVER, "over")
    consent.declined_at, consent.token_hash = timezone.now(), None
    consent.save()
    note("decline", _("Somebody does not want to be shown in the team of %(group)s."), card.group, by=by)
    return consent


@transaction.atomic
def withdraw(consent, *, by):
    """At once and without conditions; all consents of that card by the same hand end."""
    card = card_of(consent)
    if card:
        claim(card.group)
    own = Q(person=consent.person) if consent.person else Q(mail=consent.mail)
    live = Consent.objects.about(consent.scope).live().filter(own)
    ended = live.update(withdrawn_at=timezone.now(), withdrawn_by=Consent.End.ONESELF, token_hash=None)
    if card and ended:
        note("withdraw", _("A name was taken off the page of %(group)s."), card.group, by=by)
    return bool(ended)


# --- what follows from changes and from the clock


def follow(group, removed=()):
    """After a team was edited: consents to what is no longer shown so end with it."""
    scopes = [f"{SCOPE}:{pk}" for pk in removed]
    close(Consent.objects.filter(scope__in=scopes), Consent.End.REMOVED)
    for card in group.team_cards.all():
        other = of_card(card).exclude(subject_name=shown_name(card), guardian=card.is_minor)
        close(other, Consent.End.CHANGED)


def close(consents, why):
    consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now(), withdrawn_by=why, token_hash=None)


def keep_time():
    """For the clock: asks again before a consent runs out, writes down what ran out, forgets what is old."""
    soon = Consent.objects.live().filter(until__lt=timezone.now() + RENEWAL)
    for consent in soon.order_by("pk"):
        renew(consent)
    for consent in Consent.objects.run_out().order_by("pk"):
        note_end(consent)
    Consent.objects.outlived().delete()


@transaction.atomic
def renew(consent):
    """One question a consent: a later answer, whichever, is not asked over."""
    card = card_of(consent)
    if card and not of_card(card).filter(asked_at__gt=consent.given_at).exists():
        claim(card.group)
        send_question(card, consent.lang)


@transaction.atomic
def note_end(consent):
    card = card_of(consent)
    Consent.objects.filter(pk=consent.pk).update(expiry_noted_at=timezone.now())
    if card:
        claim(card.group)
        note("expire", _("A consent to be shown in the team of %(group)s ran out."), card.group, by=None)


def note(deed, title, group, *, by):
    """Without a name; the readers look at the group anew."""
    audience = [f"group:{group.pk}:editor"]
    record(
        f"consent.{deed}", group, by=by, audience=audience, title=title, names={"group": group}, quiet=True
    )
