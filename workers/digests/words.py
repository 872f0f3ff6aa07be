"""The sentences of a digest, in the active language and the active zone."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from hijridate import Gregorian

from deeds import hooks
from directory.templatetags.words import hour
from workers.digests import content

HEADINGS = {
    content.NEEDS: pgettext_lazy("digest", "Needs your decision"),
    content.ADDRESSED: pgettext_lazy("digest", "Addressed to you"),
    content.FITS: pgettext_lazy("digest", "Requests that fit your groups"),
    content.GROUPS: pgettext_lazy("digest", "From your groups"),
    content.COMMITTEE: pgettext_lazy("digest", "From the coordinating committee"),
    content.FOLLOWED: pgettext_lazy("digest", "From what you follow"),
    content.FIELDS: pgettext_lazy("digest", "In your fields and area"),
    content.NEW: pgettext_lazy("digest", "New groups"),
}
FIGURES = {
    "committee": pgettext_lazy("digest", "For the committee to know"),
    "operator": pgettext_lazy("digest", "How the site runs"),
}
NAMES = {
    "daily": pgettext_lazy("digest", "Your daily digest"),
    "weekly": pgettext_lazy("digest", "Your weekly digest"),
    "monthly": pgettext_lazy("digest", "Your monthly digest"),
}
NBSP = "\u00a0"
HIJRI_YEARS = range(1925, 2077)


def digest_name(cadence):
    return str(NAMES[cadence])


def subject(cadence, digest, nearest, now):
    """«ملخصكم الأسبوعي: 3 أمور بانتظار قراركم، أقربها اليوم»"""
    name, found = digest_name(cadence), digest.waiting
    if not found:
        told = ngettext("%(name)s: %(n)d new thing", "%(name)s: %(n)d new things", len(digest.items))
        return told % {"name": name, "n": len(digest.items)} if digest.items else name
    told = ngettext(
        "%(name)s: %(n)d thing waits for your decision",
        "%(name)s: %(n)d things wait for your decision",
        found,
    )
    told %= {"name": name, "n": found}
    if nearest is None or nearest <= now:
        return told
    told_by = ngettext("%(subject)s, by %(when)s", "%(subject)s, the nearest %(when)s", found)
    return told_by % {"subject": told, "when": when(nearest, now)}


def opening(digest, nearest, now):
    """The one sentence that most readers need."""
    found = digest.waiting
    if not found:
        return _("Nothing waits for your decision.")
    told = ngettext("%(n)d thing waits for your decision.", "%(n)d things wait for your decision.", found)
    if nearest is None or nearest <= now:
        return told % {"n": found}
    told = ngettext(
        "%(n)d thing waits for your decision, by %(when)s.",
        "%(n)d things wait for your decision, the nearest by %(when)s.",
        found,
    )
    return told % {"n": found, "when": when(nearest, now, with_hour=True)}


def closing(needs, nearest, now):
    """What comes after the nearest deadline; "" when nothing has a date."""
    dates = sorted({timezone.localdate(item.due_at) for item in needs if item.due_at and item.due_at > now})
    if not dates or len(dates) == 1 or nearest is None:
        return ""
    return _("After that nothing falls due before %(day)s.") % {"day": weekday(dates[1])}


def why(cadence, reader):
    """«وصلتكم هذه الرسالة لأنكم …»"""
    chosen = {
        "daily": _("You get this mail because you chose the daily digest."),
        "weekly": _("You get this mail because you chose the weekly digest."),
        "monthly": _("You get this mail because you chose the monthly digest."),
    }
    if reader.preference.pk is None:
        return _(
            "You get this mail because you have an account here; everybody begins with the weekly digest."
        )
    return chosen[cadence]


# --- lines


def state_of(item, now):
    """(words, whether a date presses): until when; of what has no date, since when it waits or when it happened."""
    if item.due_at is None:
        on = day(timezone.localdate(item.at))
        return _("since %(day)s") % {"day": on} if item.section == content.NEEDS else on, False
    if item.due_at <= now:
        return pgettext("state", "overdue"), True
    return _("until %(when)s") % {"when": when(item.due_at, now, with_hour=True)}, True


def earlier(number):
    if not number:
        return ""
    return ngettext("%(n)d earlier change", "%(n)d earlier changes", number) % {"n": number}


def capacity(as_whom, own, language):
    """«بصفتكم: إدارة مجموعة ⁨X⁩»; "" for oneself."""
    first, _colon, rest = as_whom.partition(":")
    if first != "group":
        found = hooks.capacities_of([as_whom]) if first in ("committee", "operator") else {}
        return str(found.get(as_whom, ""))
    group, _colon, role = rest.partition(":")
    kept = own.get(int(group))
    name = f"\u2068{getattr(kept, f'name_{language}')}\u2069" if kept else ""
    patterns = {
        "leader": _("As a leader of %(group)s"),
        "editor": _("As an editor of the page of %(group)s"),
        "member": _("As a member of %(group)s"),
    }
    return patterns[role] % {"group": name} if kept else ""


# --- dates


def when(moment, now, *, with_hour=False):
    """«اليوم 8:00 مساءً»، «الخميس 26 نوفمبر»; the hour only today and tomorrow."""
    local, date = timezone.localtime(moment), timezone.localdate(moment)
    away = (date - timezone.localdate(now)).days
    if away not in (0, 1):
        return weekday(date)
    near = _("today") if away == 0 else _("tomorrow")
    return f"{near} {hour(local.time()).replace(' ', NBSP)}" if with_hour else near


def weekday(date):
    return _("%(weekday)s %(day)s") % {"weekday": WEEKDAYS[date.weekday()], "day": day(date)}


def day(date):
    return f"{date.day}{NBSP}{MONTHS[date.month]}"


def period(since, until):
    """«من 15 إلى 21 نوفمبر 2026 (من 5 إلى 11 جمادى الآخرة 1448 هـ)», up to the last whole day."""
    first, last = timezone.localdate(since), timezone.localdate(until)
    last = max(first, last - timedelta(days=1))
    months = {(date.year, date.month): str(MONTHS[date.month]) for date in (first, last)}
    gregorian = span((first.day, first.month, first.year), (last.day, last.month, last.year), months)
    if not (first.year in HIJRI_YEARS and last.year in HIJRI_YEARS):
        return gregorian
    return _("%(gregorian)s (%(hijri)s)") % {"gregorian": gregorian, "hijri": hijri(first, last)}


def hijri(first, last):
    """Umm al-Qura, computed; a sighting may differ by a day."""
    language: Any = get_language()
    begin, end = (Gregorian.fromdate(date).to_hijri() for date in (first, last))
    months = {(date.year, date.month): date.month_name(language) for date in (begin, end)}
    told = span((begin.day, begin.month, begin.year), (end.day, end.month, end.year), months)
    return pgettext("hijri", "%(date)s AH") % {"date": told}


def span(first, last, months):
    """One day, days of one month, or days of two; each is (day, month, year)."""
    (day1, month1, year1), (day2, month2, year2) = first, last
    names = {"d1": day1, "d2": day2, "m1": months[year1, month1], "m2": months[year2, month2]}
    names |= {"y1": year1, "y2": year2}
    if first == last:
        return pgettext("dates", "%(d2)d %(m2)s %(y2)d") % names
    if (month1, year1) == (month2, year2):
        return pgettext("dates", "from %(d1)d to %(d2)d %(m2)s %(y2)d") % names
    if year1 == year2:
        return pgettext("dates", "from %(d1)d %(m1)s to %(d2)d %(m2)s %(y2)d") % names
    return pgettext("dates", "from %(d1)d %(m1)s %(y1)d to %(d2)d %(m2)s %(y2)d") % names


# --- links


def absolute(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


def share_url(digest, language):
    """A mail to whomever the reader likes, with what is public of this one; "" when nothing is."""
    number = 0 if language == "ar" else 1
    lines = [
        f"{item.titles[number]}\n{settings.SITE_URL}{item.url()}" for item in digest.items if item.is_public
    ]
    if not lines:
        return ""
    about = _("News from %(site)s") % {"site": settings.SITE_NAME[language]}
    return f"mailto:?subject={quote(about)}&body={quote(chr(10).join(lines))}"
