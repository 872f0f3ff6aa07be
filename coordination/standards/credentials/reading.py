"""What somebody hands in to be checked: a short proof or a credential, as text."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from coordination.standards.credentials import signed
from coordination.standards.credentials.signed import NotProven

LONGEST = 64 * 1024  # characters
COMPACT = re.compile(rb"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{86}(?![\w-])")


def text_of(raw: bytes) -> str:
    """What a file hands in: its text, or the proof that a certificate as PDF carries among its keywords."""
    if raw.startswith(b"%PDF-"):
        found = COMPACT.search(raw)
        return found[0].decode() if found else ""
    return raw.decode("utf-8", "replace")


@dataclass(frozen=True)
class Said:
    """What a proof that holds says; whether it still does, only the site can tell."""

    id: UUID
    group: str
    standard: str
    valid_from: date
    valid_until: date
    giver: str


def read(text: str, lang: str) -> Said:
    """NotProven unless the text was signed by a key of ours as it stands; `lang` prefers names."""
    text = text.removeprefix("\ufeff").strip()
    if not text or len(text) > LONGEST:
        raise NotProven("unreadable")
    try:
        return _credential(text) if text.startswith("{") else _claims(signed.claims_of(text), lang)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise NotProven("unreadable") from error


def _claims(claims, lang):
    def name(pair, stem):
        other = "en" if lang == "ar" else "ar"
        return pair[f"{stem}_{lang}"] or pair[f"{stem}_{other}"]

    return Said(
        UUID(claims["id"]),
        name(claims["group"], "name"),
        f"{name(claims['standard'], 'title')} · {claims['standard']['version']}",
        date.fromisoformat(claims["valid_from"]),
        date.fromisoformat(claims["valid_until"]),
        name(claims["given_by"], "name"),
    )


def _credential(text):
    said = signed.document_of(json.loads(text))
    subject = said["credentialSubject"]
    achievement = subject["achievement"]
    return Said(
        UUID(said["id"].rstrip("/").rpartition("/")[2]),
        subject["identifier"][0]["identityHash"],
        f"{achievement['name']} · {achievement['version']}",
        _day(said["validFrom"]),
        _day(said["validUntil"]),
        said["issuer"]["name"],
    )


def _day(moment):
    return timezone.localdate(datetime.fromisoformat(moment), timezone.get_default_timezone())
