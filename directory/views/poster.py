"""A poster of a group, for the wall: a page to print, and a PDF where the extra is installed."""

from urllib.parse import quote

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.addresses import client_address, neighbourhood
from accounts.attempts import Attempt
from directory.models import Group
from directory.poster import address_of, makes_pdf, paper, qr_code

MOST_SERVICES = 6
KEPT = 24 * 3600
MADE_FROM_ONE_PLACE = ((10, 3600), (40, 24 * 3600))  # one takes seconds to make
TOO_MANY = _("Many PDFs were made from your connection. Print this page, or try again in an hour.")


def shown(request, slug):
    """What everybody may read, whoever prints it."""
    group = get_object_or_404(Group.objects.visible_to(request.audiences).with_profile(), slug=slug)
    services = list(group.services.all())
    address = address_of(group)
    return {
        "group": group,
        "services": services[:MOST_SERVICES],
        "more": len(services[MOST_SERVICES:]),
        "address": address,
        "qr": qr_code(address),
        "makes_pdf": makes_pdf(),
    }


@require_safe
def poster(request, slug):
    """The page; with `?pdf` the file, where it can be made."""
    context = shown(request, slug)
    if "pdf" in request.GET and context["makes_pdf"]:
        return as_pdf(request, context)
    return render(request, "directory/poster.html", context)


def as_pdf(request, context):
    """Everybody gets the same one, and it is made anew once the page has changed."""
    group, language = context["group"], get_language()
    key = f"poster:{group.pk}:{group.version}:{language}"
    content = cache.get(key)
    if content is None:
        if not Attempt("poster", neighbourhood(client_address(request)), MADE_FROM_ONE_PLACE).allowed:
            messages.warning(request, TOO_MANY)
            return render(request, "directory/poster.html", context, status=429)
        content = paper(render_to_string("directory/poster_paper.html", context, request))
        cache.set(key, content, KEPT)
    name = f"{group.slug}-{language}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
