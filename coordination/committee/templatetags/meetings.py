"""How pages of meetings and announcements say hours, zones and lengths of time."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.templatetags.words import full_day, hour

register = template.Library()


@register.filter
def clock(value):
    """«5:00 مساءً» of a moment, in the site's time zone."""
    return hour(timezone.localtime(value).time())


@register.filter
def when_held(meeting):
    """Day and hour of a meeting as its own place has it, with the zone's name."""
    return format_html(
        "{}{}<span>{}</span> <span>({})</span>",
        full_day(meeting.day),
        _(", "),
        hour(meeting.hour),
        meeting.zone_label,
    )


@register.filter
def minutes(n):
    return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}


@register.filter
def timer(item):
    """«منذ 7:05 مساءً: 12 دقيقة من 20»: how long a point has been going on, of how long it may."""
    if not item.began_at:
        return ""
    gone = int(((item.ended_at or timezone.now()) - item.began_at).total_seconds() // 60)
    words = {"clock": clock(item.began_at), "gone": minutes(gone), "planned": minutes(item.minutes)}
    if item.ended_at:
        return _("took %(gone)s of %(planned)s") % words
    if gone > item.minutes:
        over = minutes(gone - item.minutes)
        return _("since %(clock)s: %(over)s over its %(planned)s") % {**words, "over": over}
    left = minutes(item.minutes - gone)
    return _("since %(clock)s: %(left)s left of %(planned)s") % {**words, "left": left}
