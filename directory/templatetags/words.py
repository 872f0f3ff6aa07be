"""Days, hours, ages, prices and states in words, from rows and from cards alike."""

from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import number_format
from django.utils.html import format_html, strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, npgettext, pgettext
from django.utils.translation import gettext as _

from directory.bilingual import Text, pick
from directory.models import Kind, Service
from directory.models.profile import Day

register = template.Library()

NEW_FOR_DAYS = 30
PLACES = {"open": ("info", "door-open"), "waiting": ("warn", "hourglass-split"), "full": ("mute", "x-circle")}
LICENCE = {
    "verified": ("ok", "patch-check", gettext_lazy("Licence checked")),
    "unverified": ("mute", "question-circle", gettext_lazy("Licence not checked yet")),
    "refused": ("bad", "x-circle", gettext_lazy("Licence not accepted")),
    "expired": ("bad", "exclamation-circle-fill", gettext_lazy("Licence expired")),
}
LANGUAGES = {
    "ar": gettext_lazy("Arabic"),
    "en": gettext_lazy("English"),
    "ur": gettext_lazy("Urdu"),
    "hi": gettext_lazy("Hindi"),
    "fa": gettext_lazy("Persian"),
    "fr": gettext_lazy("French"),
    "tl": gettext_lazy("Filipino"),
    "bn": gettext_lazy("Bengali"),
    "kwsl": gettext_lazy("Kuwaiti sign language"),
    "sign": gettext_lazy("sign language"),
}


def as_date(value):
    """A date from a date, a moment or its ISO text."""
    if isinstance(value, datetime):
        return timezone.localdate(value)
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else value


@register.filter
def day(value):
    """«3 نوفمبر», “3 Nov”, with the year when it is not this year; inside <time>."""
    moment = as_date(value)
    return stamped(moment, moment.year != timezone.localdate().year, short=True) if moment else ""


@register.filter
def full_day(value):
    """«3 نوفمبر 2026» inside <time>."""
    moment = as_date(value)
    return stamped(moment, True) if moment else ""


@register.filter
def day_and_month(value):
    return stamped(as_date(value), False)


def stamped(moment, with_year, short=False):
    month = MONTHS_3[moment.month].title() if short and get_language() == "en" else MONTHS[moment.month]
    text = f"{moment.day} {month}" + (f" {moment.year}" if with_year else "")
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)


@register.filter
def later(first, second):
    """The later of two days, either of which may be missing."""
    return max(filter(None, (as_date(first), as_date(second))), default=None)


@register.filter
def hour(value):
    """«5:00 مساءً» from a time or "17:00"."""
    moment = time.fromisoformat(value) if isinstance(value, str) else value
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02}"
    if moment.hour == 12:
        return pgettext("hour", "%(clock)s noon") % {"clock": clock}
    half = pgettext("hour", "%(clock)s am") if moment.hour < 12 else pgettext("hour", "%(clock)s pm")
    return half % {"clock": clock}


def listed(words):
    """«الأحد، الاثنين والثلاثاء»"""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": _(", ").join(words[:-1]), "last": words[-1]}


@register.filter
def in_words(codes):
    """Language codes as a list in words; unknown codes stay as they are."""
    return listed(LANGUAGES.get(code, code) for code in codes)


def week_words(known):
    """Three days or more in a row are named by the first and the last."""
    if len(known) == len(Day):
        return _("every day")
    first = Day.values.index(known[0]) if known else 0
    if len(known) > 2 and known == Day.values[first : first + len(known)]:
        return _("%(first)s to %(last)s") % {"first": Day(known[0]).label, "last": Day(known[-1]).label}
    return listed(Day(value).label for value in known)


def when_words(days, begins, ends=None):
    """Days and hours, either of which may be missing; "" when both are."""
    week = week_words([value for value in Day.values if value in days])
    if begins and ends:
        clock = _("from %(begin)s to %(end)s") % {"begin": hour(begins), "end": hour(ends)}
    else:
        clock = hour(begins) if begins else ""
    return _(", ").join(part for part in (week, clock) if part)


@register.filter
def when(service):
    """Days and the hour at which it begins: what a card has room for."""
    if isinstance(service, dict):
        return when_words(service["days"], service["hours"]["from"])
    return when_words(service.days, service.starts_at, service.ends_at)


def age_words(low, high):
    if low is not None and high is not None:
        text = npgettext("ages", "from %(low)d to %(high)d year", "from %(low)d to %(high)d years", high)
    elif high is not None:
        text = npgettext("ages", "up to %(high)d year", "up to %(high)d years", high)
    elif low is not None:
        text = npgettext("ages", "from %(low)d year", "from %(low)d years", low)
    else:
        text = pgettext("ages", "all ages")
    return text % {"low": low, "high": high}


@register.filter
def ages(service):
    if isinstance(service, dict):
        return age_words(service["ages"]["from"], service["ages"]["to"])
    return age_words(service.age_from, service.age_to)


@register.filter
def price(service):
    """Free, so much, or to be asked; money with three decimals."""
    value = service["price"] if isinstance(service, dict) else service.price
    if value is None:
        return _("price on request")
    if not Decimal(value):
        return _("free of charge")
    return _("KWD %(amount)s") % {"amount": number_format(Decimal(value), 3)}


@register.filter
def is_free(service):
    value = service["price"] if isinstance(service, dict) else service.price
    return value is not None and not Decimal(value)


@register.filter
def kind(code):
    return Kind(code).label if code in Kind.values else ""


@register.filter
def people(service):
    """Whom a service is for, of which age: «النساء، التوحد، من 5 إلى 12 سنة»."""
    terms = [str(term) for term in service.beneficiaries.all()]
    alone = service.for_whom in (Service.ForWhom.WOMEN, Service.ForWhom.MEN) or not terms
    first = [str(for_whom(service.for_whom))] if alone else []
    return _(", ").join(part for part in (*first, *terms, ages(service)) if part)


@register.filter
def in_full(place):
    """A governorate with that word, since a town may bear the same name."""
    return place.label if place.parent else _("%(name)s governorate") % {"name": place.label}


@register.filter
def for_whom(code):
    return Service.ForWhom(code).label if code != Service.ForWhom.ALL else ""


@register.simple_tag
def service_why(hit):
    """{icon, text, why, people}: what matched; a match on whom it is for is marked there, and the text tells more."""
    card = hit.card
    labels = [pick(term["ar"], term["en"]) for term in card["beneficiaries"]]
    text = pick(card["description_ar"], card["description_en"])
    about = Text(Truncator(text).words(16), text.lang)
    people = for_whom(card["for_whom"]) or (labels[0] if labels else "")
    if not hit.why or hit.why_kind == "name":
        return {"icon": "info-circle", "text": about, "why": False, "people": people}
    if strip_tags(hit.why) in labels:
        return {"icon": "info-circle", "text": about, "why": False, "people": hit.why}
    return {"icon": "search", "text": hit.why, "why": True, "people": people}


@register.filter
def mode(code):
    return Service.Mode(code).label


@register.filter
def places(code):
    """{tone, icon, label} of how many places a service has."""
    tone, picture = PLACES[code]
    return {"tone": tone, "icon": picture, "label": Service.Places(code).label}


@register.filter
def licence_state(licence):
    """{state, tone, icon, label} of a licence as of today."""
    state = licence.state()
    tone, picture, text = LICENCE[state]
    return {"state": state, "tone": tone, "icon": picture, "label": text}


@register.filter
def governorate(area):
    """«محافظة حولي»"""
    return _("%(name)s governorate") % {"name": area.title}


@register.filter
def card_state(card):
    """{tone, icon, label}: the one thing about a group that helps to choose."""
    if not card["claimed"]:
        return {"tone": "mute", "icon": "question-circle", "label": _("not confirmed by the group")}
    if card["accepts_volunteers"]:
        return {"tone": "info", "icon": "person-arms-up", "label": _("takes volunteers")}
    if is_new(card["listed_on"]):
        return {"tone": "ok", "icon": "check-circle-fill", "label": _("new in the directory")}
    return {"tone": "ok", "icon": "check-circle-fill", "label": pgettext("group", "listed in the directory")}


def is_new(listed_on):
    return bool(listed_on) and (timezone.localdate() - as_date(listed_on)).days <= NEW_FOR_DAYS


@register.filter
def badges(card):
    """The badges of a card that hold today: it was kept on another day."""
    today = timezone.localdate().isoformat()
    return [badge for badge in card["badges"] if badge["until"] >= today]
