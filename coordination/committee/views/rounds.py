"""One round of a form about a thing of a room: shown, refused above what was typed, or done once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from deeds.lifecycle import Refused
from deeds.once import once
from directory.views.saving import files_again


def round_of(request, thing, form, deed, *, after, said, template, **context):
    """Shows the form, or does `deed(form, seen)` once and goes to `after`; a refusal is said above what was typed."""
    version, status = thing.version, 200
    if request.method == "POST":
        version, status = request.POST.get("version", ""), 422
        if form.is_valid():
            try:
                address = once(request.POST.get("once"), lambda: done(deed, form, version, after))
                messages.success(request, said)
                return redirect(address)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                version = current_version(thing)
    files_again(request, form)
    return render(request, template, {"form": form, "version": version, **context}, status=status)


def done(deed, form, seen, after):
    """The address the deed leads to."""
    made = deed(form, seen)
    return str(after(made) if callable(after) else after)


def current_version(thing):
    """What the next try has seen: the page says that something changed."""
    found = type(thing)._base_manager.filter(pk=thing.pk).values_list("version", flat=True).first()
    return thing.version if found is None else found
