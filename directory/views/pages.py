"""Pages that are mainly text, written apart in Arabic and in English."""

from email.utils import parseaddr

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from directory.sitemaps import SITEMAPS

ABOUT = {"ar": "pages/ar/about.html", "en": "pages/en/about.html"}
VOLUNTEERING = {"ar": "pages/ar/volunteering.html", "en": "pages/en/volunteering.html"}
LIST_YOUR_GROUP = {"ar": "pages/ar/list_your_group.html", "en": "pages/en/list_your_group.html"}
HELP = {"ar": "pages/ar/help.html", "en": "pages/en/help.html"}
ACCESSIBILITY = {"ar": "pages/ar/accessibility.html", "en": "pages/en/accessibility.html"}
PRIVACY = {"ar": "pages/ar/privacy.html", "en": "pages/en/privacy.html"}
TERMS = {"ar": "pages/ar/terms.html", "en": "pages/en/terms.html"}


def text_page(template):
    @require_safe
    def view(request):
        lang = "en" if get_language().startswith("en") else "ar"
        return render(request, template[lang], {"address": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]})

    return view


about = text_page(ABOUT)
volunteering = text_page(VOLUNTEERING)
list_your_group = text_page(LIST_YOUR_GROUP)
help_page = text_page(HELP)
accessibility = text_page(ACCESSIBILITY)
privacy = text_page(PRIVACY)
terms = text_page(TERMS)


@require_safe
def sitemap(request):
    """The list of the sitemap's parts, each cut into pages; addresses come from SITE_URL."""
    parts = []
    for section, make in SITEMAPS.items():
        url = settings.SITE_URL + reverse("sitemap_part", args=[section])
        pages = range(2, make().paginator.num_pages + 1)
        parts += [{"location": address} for address in (url, *(f"{url}?p={page}" for page in pages))]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request):
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
