"""Handover letters: issued for whoever gave, a page to print, a PDF, and a page where everybody checks one."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.addresses import client_address, neighbourhood
from accounts.attempts import Attempt
from coordination.exchange import rules_of_givers
from coordination.exchange.actions import lettering
from coordination.exchange.models import Letter
from coordination.exchange.views.finding import visible
from coordination.exchange.views.responding import found
from deeds.lifecycle import Refused
from directory import papers
from directory.poster import makes_pdf, qr_code

GUESSES = ((60, 3600),)


@login_required
@require_POST
def issue(request, uuid):
    """About all that arrived of an offer."""
    post = visible(request, uuid)
    if not rules_of_givers.may_have_letter(request.user, post):
        raise Http404
    return redirect(lettering.issue(post, by=request.user))


@login_required
@require_POST
def issue_for_answer(request, uuid):
    """About what a request was answered with."""
    one = found(request, uuid)
    if not rules_of_givers.may_have_letter(request.user, one.post, one):
        raise Http404
    return redirect(lettering.issue(one.post, one, by=request.user))


def shown(letter):
    address = settings.SITE_URL + reverse("letter_verify", args=[letter.uuid])
    corrected = letter.is_corrected()
    newest = letter.newest() if corrected else letter
    return {
        "letter": letter,
        "corrected": corrected,
        "newest": newest if newest != letter else None,
        "address": address,
        "qr": qr_code(address),
        "giver": _("Coordinating committee of %(site)s") % {"site": settings.SITE_NAME[get_language()]},
        "at": timezone.localtime(timezone.now(), timezone.get_default_timezone()),
        "makes_pdf": makes_pdf(),
    }


@never_cache
@require_safe
def letter(request, uuid):
    """Whoever has its number reads it; with `?pdf` the file, where it can be made."""
    one = get_object_or_404(Letter.objects.select_related("post", "response"), uuid=uuid)
    context = shown(one)
    if "pdf" not in request.GET:
        return render(request, "exchange/letter.html", context)
    marks = (one.pk, context["corrected"], timezone.localdate(), get_language())
    try:
        content = papers.made(request, "letter", marks, "exchange/letter_paper.html", context)
    except Refused as why:
        messages.warning(request, why.sentence)
        return render(request, "exchange/letter.html", context, status=papers.STATUS[why.code])
    return papers.download(content, "application/pdf", f"letter-{one.number}-{get_language()}.pdf")


@never_cache
@vary_on_headers("Accept-Language")
@require_safe
def verify(request, typed):
    """Without a language and an account: is it ours, and is it still the whole of it? Guesses are counted."""
    attempt = Attempt("verify-letter", neighbourhood(client_address(request)), GUESSES)
    one = with_number(typed) if attempt.allowed else None
    if one:
        attempt.succeeded()
    context = shown(one) if one else {"too_many": not attempt.allowed}
    status = 200 if one else 404 if attempt.allowed else 429
    return render(request, "exchange/letter_verify.html", context, status=status)


def with_number(typed):
    """A number that is none is looked for as well."""
    try:
        number = UUID(typed)
    except ValueError:
        number = uuid4()
    return Letter.objects.select_related("post", "response").filter(uuid=number).first()
