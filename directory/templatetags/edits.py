"""When somebody saved, and what a saved edit did, in words."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .words import full_day, hour, listed

NBSP = "\u00a0"
register = template.Library()


@register.filter
def moment(value):
    """«اليوم، 2:10 مساءً», else the day with the hour, inside <time>."""
    here = timezone.localtime(value)
    at = hour(here).replace(" ", NBSP)
    if here.date() != timezone.localdate():
        return format_html("{}{}{}", full_day(here), _(", "), at)
    words = _("today, %(hour)s") % {"hour": at}
    return format_html('<time datetime="{}">{}</time>', here.isoformat(), words)


@register.filter
def deed(counts):
    """«غُيّر حقلان، وأُضيف بند»: what an edit did; "" when nothing before it is known."""
    if not counts:
        return ""
    words = [
        counts["changed"] and ngettext("%(n)d field changed", "%(n)d fields changed", counts["changed"]),
        counts["added"] and ngettext("%(n)d item added", "%(n)d items added", counts["added"]),
        counts["removed"] and ngettext("%(n)d item removed", "%(n)d items removed", counts["removed"]),
    ]
    numbers = (counts["changed"], counts["added"], counts["removed"])
    return listed(text % {"n": n} for text, n in zip(words, numbers, strict=True) if text)
