"""What the pages of this room share: who comes in, and how a form's deed is done once."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.second_factor import second_factor_required, sudo_ok, to_proof
from deeds.once import once
from directory.models import Group
from directory.models.group import group_ids
from directory.views.visiting import sent


def for_committee(view):
    """Seats with their second factor; for others there is nothing here."""

    @wraps(view)
    def seated(request, *args, **kwargs):
        if "committee" not in request.audiences:
            raise Http404
        return view(request, *args, **kwargs)

    return second_factor_required(seated)


def proved_to_post(view):
    """Reading takes the second factor, the deed a fresh proof: then it is posted again by itself."""

    @wraps(view)
    def proved(request, *args, **kwargs):
        if request.method == "POST" and not sudo_ok(request):
            return to_proof(request)
        return view(request, *args, **kwargs)

    return for_committee(proved)


def led_group(request, slug):
    """The group, when this person leads it; else 404, as for a group that does not exist."""
    return get_object_or_404(Group.objects.filter(pk__in=group_ids(request.audiences, "leader")), slug=slug)


def done(request, form, deed, address):
    """`address` when the form's deed was done now or before by the same form; else None, and the form says why.

    `deed(by=, seen=)` returns the sentence that is shown.
    """
    if request.method != "POST":
        return None
    return sent(form, lambda: once(request.POST.get("once"), act(request, deed, address)))


def act(request, deed, address):
    def acted():
        said = deed(by=request.user, seen=request.POST.get("version"))
        messages.success(request, said)
        return address

    return acted


def pressed(request, *deeds):
    """Which of these buttons was pressed; "" for none of them."""
    deed = request.POST.get("deed", "")
    return deed if deed in deeds else ""


def part(form, data, prefix, *, chosen):
    """One of several forms that share a page: bound when its button was pressed, else it keeps what was typed."""
    if chosen or not data:
        return form(data or None, prefix=prefix)
    typed = {
        name: data.getlist(f"{prefix}-{name}") if name == "codes" else data.get(f"{prefix}-{name}", "")
        for name in form.base_fields
    }
    return form(prefix=prefix, initial=typed)
