"""A person's own data: what the journal hands out and forgets."""

from django.db.models import Q

from deeds import hooks
from deeds.models import Entry, EntryText


def register():
    hooks.own_data.register(hooks.OwnData("deeds", export, erase))


def export(person):
    """The person's own deeds, with their words and reasons."""
    entries = Entry.objects.filter(actor=person).select_related("text").order_by("pk")
    return {"deeds": [deed_of(entry) for entry in entries.iterator()]}


def deed_of(entry):
    text = getattr(entry, "text", None)
    return {
        "id": str(entry.uuid),
        "at": entry.at,
        "deed": entry.deed,
        "title": entry.title,
        "reason": text.reason if text else "",
        "words": text.words if text else "",
    }


def erase(person):
    """The texts of entries by, about or naming the person go; the entries stay, and the chain with them."""
    named = Q(audience__meets={f"person:{person.pk}"})
    about = Q(subject_type=person._meta.label_lower, subject_id=str(person.pk))
    EntryText.objects.filter(entry__in=Entry.objects.filter(named | about | Q(actor=person))).delete()
