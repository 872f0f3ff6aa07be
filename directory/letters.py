"""The mails to visitors, each in their language and never with anybody's address; of harm also to the committee.

Who answers visitors hears of them by notices.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.letters import isolated, send
from accounts.links import address
from deeds.hooks import holders_of
from directory import rules
from directory.actions.visitors.sending import mail_secret
from directory.bilingual import pick
from directory.search.alike import alike, fitting


def in_language(text, lang):
    with override(lang):
        return str(text)


def to_visitor(visit, template, step, mail="", **words):
    words = {"group": name_of(visit.group, visit.lang), **words}
    send(template, mail or visit.mail, visit.lang, words, dedup_key=f"{step}:{visit.uuid}")


def name_of(group, lang):
    return isolated(in_language(group.name, lang))


def link(name, visit, token):
    """The page of the secret link, with what proves that its reader got the letter."""
    return f"{address(name, token, visit.lang)}?mail={mail_secret(visit)}"


def others(visit, **wanted):
    """(name, address) of up to three groups that could help as well."""
    with override(visit.lang):
        cards = [hit.card for hit in could_help(visit, visit.lang, **wanted)]
        return [(isolated(pick(card["name_ar"], card["name_en"])), page_of(card)) for card in cards]


def could_help(visit, lang, **wanted):
    """Up to three hits: groups like the one that was asked, or that fit what was looked for."""
    return alike(visit.group, lang, **wanted) if visit.group else fitting(visit.sought or visit.text, lang)


def page_of(card):
    return settings.SITE_URL + reverse("group", args=[card["slug"]])


# --- questions


def question_sent(ask, token):
    if ask.mail:
        to_visitor(ask, "mail/visitors/question_sent.txt", "ask-sent", link=link("ask_status", ask, token))


def question_answered(ask):
    if ask.tells_by_mail:
        to_visitor(ask, "mail/visitors/answered.txt", "ask-answered", answer=ask.answer)


def question_silent(ask):
    if ask.tells_by_mail:
        to_visitor(ask, "mail/visitors/silent.txt", "ask-silent", others=others(ask))


# --- questions to nobody yet


def left_sent(ask, token):
    if ask.mail:
        words = {"link": link("ask_status", ask, token)}
        send("mail/visitors/left_sent.txt", ask.mail, ask.lang, words, dedup_key=f"left-sent:{ask.uuid}")


def left_silent(ask):
    if ask.tells_by_mail:
        words = {"others": others(ask)}
        send("mail/visitors/left_silent.txt", ask.mail, ask.lang, words, dedup_key=f"left-silent:{ask.uuid}")


def left_answered(ask):
    if ask.tells_by_mail:
        words = {"answer": ask.answer}
        send(
            "mail/visitors/left_answered.txt",
            ask.mail,
            ask.lang,
            words,
            dedup_key=f"left-answered:{ask.uuid}",
        )


def question_passed_on(ask):
    if ask.tells_by_mail:
        to_visitor(ask, "mail/visitors/passed_on.txt", "ask-passed-on", slug=ask.group.slug)


# --- offers of help


def help_sent(helper, token):
    if helper.mail:
        to_visitor(
            helper, "mail/visitors/help_sent.txt", "helper-sent", link=link("helper_status", helper, token)
        )


def help_silent(helper):
    if helper.tells_by_mail or helper.is_minor:
        found = others(helper, accepting=True)
        to_visitor(helper, "mail/visitors/silent.txt", "helper-silent", mail=where(helper), others=found)


def help_answered(helper):
    if helper.tells_by_mail or helper.is_minor:
        step = f"helper-{helper.state}-{helper.version}"
        to_visitor(helper, "mail/visitors/answered.txt", step, mail=where(helper), answer=helper.answer)


def help_welcomed(helper):
    to_visitor(helper, "mail/visitors/welcomed.txt", "helper-welcomed", mail=helper.guardian_mail)


def where(helper):
    """A minor is answered through the guardian."""
    return helper.guardian_mail if helper.is_minor else helper.mail


def guardian_asked(helper, token):
    words = {"link": address("guardian", token, helper.lang), "name": isolated(helper.name)}
    to_visitor(helper, "mail/visitors/guardian.txt", "guardian", mail=helper.guardian_mail, **words)


# --- reports


def harm_reported(report):
    """At once, and without a word of it: that one waits, until when, and where."""
    for person in lookers(report):
        words = {"due": report.due_at, "uuid": report.uuid}
        key = f"harm-reported:{report.uuid}:{person.pk}"
        send("mail/visitors/harm_reported.txt", person.email, person.language, words, dedup_key=key)


def lookers(report):
    """The secretary and the chair; where they belong to the group or are none, the other seats that may look."""
    for offices in (("committee:secretary", "committee:chair"), ("committee",)):
        found = [one for one in holders_of(*offices) if one.email and rules.looks_at_it(one, report)]
        if found:
            return found
    return []
