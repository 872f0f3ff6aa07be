"""Reading the chain: contiguous, so that a reader's cursor is one number and its hash."""

from collections.abc import Iterator

from deeds.models import Seal

LIMIT = 500


def read_from(seq: int = 0, limit: int = LIMIT) -> Iterator[Seal]:
    """The seals after `seq`, at most `limit`, in contiguous order, each with `entry` and its text at hand."""
    after = Seal.objects.filter(seq__gt=seq).select_related("entry__text").order_by("seq")[:limit]
    yield from after


def head() -> Seal | None:
    """The last seal, or None while nothing is sealed."""
    return Seal.objects.order_by("-seq").first()


def knows(seq: int, hash: str) -> bool:
    """Is this place, kept by a reader, a place of this journal? The beginning always is."""
    return seq == 0 or Seal.objects.filter(seq=seq, hash=hash).exists()
