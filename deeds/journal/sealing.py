"""Sealing: what waits gets its place in one contiguous chain, whatever order its transactions ended in."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from deeds.journal.canonical import BEGINNING, link
from deeds.journal.reading import head
from deeds.models import Entry, Seal, Unsealed

BATCH = 500
LOCK = 0x6D756C74  # the number of the sealers' advisory lock, the same in every process


def seal() -> int:
    """Seals all that waits, 500 in a transaction, and returns how many; two sealers at once take turns."""
    total, last = 0, None
    while Unsealed.objects.exists() and (sealed := seal_batch()):
        total, last = total + len(sealed), sealed[-1]
        if len(sealed) < BATCH:
            break
    if last:
        keep_head(last)
    return total


@transaction.atomic(durable=True)
def seal_batch() -> list[Seal]:
    take_turn()
    last = head()
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


def parsed_head(text: str) -> tuple[int, str] | None:
    """(seq, hash) of a head as it is written down, SEQ:HASH; None when it is none."""
    match = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text.strip().lower())
    return (int(match[1]), match[2]) if match else None


def last_head_kept() -> tuple[int, str] | None:
    """The last head noted outside the database, None when there is none; a half written line is passed over."""
    if not heads_file().exists():
        return None
    with heads_file().open(encoding="utf-8") as heads:
        last_two = deque(heads, maxlen=2)
    known = [parsed_head(line.partition(" ")[0]) for line in last_two]
    return next((head for head in reversed(known) if head), None)


def keep_head(last: Seal):
    """Notes the chain's head outside the database, against which a cut tail shows."""
    with heads_file().open("a", encoding="utf-8") as heads:
        heads.write(f"{last.head} {timezone.now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n")
