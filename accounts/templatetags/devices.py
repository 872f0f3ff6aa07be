"""What a browser calls itself, said so that a person recognises the device."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
]


@register.simple_tag
def device(user_agent):
    names = [next((name for mark, name in table if mark in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    names = [name for name in names if name]
    if not names:
        return _("an unknown device")
    return format_html('<bdi dir="ltr">{}</bdi>', ", ".join(names))
