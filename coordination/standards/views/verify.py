"""Without an account: does an accreditation hold now, and did we sign what somebody hands in?

These addresses have no language; the reader's own is taken, and nobody is sent elsewhere.
"""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.addresses import client_address, neighbourhood
from accounts.attempts import Attempt
from coordination.standards.credentials import now, reading, said, signed
from coordination.standards.forms.checking import CheckForm
from coordination.standards.models import Accreditation, Condition
from directory.linked_data import linked
from directory.models import Group

GUESSES = ((60, 3600),)
CHECKS = ((60, 3600),)
WHY_NOT = {
    "unreadable": _("This is no proof of an accreditation: it cannot be read, or it is not whole."),
    "unknown_key": _("This site did not sign it: the key is not one of ours."),
    "broken": _("It was changed after it was signed, so it proves nothing."),
}


def from_here(kind, request, steps):
    return Attempt(kind, neighbourhood(client_address(request)), steps)


def as_of_now(typed):
    """The accreditation with this number at this moment, or None; a number that is none is looked for as well."""
    try:
        uuid = UUID(typed)
    except ValueError:
        uuid = uuid4()
    return Accreditation.objects.with_all().as_of().filter(uuid=uuid).first()


@never_cache
@vary_on_headers("Accept", "Accept-Language")
@require_safe
def verify(request, typed):
    """HTML, or JSON for who prefers it; an unknown number answers 404 in the same form. Guesses are counted."""
    attempt = from_here("verify", request, GUESSES)
    one = as_of_now(typed) if attempt.allowed else None
    if one:
        attempt.succeeded()
    status = 200 if one else 404 if attempt.allowed else 429
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        body = now.standing(one) if one else now.unknown(typed)
        return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    return render(
        request, "standards/verify.html", shown(request, one, typed, attempt.allowed), status=status
    )


def shown(request, one, typed, allowed):
    """What the page is drawn from; the group's page is named where this reader may open it."""
    visible = one and Group.objects.visible_to(request.audiences).filter(pk=one.group_id).exists()
    return {
        "accreditation": one,
        "typed": typed,
        "too_many": not allowed,
        "at": timezone.localtime(timezone.now(), timezone.get_default_timezone()),
        "giver": said.giver_in(get_language()),
        "opens_group": visible,
        "words": now.words_of(one) if one else "",
        "linked_data": for_machines(one) if one else "",
    }


def for_machines(one):
    """schema.org Certification: whose, by whose word, and whether it counts now."""
    holds = one.is_now == Condition.CURRENT
    return linked(
        "Certification",
        {
            "name": str(one.standard),
            "url": said.verify_address(one),
            "certificationIdentification": str(one.uuid),
            "certificationStatus": f"https://schema.org/Certification{'Active' if holds else 'Inactive'}",
            "issuedBy": {
                "@type": "Organization",
                "name": said.giver_in(get_language()),
                "url": settings.SITE_URL,
            },
            "about": {"@type": "NGO", "name": one.group.name, "identifier": str(one.group.uuid)},
            "datePublished": said.moment(one.issued_at),
            "validFrom": one.valid_from.isoformat(),
            "expires": one.valid_until.isoformat(),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """A page to hand in a file or a text; whether it still holds is looked up by its number."""
    form = CheckForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        if not from_here("check-proof", request, CHECKS).allowed:
            context["too_many"], status = True, 429
        elif form.is_valid():
            context |= checked(form.cleaned_data["said"])
            status = 422 if "why_not" in context else 200
        else:
            status = 422
    return render(request, "standards/check.html", context, status=status)


def checked(text):
    """{proven, accreditation} of what holds, else {why_not}."""
    try:
        proven = reading.read(text, get_language())
    except signed.NotProven as refused:
        return {"why_not": WHY_NOT[refused.code]}
    return {"proven": proven, "accreditation": as_of_now(str(proven.id))}
