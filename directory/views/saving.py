"""One round of an editor's form, for a whole section or for a part of it: open, check, save, merge, ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts import typed
from deeds.lifecycle import Refused
from deeds.once import once
from directory.actions import editing
from directory.models import Revision
from directory.sections import contents, differences, merging

TRIES = 5
FILE_AGAIN = _("The file you chose does not come back by itself. Choose it once more.")


@dataclass
class Round:
    """What came of a request: the form as it stands now; `address` when it was saved; `clash` when it must be asked."""

    group: Any
    section: Any
    build: Callable[..., Any]
    form: Any = None
    revision: str = ""
    restored_from: str = ""
    address: str = ""
    clash: dict[str, Any] | None = field(default=None)

    @property
    def done(self):
        return bool(self.address)


def take(request, group, section, build, *, save=None, part=lambda content: content, after=None):
    """Opens the form that `build(data, files)` gives, or saves what was posted; a Round.

    `save(form, revision)` does the deed (default: `editing.save_section`). `part(content)` picks what the form shows
    out of the section's whole content, when that is less than all of it. `after(form)` gives the address that a saved
    form leads to (default: the section's). What two people changed at once is merged, or asked by `round.clash`.
    """
    round_ = Round(group, section, build)
    data = typed.posted(request)
    if request.method == "POST":
        after = after or (lambda form: section.after(group))
        post(request, round_, merging.settled(data), save or whole(request, round_), part, after)
    elif data is not None:
        reopen(request, round_, data)
    elif number := request.GET.get("restore", ""):
        restore(request, round_, number, part)
    else:
        round_.form = build(None, None)
        round_.revision = str(Revision.objects.number_of(group, section.code))
    return round_


def whole(request, round_):
    def save(form, revision):
        restored_from = request.POST.get("restored_from", "")
        editing.save_section(
            round_.group,
            round_.section,
            form,
            by=request.user,
            revision=revision,
            restored_from=int(restored_from) if is_number(restored_from) else None,
        )

    return save


def post(request, round_, data, save, part, after):
    """Saves; what others saved meanwhile is merged in and tried again, until only a person can decide."""
    token = request.POST.get("once")
    for _try in range(TRIES):
        show(round_, data, request.FILES)
        if not round_.form.is_valid() or "preview" in data:
            return
        try:
            round_.address = once(token, lambda: done(round_, save, after), though=(editing.Conflict,))
            return
        except editing.Conflict as conflict:
            data = merged(round_, data, conflict, part)
        except Refused as refusal:
            round_.form.add_error(None, refusal.sentence)
            return
        if round_.clash:
            return
    round_.form.add_error(None, _("Many people are saving this section right now. Save once more."))


def show(round_, data, files):
    round_.form = round_.build(data, files)
    round_.revision = data.get("revision", "")
    round_.restored_from = data.get("restored_from", "")


def done(round_, save, after):
    save(round_.form, round_.revision)
    return str(after(round_.form))


def merged(round_, data, conflict, part):
    """The posted data with what others changed meanwhile; where both changed the same, `round_.clash` is set."""
    form = round_.form
    base, now = (contents.flat(form, part(kept.data)) for kept in (conflict.base, conflict.now))
    values, clashes, taken = merging.merge(form, base, now)
    data = merging.carried(data, form, values, conflict.now.number)
    if clashes:
        round_.form = round_.build(data, None)
        round_.revision = data["revision"]
        round_.clash = {
            "fields": [differences.clashing(round_.form, clash) for clash in clashes],
            "kept": carried_along(data, clashes),
            "taken": taken,
            "now": conflict.now,
        }
    return data


def carried_along(data, clashes):
    """(name, value) of all that was posted and is not asked about, for hidden fields."""
    asked = {"csrfmiddlewaretoken", *(clash.name for clash in clashes)}
    return [(name, value) for name, values in data.lists() if name not in asked for value in values]


def reopen(request, round_, data):
    """The form as it was when the session ran out."""
    show(round_, data, None)
    round_.form.is_valid()
    messages.info(request, _("You are signed in again. What you wrote is in this form; it is not saved yet."))


def restore(request, round_, number, part):
    """The form filled with an earlier revision; nothing changes until it is saved by today's rules."""
    rows = Revision.objects.of(round_.group, round_.section.code)
    revision = rows.filter(number=number).first() if is_number(number) else None
    form = round_.form = round_.build(None, None)
    round_.revision = str(rows.values_list("number", flat=True).first() or 0)
    if revision is None:
        return
    content = part(revision.data)
    values = form.restoring(content) if hasattr(form, "restoring") else contents.flat(form, content)
    data = QueryDict(mutable=True)
    for name, sent in contents.posted(form, values).lists():
        data.setlist(name, sent)
    round_.form = round_.build(data, None)
    round_.restored_from = str(revision.number)
    round_.form.is_valid()


def is_number(text):
    return text.isdecimal() and len(text) < 10


def page(request, template, round_, context):
    """The form's page; 422 with what was typed when something needs a change, 409 when it must be asked."""
    known = {
        "group": round_.group,
        "section": round_.section,
        "form": round_.form,
        "revision": round_.revision,
        "restored_from": round_.restored_from,
        "clash": round_.clash,
        **context,
    }
    files = files_again(request, round_.form)
    if round_.clash:
        round_.clash["files"] = files
        return render(request, "directory/edit_conflict.html", known, status=409)
    status = 422 if request.method == "POST" and round_.form.errors else 200
    return render(request, template, known, status=status)


def files_again(request, form):
    """The form's fields whose file came with this request and has to be chosen anew; each says so."""
    sent = [
        bound
        for bound in form
        if isinstance(bound.field, forms.FileField) and bound.html_name in request.FILES
    ]
    lost = [] if getattr(form, "sent_before", None) else sent
    for bound in lost:
        if not bound.errors:
            form.add_error(bound.name, FILE_AGAIN)
    return lost


def say_saved(request):
    messages.success(request, _("Changes saved."))
