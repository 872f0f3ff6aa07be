"""Writing a standard together: its head, sections, sources and clauses, each saved by itself."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from coordination.standards.actions.stepping import claimed, keep, remember
from coordination.standards.models import Clause
from deeds.lifecycle import Refused
from directory.actions.editing import save_form

EDITED = _("The text of the standard “%(thing)s” was edited.")
REMOVED = _("Something was removed from the standard “%(thing)s”.")
FROZEN = _("The text stands still now: groups comment on it, or it is put to the vote, or decided.")
GONE = _("Somebody removed this while you wrote. Copy what you need from here, and add it anew.")
TAKEN = _("This code or key is used in this standard already.")
NOT_EMPTY = _("Move or remove the clauses of this section first.")
COMMITTEE = ["committee"]


def open_for(standard, *, by, seen):
    """Claims the standard for an edit; Refused while its text stands still."""
    standard = claimed(standard, by=by, seen=seen)
    if not standard.is_editable:
        raise Refused(FROZEN, "frozen")
    return standard


@transaction.atomic
def save(standard, form, *, by, seen):
    """Saves a valid form of the head, or of a section, a source or a clause."""
    standard = open_for(standard, by=by, seen=seen)
    row = form.instance
    if row.pk and not type(row).objects.filter(pk=row.pk).exists():
        raise Refused(GONE, "gone")
    try:
        with transaction.atomic():
            save_form(form)
    except IntegrityError:
        raise Refused(TAKEN, "taken") from None
    data = {"part": row._meta.model_name, "changed": sorted(form.changed_data), **named(row)}
    remember("edit", standard, EDITED, by=by, audience=COMMITTEE, data=data)
    return keep(standard)


@transaction.atomic
def remove(standard, row, *, by, seen):
    """Takes a clause, a source or an empty section out; what groups said of a clause stays."""
    standard = open_for(standard, by=by, seen=seen)
    data = {"part": row._meta.model_name, **named(row)}
    try:
        row.delete()
    except ProtectedError:
        raise Refused(NOT_EMPTY, "not_empty") from None
    remember("remove", standard, REMOVED, by=by, audience=COMMITTEE, data=data)
    return keep(standard)


def named(row):
    return {"clause": row.code} if isinstance(row, Clause) else {}
