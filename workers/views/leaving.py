"""The way out of bulk mail, without an account."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.links import secret_page
from workers import unsubscribing


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt
@secret_page
def unsubscribe(request, token):
    """GET asks and changes nothing, whoever opens it; POST turns off at once, from a mail program too (RFC 8058)."""
    person = unsubscribing.person_of(token)
    if person is None or person.is_erased:
        raise Http404
    if request.method == "POST":
        unsubscribing.unsubscribe(person)
    with override(person.language):
        return render(request, "workers/unsubscribe.html", {"done": request.method == "POST"})
