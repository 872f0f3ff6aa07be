"""Finding what was tampered with, and saying it in a sentence."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from deeds.journal.canonical import BEGINNING, digest, link
from deeds.journal.reading import head as last_seal
from deeds.journal.reading import knows, read_from
from deeds.models import Entry


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
    last = last_seal()
    if (last.seq if last else 0) < seq:
        sentence = _("The tail was cut: entry %(seq)d is known outside, and the chain ends before it.")
        return Fault(seq, sentence % {"seq": seq})
    if not knows(seq, hash):
        return Fault(seq, _("Entry %(seq)d is not the one that is known outside.") % {"seq": seq})
    return None
