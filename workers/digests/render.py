"""How a digest reads: in its reader's language, as text that stands alone and as HTML for mail programs."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from accounts.letters import Mail, about_the_site
from deeds.hooks import Waiting
from workers import unsubscribing
from workers.digests import words
from workers.digests.content import Digest, Item, Reader
from workers.digests.edition import Edition

KIND = "digest"
LANGUAGES = ("ar", "en")
HTML, TEXT = "mail/digest/digest.html", "mail/digest/digest.txt"


@dataclass(frozen=True)
class Period:
    """What a digest is about: from when to when, its cadence, and the beginning of the window that tells it."""

    since: datetime
    until: datetime
    cadence: str
    start: datetime


@dataclass(frozen=True)
class Row:
    """One line as it is shown: `pressing` marks a date by which something is to be done."""

    capacity: str
    sentence: str
    state: str
    pressing: bool
    note: str
    url: str


class DigestMail(Mail):
    """Runs of one cadence are compared with each other by the outbox."""

    kind = KIND
    run = ""


def mail(reader: Reader, digest: Digest, edition: Edition, period: Period, now: datetime) -> DigestMail:
    """The message, to be handed to the outbox."""
    subject, text, html = page(reader, digest, edition, period, now)
    person = reader.person
    message = DigestMail(subject, text, settings.DEFAULT_FROM_EMAIL, [person.email or ""])
    message.attach_alternative(html, "text/html")
    message.run = period.cadence
    message.dedup_key = f"digest:{person.pk}:{period.cadence}:{period.start.isoformat()}"
    message.extra_headers = {
        **unsubscribing.headers(person),
        "Message-ID": message_id(person, period),
        "Content-Language": language_of(person),
        "Reply-To": settings.DEFAULT_FROM_EMAIL,
    }
    return message


def message_id(person, period):
    """The same for the same window, however often it is written or sent."""
    what = f"{person.email}|{period.cadence}|{period.start.isoformat()}"
    host = settings.SITE_URL.partition("//")[2].partition("/")[0].partition(":")[0]
    return f"<digest.{salted_hmac('workers.digests', what, algorithm='sha256').hexdigest()[:40]}@{host}>"


def language_of(person):
    return person.language if person.language in LANGUAGES else settings.LANGUAGE_CODE


def page(reader, digest, edition, period, now, language=None):
    """(subject, text, html) in the person's language, or another one for a preview."""
    language = language or language_of(reader.person)
    with override(language), timezone.override(zone_of(reader)):
        shown = context(reader, digest, edition, period, now, language)
        text = render_to_string(TEXT, shown)
        html = css_inline.inline(render_to_string(HTML, shown), keep_style_tags=False)
        return shown["subject"], tidy(text), html


def zone_of(reader):
    return ZoneInfo(reader.preference.zone or settings.TIME_ZONE)


def tidy(text):
    """At most one empty line in a row, none at the ends, and no blanks at the end of lines."""
    lines: list[str] = []
    for line in (line.rstrip() for line in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"


def context(reader, digest, edition, period, now, language):
    needs = digest.needs
    nearest = min((item.due_at for item in needs if item.due_at), default=None)
    site = about_the_site(language)
    return {
        **site,
        "align": "right" if language == "ar" else "left",
        "name": words.digest_name(period.cadence),
        "subject": words.subject(period.cadence, digest, nearest, now),
        "period": words.period(period.since, period.until),
        "opening": words.opening(digest, nearest, now),
        "sections": sections(reader, digest, now, language),
        "figures": figures(reader, digest, edition, language),
        "words": digest.words,
        "hidden": digest.hidden,
        "closing": words.closing(needs, nearest, now),
        "why": words.why(period.cadence, reader),
        "head": digest.head,
        "hides": reader.preference.hide_content,
        "day_url": words.absolute("me"),
        "settings_url": words.absolute("mail_settings"),
        "unsubscribe_url": unsubscribing.address(reader.person),
        "share_url": words.share_url(digest, language),
    }


def sections(reader, digest, now, language):
    """[(heading, rows)] in order; nothing but headings would be told where content is not to be mailed."""
    if reader.preference.hide_content:
        return []
    found: dict[int, list[Row]] = {}
    for item in digest.items:
        found.setdefault(item.section, []).append(row(item, digest, now, language))
    return [(words.HEADINGS[section], rows) for section, rows in found.items()]


def row(item: Item, digest: Digest, now, language) -> Row:
    state, pressing = words.state_of(item, now)
    return Row(
        words.capacity(item.as_whom, digest.own, language),
        item.titles[LANGUAGES.index(language)],
        state,
        pressing,
        words.earlier(item.earlier),
        settings.SITE_URL + item.url(),
    )


def figures(reader, digest, edition, language):
    """[(heading, lines)] of what the reader's roles are told of the whole site."""
    if reader.preference.hide_content or not digest.told_as:
        return []
    told = edition.figures[language]
    found = [(words.FIGURES[role], [line(one) for one in told.get(role, ())]) for role in digest.told_as]
    return [(heading, lines) for heading, lines in found if lines]


def line(waiting: Waiting) -> Row:
    return Row("", str(waiting.sentence), "", False, "", settings.SITE_URL + waiting.url)
