"""What people do to their own accounts."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from accounts.models import Mute, Person, Preference
from deeds import hooks, journal

RENAMED = _("The display name of an account was changed.")
ERASED = _("An account was erased at its owner's wish.")


@transaction.atomic
def change_settings(person, *, name, language, by):
    """A new name is recorded, since others may see it; the language concerns nobody else."""
    renamed = Person.objects.filter(pk=person.pk).exclude(name=name).exists()
    Person.objects.filter(pk=person.pk).update(name=name, language=language)
    if renamed:
        journal.record(
            "accounts.rename",
            person,
            by=by,
            audience=[f"person:{person.pk}", "operator"],
            title=RENAMED,
            quiet=True,
        )


@transaction.atomic
def wish_mails(person, form):
    """Keeps the valid form's wishes; whoever saves twice at once has one row, as the later one said."""
    Person.objects.select_for_update().get(pk=person.pk)
    known = Preference.objects.filter(person=person).values_list("pk", flat=True).first()
    form.instance.pk, form.instance._state.adding = known, known is None
    form.save()


def mute(person, subject_type, subject_id, *, name_ar, name_en):
    """Neither mails nor a count about this subject any more; twice is once."""
    names = {"name_ar": name_ar, "name_en": name_en}
    Mute.objects.get_or_create(
        person=person, subject_type=subject_type, subject_id=subject_id, defaults=names
    )


def export_own(person):
    """{label of the app: {part: rows}}: everything every room keeps about this person."""
    return {pair.label: pair.export(person) for pair in hooks.own_data}


def forget_never_confirmed():
    """Accounts that were begun and never confirmed go without a trace; returns how many.

    What points to such a row all the same keeps it: somebody granted it something.
    """
    gone = 0
    for person in Person.objects.never_confirmed().iterator():
        try:
            with transaction.atomic():
                person.delete()
                gone += 1
        except ProtectedError:
            continue
    return gone


@transaction.atomic
def erase_own(person, *, by):
    """Every room forgets the person, from the top floor down; a single refusal keeps everything as it was.

    The journal comes last, because leaving a group is itself an entry that names the person.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    for pair in reversed(list(hooks.own_data)):
        pair.erase(person)
    journal.record("accounts.erase", person, by=by, audience=["operator"], title=ERASED, quiet=True)
