"""The journal: recording deeds, sealing them into one order, reading it, finding what was tampered with."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from deeds.models import Entry, EntryText, Seal, Unsealed

FORMAT = 1
BEGINNING = "0" * 64
BATCH = 500
LARGEST = 2**63 - 1
LOCK = 0x6D756C74  # the number of the sealers' advisory lock, the same in every process


@dataclass(frozen=True)
class Line:
    """What is recorded of one deed; `names` fill the title's placeholders, each isolated from its neighbours.

    Whoever is named in the texts stands in the audience as `person:<id>`: so they may read it, and erasing
    that person finds it.
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
    audience = sorted(set(line.audience))
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


# --- the doorbell


def ring_on_commit():
    """Has the doorbell ring once, after this transaction is written."""
    if not any(waiting[1] is ring for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)


def ring():
    """Tells the workers that something waits; without a doorbell they look by themselves."""
    if settings.DOORBELL:
        import_string(settings.DOORBELL)()


# --- the same bytes everywhere


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


# --- sealing


def seal() -> int:
    """Seals all that waits, 500 in a transaction, and returns how many; two sealers at once take turns."""
    total, last = 0, None
    while sealed := seal_batch():
        total, last = total + len(sealed), sealed[-1]
        if len(sealed) < BATCH:
            break
    if last:
        keep_head(last)
    return total


@transaction.atomic(durable=True)
def seal_batch() -> list[Seal]:
    take_turn()
    last = Seal.objects.order_by("-seq").first()
    waiting = list(Unsealed.objects.select_related("entry").order_by("pk")[:BATCH])
    seals = list(chain(last, [unsealed.entry for unsealed in waiting]))
    Seal.objects.bulk_create(seals)
    Unsealed.objects.filter(pk__in=[unsealed.pk for unsealed in waiting]).delete()
    return seals


def take_turn():
    """Waits for other sealers: BEGIN IMMEDIATE has done so on SQLite, PostgreSQL is asked for its lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def chain(last: Seal | None, entries: Iterable[Entry]) -> Iterator[Seal]:
    first, previous = (last.seq + 1, last.hash) if last else (1, BEGINNING)
    for seq, entry in enumerate(entries, first):
        sealed = Seal(seq=seq, entry=entry, previous=previous, hash=link(previous, entry))
        previous = sealed.hash
        yield sealed


def heads_file():
    return settings.VAR_DIR / "journal.heads"


def keep_head(last: Seal):
    """Notes the chain's head outside the database, against which a cut tail shows."""
    with heads_file().open("a", encoding="utf-8") as heads:
        heads.write(f"{last.head} {timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n")


# --- reading


def read_from(seq: int = 0, limit: int = BATCH) -> Iterator[Seal]:
    """The seals after `seq`, at most `limit`, in contiguous order, each with `entry` and its text at hand."""
    after = Seal.objects.filter(seq__gt=seq).select_related("entry__text").order_by("seq")[:limit]
    yield from after


def head() -> Seal | None:
    """The last seal, or None while nothing is sealed."""
    return Seal.objects.order_by("-seq").first()


def knows(seq: int, hash: str) -> bool:
    """Is this place, kept by a reader, a place of this journal? The beginning always is."""
    return seq == 0 or Seal.objects.filter(seq=seq, hash=hash).exists()


# --- verifying


class Fault(NamedTuple):
    """The first thing that does not hold: its place in the chain (or None), and a sentence."""

    seq: int | None
    sentence: str


def verify(head: tuple[int, str] | None = None) -> Fault | None:
    """Walks the whole chain and returns the first fault, or None.

    Found are changed, dropped and reordered entries and changed texts; a cut tail only against a `head`
    (seq, hash) kept outside. What was removed before it was sealed cannot be found.
    """
    return fault_in_chain() or fault_outside_chain() or (fault_against(*head) if head else None)


def fault_in_chain():
    seq, previous = 0, BEGINNING
    while seals := list(read_from(seq, 2000)):
        for sealed in seals:
            if fault := fault_of(sealed, seq + 1, previous):
                return fault
            seq, previous = sealed.seq, sealed.hash
    return None


def fault_of(sealed, seq, previous):
    entry = sealed.entry
    if sealed.seq != seq:
        return Fault(
            seq,
            _("Entry %(seq)d was dropped: the chain goes on with %(next)d.")
            % {"seq": seq, "next": sealed.seq},
        )
    if sealed.previous != previous:
        return Fault(seq, _("Entry %(seq)d was moved: it does not follow the one before it.") % {"seq": seq})
    if sealed.hash != link(previous, entry):
        return Fault(
            seq,
            _("Entry %(seq)d (%(uuid)s) was changed after it was sealed.") % {"seq": seq, "uuid": entry.uuid},
        )
    if (text := getattr(entry, "text", None)) and digest(text) != entry.text_digest:
        return Fault(
            seq, _("The text of entry %(seq)d (%(uuid)s) was changed.") % {"seq": seq, "uuid": entry.uuid}
        )
    return None


def fault_outside_chain():
    lost = Entry.objects.filter(seal=None, unsealed=None).order_by("pk").first()
    if lost:
        return Fault(
            None,
            _("Entry %(uuid)s lost its seal: it neither stands in the chain nor waits for it.")
            % {"uuid": lost.uuid},
        )
    return None


def fault_against(seq, hash):
    last = head()
    if (last.seq if last else 0) < seq:
        sentence = _("The tail was cut: entry %(seq)d is known outside, and the chain ends before it.")
        return Fault(seq, sentence % {"seq": seq})
    if not knows(seq, hash):
        return Fault(seq, _("Entry %(seq)d is not the one that is known outside.") % {"seq": seq})
    return None
