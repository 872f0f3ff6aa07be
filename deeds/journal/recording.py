"""Writing deeds down, in the transaction that does them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from deeds.journal.canonical import check_plain, digest
from deeds.models import Entry, EntryText, Unsealed

BATCH = 500


@dataclass(frozen=True)
class Line:
    """What is recorded of one deed; `names` fill the title's placeholders, each isolated from its neighbours.

    Whoever is named in the texts stands in the audience as `person:<id>` (the actor always does): so they
    may read it, and erasing that person finds it.
    """

    deed: str
    subject: Any
    audience: Iterable[str]
    title: Any
    names: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] | None = None
    reason_code: str = ""
    reason: str = ""
    words: str = ""
    quiet: bool = False


def record(
    deed,
    subject,
    *,
    by,
    audience,
    title,
    names=None,
    data=None,
    reason_code="",
    reason="",
    words="",
    quiet=False,
):
    """Writes one entry into the caller's transaction and returns it; outside of one it raises.

    `subject` is a saved model instance, or (type, id). `by` is a person, None means the system itself.
    `title` is lazy: it is written down in Arabic and in English.
    """
    line = Line(deed, subject, audience, title, names or {}, data, reason_code, reason, words, quiet)
    return record_many([line], by=by)[0]


def record_many(lines: Iterable[Line], *, by) -> list[Entry]:
    """Records many deeds of one actor with a handful of statements; for imports, whose entries are quiet."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A deed is recorded inside the transaction that does it."
        )
    lines = list(lines)
    at = timezone.now()
    texts = [text_of(line, titles) for line, titles in zip(lines, titles_of(lines), strict=True)]
    entries = [entry_of(line, text, by, at) for line, text in zip(lines, texts, strict=True)]
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    for entry, text in zip(entries, texts, strict=True):
        text.entry = entry
    EntryText.objects.bulk_create(texts, batch_size=BATCH)
    Unsealed.objects.bulk_create([Unsealed(entry=entry) for entry in entries], batch_size=BATCH)
    ring_on_commit()
    return entries


def titles_of(lines):
    """(Arabic, English) of each line, switching the language twice in all."""
    rendered = []
    for language in ("ar", "en"):
        with override(language):
            rendered.append([title_of(line) for line in lines])
    return zip(*rendered, strict=True)


def title_of(line):
    if not line.names:
        return str(line.title)
    return str(line.title) % {name: isolated(value) for name, value in line.names.items()}


def isolated(value):
    """A name inside a sentence, kept from turning the direction of its neighbours (U+2068 … U+2069)."""
    return value if isinstance(value, int) else f"\u2068{value}\u2069"


def text_of(line, titles):
    title_ar, title_en = titles
    text = EntryText(
        salt=secrets.token_hex(16),
        title_ar=title_ar,
        title_en=title_en,
        reason=str(line.reason),
        words=str(line.words),
    )
    check_plain([title_ar, title_en, text.reason, text.words])
    return text


def entry_of(line, text, by, at):
    subject_type, subject_id = subject_of(line.subject)
    audience = sorted({*line.audience, *([f"person:{by.pk}"] if by else [])})
    data = line.data or {}
    check_plain([audience, data])
    return Entry(
        at=at,
        actor=by,
        deed=line.deed,
        subject_type=subject_type,
        subject_id=subject_id,
        audience=audience,
        data=data,
        reason_code=line.reason_code,
        text_digest=digest(text),
        quiet=line.quiet,
    )


def subject_of(subject):
    if isinstance(subject, tuple):
        kind, pk = subject
        return kind, str(pk)
    return subject._meta.label_lower, str(subject.pk)


def ring_on_commit():
    """Has the doorbell ring once, after this transaction is written."""
    if not any(waiting[1] is ring for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)


def ring():
    """Tells the workers that something waits; without a doorbell they look by themselves."""
    if settings.DOORBELL:
        import_string(settings.DOORBELL)()
