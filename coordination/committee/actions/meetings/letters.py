"""The mails about meetings: one to each member, in their language."""

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import override

from accounts.letters import isolated, send
from deeds.hooks import holders_of
from directory.templatetags.words import full_day, hour


def called(meeting):
    to_members("mail/committee/meeting_called.txt", meeting)


def moved(meeting):
    to_members("mail/committee/meeting_moved.txt", meeting)


def cancelled(meeting, reason):
    to_members("mail/committee/meeting_cancelled.txt", meeting, reason=isolated(reason))


def to_members(template, meeting, **words):
    for person in holders_of("committee"):
        if person.email:
            told = {**in_words(meeting, person.language), **words}
            key = f"{template}:{meeting.uuid}:{meeting.version}:{person.pk}"
            send(template, person.email, person.language, told, dedup_key=key)


def in_words(meeting, lang):
    with override(lang):
        return {
            "title": isolated(meeting.title),
            "day": strip_tags(full_day(meeting.day)),
            "hour": hour(meeting.hour),
            "zone": str(meeting.zone_label),
            "place": isolated(meeting.place) if meeting.place else "",
            "address": settings.SITE_URL + meeting.get_absolute_url(),
        }
