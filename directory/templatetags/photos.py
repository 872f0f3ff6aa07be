"""Photos on pages: the width that is enough, and the part that must stay in sight."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

register = template.Library()

HIDDEN = ("bad", "x-circle", _("hidden after a report"))
WAITING = ("warn", "question-circle", _("not public: say who can be recognised"))
SHOWN = ("ok", "check-circle-fill", _("on your page"))


@register.simple_tag
def photo(photo, width, extra="pic", sizes="", alt=None):
    """An <img> of a photo drawn `width` CSS pixels wide; browsers choose the file by `sizes` and their screen."""
    sources = format_html_join(", ", "{} {}w", ((photo.address(each), str(each)) for each in photo.widths))
    return format_html(
        '<img class="{} focal-{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy"'
        ' decoding="async">',
        extra,
        photo.focal,
        photo.address(width),
        sources,
        sizes or f"{width}px",
        str(width),
        str(max(1, round(photo.height * width / photo.width))),
        photo.alt if alt is None else alt,
    )


@register.simple_tag
def photo_address(photo, width):
    return photo.address(width)


@register.filter
def photo_state(photo):
    """{tone, icon, label}: whether everybody sees a photo, and what keeps it from them."""
    tone, icon, label = HIDDEN if photo.hidden_at else SHOWN if photo.is_answered else WAITING
    return {"tone": tone, "icon": icon, "label": label}
