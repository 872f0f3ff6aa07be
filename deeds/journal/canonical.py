"""The same bytes for the same entry on every database and machine, and the hashes over them."""

import hashlib
import json
from datetime import UTC

from deeds.models import Entry, EntryText

FORMAT = 1
BEGINNING = "0" * 64
LARGEST = 2**63 - 1


def check_plain(value):
    """Raises unless the value comes back from both databases, and through JSON, as exactly the same bytes."""
    match value:
        case None | bool():
            return
        case int():
            if abs(value) > LARGEST:
                raise ValueError(f"{value} is too large for the journal; write it as text.")
        case str():
            value.encode()  # a lone surrogate raises
            if "\0" in value:
                raise ValueError("The journal cannot hold the character U+0000.")
        case list() | tuple():
            for item in value:
                check_plain(item)
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise TypeError(f"Keys in the journal are text, not {key!r}.")
                check_plain(key)
                check_plain(item)
        case _:
            raise TypeError(f"The journal holds no {type(value).__name__}; write {value!r} as text.")


def canonical(value) -> bytes:
    """UTF-8 JSON with sorted keys and nothing optional in it."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def entry_bytes(entry: Entry) -> bytes:
    """Everything an entry says, as the bytes that are sealed; times in UTC with six decimals."""
    return canonical(
        {
            "format": FORMAT,
            "id": entry.pk,
            "uuid": str(entry.uuid),
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "actor": entry.actor_id,
            "deed": entry.deed,
            "subject_type": entry.subject_type,
            "subject_id": entry.subject_id,
            "audience": entry.audience,
            "data": entry.data,
            "reason_code": entry.reason_code,
            "text_digest": entry.text_digest,
            "quiet": entry.quiet,
        }
    )


def digest(text: EntryText) -> str:
    """sha256(salt ‖ text): proves the words while they are there, and tells nothing once they are erased."""
    words = [text.title_ar, text.title_en, text.reason, text.words]
    return hashlib.sha256(bytes.fromhex(text.salt) + canonical(words)).hexdigest()


def link(previous: str, entry: Entry) -> str:
    """sha256(previous ‖ canonical bytes of the entry), in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(previous) + entry_bytes(entry)).hexdigest()
