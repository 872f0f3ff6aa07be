"""How pages of the committee say states, moments and what is left of a time."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.committee.models import bylaw
from directory.templatetags.words import full_day, hour

register = template.Library()

TONES = {
    "scheduled": ("mute", "clock"),
    "open": ("info", "hourglass-split"),
    "carried": ("ok", "check-circle-fill"),
    "lost": ("bad", "x-circle"),
    "inquorate": ("warn", "exclamation-circle-fill"),
    "cancelled": ("mute", "x-lg"),
}
HOUR = 3600


@register.filter
def tone(result):
    return TONES.get(str(result), ("mute", "info-circle"))[0]


@register.filter
def result_icon(result):
    return TONES.get(str(result), ("mute", "info-circle"))[1]


@register.filter
def moment(value):
    """«22 نوفمبر 2026، 8:00 مساءً» in the site's time zone."""
    local = timezone.localtime(value)
    return format_html("{}{}{}", full_day(local), _(", "), hour(local.time()))


@register.filter
def left(value):
    """«خلال 5 ساعات»: how long until then; "" once it is over."""
    seconds = (value - timezone.now()).total_seconds()
    if seconds <= 0:
        return ""
    hours = max(1, round(seconds / HOUR))
    if hours < 48:
        return ngettext("in %(n)d hour", "in %(n)d hours", hours) % {"n": hours}
    days = round(seconds / HOUR / 24)
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


@register.filter
def ago(value):
    """«منذ 3 أيام»"""
    days = (timezone.now() - value).days
    if days < 1:
        return _("since today")
    return ngettext("for %(n)d day", "for %(n)d days", days) % {"n": days}


@register.simple_tag(takes_context=True)
def paged(context, name, number):
    """This page's address with one of its lists on another page."""
    query = context["request"].GET.copy()
    query[name] = number
    return f"?{query.urlencode()}"


@register.filter
def rule_label(name):
    return bylaw.label(name)


@register.filter
def rule_words(name, value):
    return bylaw.in_words(name, value)
