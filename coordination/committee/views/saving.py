"""Saving a form while others write on the same thing: what one of them touched is merged, what both touched is asked.

Rooms share it: a thing is what their forms claim, with a version and a journal.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render

from accounts import typed
from deeds.lifecycle import Refused
from deeds.models import Entry
from deeds.once import once
from directory.sections import contents, differences, merging

TRIES = 5


class Moved(Refused):
    """Somebody wrote into the thing since the form was opened."""


@dataclass
class Try:
    """A form on what was posted, and the versions and content that it was opened with."""

    form: Any
    data: Any
    version: Any
    base: str
    clash: dict[str, Any] | None = None


def take(request, thing, make, deed, *, after, said, page, asking, edits, **context):
    """Shows the form that `make(data)` builds on what stands now, or does `deed(form, seen)` and goes to `after`.

    `page` and `asking` are the templates of the form and of the choice; `edits` are the deeds of an edit.
    """
    data = typed.posted(request)
    if request.method != "POST":
        one = opened(thing, make, data)
    else:
        one = posted(thing, make, deed, after, merging.settled(data), edits)
        if isinstance(one, str):
            messages.success(request, said)
            return HttpResponseRedirect(one)
    context = {"form": one.form, "version": one.version, "base": one.base, **context}
    if one.clash:
        section = {"title": context["title"]}
        asked = {**context, "clash": one.clash, "section": section, "revision": ""}
        return render(request, asking, asked, status=409)
    return render(request, page, context, status=422 if request.method == "POST" else 200)


def opened(thing, make, data):
    """A new form; one that was typed before signing in again keeps what it was opened with."""
    form = make(data)
    if data is None:
        return Try(form, data, version_of(thing), packed(contents.stands(form)))
    form.is_valid()
    return Try(form, data, data.get("version", ""), data.get("base", ""))


def posted(thing, make, deed, after, data, edits):
    """The address of a saved form; else a Try that says what needs a change, or asks what only a person decides."""
    for _number in range(TRIES):
        one = Try(make(data), data, data.get("version", ""), data.get("base", ""))
        if not one.form.is_valid():
            return one
        try:
            return once(data.get("once"), lambda one=one: done(deed, one, after), though=(Moved,))
        except Moved as refusal:
            base = unpacked(one.base)
            if base is None:
                return refused(one, refusal, thing)
            merged(one, thing, make, base, edits)
            data = one.data
        except Refused as refusal:
            return refused(one, refusal, thing)
        if one.clash:
            return one
    return one


def done(deed, one, after):
    try:
        deed(one.form, one.version)
    except Refused as refusal:
        raise Moved(refusal.sentence, refusal.code) if refusal.code == "changed" else refusal from refusal
    return str(after)


def refused(one, refusal, thing):
    one.form.add_error(None, refusal.sentence)
    one.version = version_of(thing)
    return one


def merged(one, thing, make, base, edits):
    """The posted data with what others changed meanwhile; where both changed the same, `clash` is set."""
    version, standing = version_of(thing), contents.stands(make(None))
    form, sides = one.form, [contents.flat(one.form, side) for side in (base, standing)]
    values, clashes, taken = merging.merge(form, *sides)
    one.data = merging.carried(one.data, form, values, "")
    one.version, one.base = version, packed(standing)
    one.data["version"], one.data["base"] = str(version), one.base
    if clashes:
        one.form = make(one.data)
        asked = {"csrfmiddlewaretoken", "revision", *(clash.name for clash in clashes)}
        one.clash = {
            "fields": [differences.clashing(holder(one.form, clash.name), clash) for clash in clashes],
            "kept": [(name, value) for name, sent in one.data.lists() if name not in asked for value in sent],
            "taken": taken,
            "now": last_edit(thing, edits),
        }


def holder(form, name):
    return (form.rows_of(name) if hasattr(form, "rows_of") else None) or form


def last_edit(thing, edits):
    """{by, at} of who wrote last."""
    rows = Entry.objects.about(thing).filter(deed__in=edits).select_related("actor")
    entry = rows.order_by("-pk").first()
    return {"by": entry and entry.actor, "at": entry.at if entry else thing.updated_at}


def version_of(thing):
    return type(thing)._base_manager.values_list("version", flat=True).get(pk=thing.pk)


def packed(content):
    return json.dumps(content, ensure_ascii=False)


def unpacked(text):
    """What `packed` wrote; None for anything else that a browser may send."""
    try:
        content = json.loads(text)
    except ValueError:
        return None
    return content if isinstance(content, dict) and fits(content) else None


def fits(content):
    """Lists of rows are lists of {"id": text, …}."""
    lists = [value for value in content.values() if isinstance(value, list)]
    rows = [row for value in lists for row in value if isinstance(row, dict)]
    return all(isinstance(row.get("id"), str) for row in rows)
