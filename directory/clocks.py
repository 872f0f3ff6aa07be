"""How long a licence still runs, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON, SOONER, SOONEST = 60, 30, 7


@dataclass(frozen=True)
class Clock:
    """`days` left, negative once expired; `tone` and `icon` as states have them."""

    days: int
    tone: str
    icon: str
    sentence: Any

    @property
    def warns(self):
        return self.days <= SOON


def licence_clock(licence, today=None):
    """The Clock of a licence that ends; None without one, or when it has no end."""
    if licence is None or licence.expires_on is None:
        return None
    days = (licence.expires_on - (today or timezone.localdate())).days
    tone, icon = look(days)
    return Clock(days, tone, icon, in_words(days))


def look(days):
    if days < 0:
        return "bad", "exclamation-circle-fill"
    if days <= SOONER:
        return "warn", "hourglass-split"
    return ("info", "clock") if days <= SOON else ("ok", "check-circle-fill")


def in_words(days):
    if days < 0:
        text = ngettext("The licence expired %(n)d day ago", "The licence expired %(n)d days ago", -days)
        return text % {"n": -days}
    if days == 0:
        return _("The licence expires today")
    return ngettext("The licence expires in %(n)d day", "The licence expires in %(n)d days", days) % {
        "n": days
    }
