"""The mails of a team and of consents, each to one person in their language; they never tell anybody's address."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from accounts import links
from accounts.letters import isolated, send
from directory import rules
from directory.models import Membership


def in_language(lang, *things):
    """The texts of names, roles and the like, as this reader sees them, each kept in its own direction."""
    with override(lang):
        return [isolated(thing) for thing in things]


def day(moment, lang):
    with override(lang):
        return date_format(moment, "j F Y")


def page(name, lang, *args):
    with override(lang):
        return settings.SITE_URL + reverse(name, args=args)


def to_person(template, person, group, **words):
    """Nobody without an address is written to: who erased the account is gone."""
    if person.email:
        (name,) = in_language(person.language, group.name)
        send(template, person.email, person.language, {"group": name, **words})


def invited(invitation, token):
    lang = invitation.lang
    group, role, who = in_language(
        lang, invitation.group.name, invitation.get_role_display(), invitation.invited_by.name or ""
    )
    words = {"group": group, "role": role, "who": who if invitation.invited_by.name else ""}
    words |= {"link": links.address("invitation", token, lang), "until": day(invitation.expires_at, lang)}
    send("mail/team/invited.txt", invitation.mail, lang, words, expires_at=invitation.expires_at)


def asked(membership):
    leaders = Membership.objects.leaders().filter(group=membership.group).select_related("person")
    for leader in leaders:
        person = leader.person
        link = page("team", person.language, membership.group.slug)
        to_person(
            "mail/team/asked.txt",
            person,
            membership.group,
            name=isolated(membership.person.name or "—"),
            link=link,
        )


def welcomed(membership):
    link = page("group", membership.person.language, membership.group.slug)
    to_person("mail/team/welcomed.txt", membership.person, membership.group, link=link)


def parted(membership, step, reason):
    template = "mail/team/turn_away.txt" if step == "turn_away" else "mail/team/remove.txt"
    to_person(template, membership.person, membership.group, reason=reason)


def role_changed(membership):
    lang = membership.person.language
    with override(lang):
        role = isolated(membership.get_role_display())
    link = page("team", lang, membership.group.slug)
    to_person("mail/team/role_changed.txt", membership.person, membership.group, role=role, link=link)


def hand_over_offered(hand_over):
    link = page("hand_over", hand_over.to.language, hand_over.group.slug)
    until = day(hand_over.expires_at, hand_over.to.language)
    who = isolated(hand_over.by.name or "—")
    to_person(
        "mail/team/hand_over_offered.txt", hand_over.to, hand_over.group, who=who, link=link, until=until
    )


def hand_over_answered(hand_over):
    accepted = hand_over.state == hand_over.State.ACCEPTED
    template = "mail/team/hand_over_accepted.txt" if accepted else "mail/team/hand_over_declined.txt"
    to_person(template, hand_over.by, hand_over.group, who=isolated(hand_over.to.name or "—"))


def named_deputy(membership):
    to_person("mail/team/named_deputy.txt", membership.person, membership.group, days=rules.SILENT_AFTER.days)


def silent(leader, deputy):
    until = day(leader.silence_warned_at + rules.TAKE_OVER_AFTER, leader.person.language)
    who, link = isolated(deputy.person.name or "—"), page("me", leader.person.language)
    to_person("mail/team/silent.txt", leader.person, leader.group, who=who, until=until, link=link)


def may_take_over(deputy, warned_at):
    """Once a warning, however often the clock looks."""
    person = deputy.person
    words = {"group": in_language(person.language, deputy.group.name)[0]}
    words["link"] = page("take_over", person.language, deputy.group.slug)
    key = f"take-over:{deputy.pk}:{warned_at:%s}"
    if person.email:
        send("mail/team/may_take_over.txt", person.email, person.language, words, dedup_key=key)


def taken_over(deputy, leader):
    to_person(
        "mail/team/taken_over.txt", leader.person, leader.group, who=isolated(deputy.person.name or "—")
    )


# --- consents


def about_consent(template, consent, card, token):
    lang = consent.lang
    group, name = in_language(lang, card.group.name, card.name)
    words = {"group": group, "name": name, "guardian": consent.guardian}
    words["link"] = links.address("consent", token, lang)
    address = consent.person.email if consent.person else consent.mail
    if address:
        send(template, address, lang, words)


def consent_asked(consent, card, token):
    about_consent("mail/team/consent_asked.txt", consent, card, token)


def consent_given(consent, card, token):
    about_consent("mail/team/consent_given.txt", consent, card, token)
