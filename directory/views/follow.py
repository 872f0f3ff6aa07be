"""“Let me know”: one button for a group, a field, an area or a search; and the list of what one follows."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from directory.actions.visitors import following
from directory.models import Area, Field, Follow, Group

KEPT = ("q", "area", "field", "beneficiary", "access", "kind", "accepting", "age")
LONGEST: int = Follow._meta.get_field("query").max_length  # type: ignore[assignment]


@login_required
@require_POST
def follow(request):
    what = wanted(request)
    messages.success(request, done(request.user, request.POST.get("deed"), what))
    return redirect(back(request))


def done(person, deed, what):
    """What the deed was, in a sentence."""
    if deed == "unfollow":
        following.unfollow(person, **what)
        return _("You no longer follow this.")
    if deed in ("mails", "no_mails"):
        following.tell(person, deed == "mails", **what)
        return _("Your summary tells of it.") if deed == "mails" else _("Your summary no longer tells of it.")
    following.follow(person, **what)
    return _("You follow this now. Your summary tells of what is new there.")


def wanted(request):
    """What the button is about, as the fields of a Follow."""
    code, kind = request.POST.get("code", ""), request.POST.get("kind")
    if kind == "group":
        return {"group": get_object_or_404(Group.objects.visible_to(request.audiences), slug=code)}
    if kind == "field":
        return {"field": get_object_or_404(Field, pk=code)}
    if kind == "area":
        return {"area": get_object_or_404(Area, pk=code)}
    if kind == "search" and code in Follow.List.values:
        return {"listing": code, "query": canonical(request.POST.get("query", ""))}
    raise Http404


def canonical(query):
    """One search has one address: known parameters in one order, without empty values."""
    asked = QueryDict(query[: 4 * LONGEST])
    kept = QueryDict(mutable=True)
    for name in KEPT:
        kept.setlist(name, sorted({value.strip() for value in asked.getlist(name) if value.strip()}))
    said = kept.urlencode()
    if len(said) > LONGEST:
        raise Http404
    return said


def back(request):
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, {request.get_host()}, require_https=request.is_secure())
    return where if safe else "follows"


@login_required
@require_safe
def follows(request):
    rows = Follow.objects.filter(person=request.user).select_related("group", "field", "area")
    return render(request, "directory/follows.html", {"follows": rows})
