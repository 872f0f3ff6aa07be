"""How sentences with isolated names stand in a mail: as <bdi> in HTML, plain in titles, underlined in text."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()

ISOLATED = re.compile("\u2068([^\u2069]*)\u2069")


@register.filter
def isolates(sentence):
    """Escaped, with each isolated name (U+2068 … U+2069) in <bdi>."""
    return mark_safe(ISOLATED.sub(r"<bdi>\1</bdi>", conditional_escape(str(sentence))))


@register.filter
def plain(sentence):
    return ISOLATED.sub(r"\1", str(sentence))


@register.filter
def underlined(heading):
    """A heading of plain text, with a line of = beneath."""
    return f"{heading}\n{'=' * len(str(heading))}"
