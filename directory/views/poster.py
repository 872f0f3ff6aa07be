"""A poster of a group, for the wall: a page to print, and a PDF where the extra is installed."""

from urllib.parse import quote

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from directory.models import Group
from directory.poster import address_of, makes_pdf, paper, qr_code

MOST_SERVICES = 6
KEPT = 24 * 3600


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
    content = cache.get_or_set(
        f"poster:{group.pk}:{group.version}:{language}",
        lambda: paper(render_to_string("directory/poster_paper.html", context, request)),
        KEPT,
    )
    name = f"{group.slug}-{language}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
