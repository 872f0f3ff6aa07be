"""What is said of an accreditation when it is signed: who meets which standard, from when to when, by whose word."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from coordination.standards.credentials import signed


def giver():
    """{"name_ar", "name_en", "url"}: an accreditation is never shown without whose word it is."""
    names = {f"name_{lang}": giver_in(lang) for lang in settings.SITE_NAME}
    return {**names, "url": settings.SITE_URL}


def giver_in(lang):
    with override(lang):
        return _("Coordinating committee of %(site)s") % {"site": settings.SITE_NAME[lang]}


def verify_address(accreditation):
    """Where everybody sees whether it holds now; what its QR code leads to."""
    return settings.SITE_URL + reverse("verify", args=[accreditation.uuid])


def claims(accreditation):
    """Plain JSON. Days are the site's; it holds from the first through the last of them."""
    group, standard = accreditation.group, accreditation.standard
    return {
        "id": str(accreditation.uuid),
        "group": {"id": str(group.uuid), "name_ar": group.name_ar, "name_en": group.name_en},
        "standard": {
            "id": str(standard.uuid),
            "code": standard.code,
            "version": standard.number,
            "title_ar": standard.title_ar,
            "title_en": standard.title_en,
        },
        "valid_from": accreditation.valid_from.isoformat(),
        "valid_until": accreditation.valid_until.isoformat(),
        "fingerprint": accreditation.fingerprint,
        "given_by": giver(),
        "verify": verify_address(accreditation),
    }


def proof(accreditation) -> str:
    """One line of ASCII that proves itself by the site's published key."""
    return signed.compact(claims(accreditation))


# --- days as moments


def first_moment(day):
    return _utc(_midnight(day))


def last_moment(day):
    return _utc(_midnight(day + timedelta(days=1)) - timedelta(seconds=1))


def moment(at):
    return _utc(at.replace(microsecond=0))


def _midnight(day):
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _utc(at):
    """As RFC 3339 in UTC, which is a dateTimeStamp of XML Schema too."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
