"""What every page may say about the site itself."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

NAMES = {"ar": "العربية", "en": "English"}


def site(request):
    """`site`: name, url, second_factor_off, and the language switch of this very page."""
    lang = (get_language() or settings.LANGUAGE_CODE)[:2]
    return {
        "site": {
            "name": settings.SITE_NAME.get(lang, settings.SITE_NAME["en"]),
            "names": settings.SITE_NAME,
            "url": settings.SITE_URL,
            "canonical": settings.SITE_URL + request.path,
            "second_factor_off": settings.SECOND_FACTOR == "off",
            "alternates": {
                code: settings.SITE_URL + path for code, path in translations(request.path).items()
            },
            "switch": switch(request, "en" if lang == "ar" else "ar"),
        }
    }


def translations(path):
    """{"ar": "/ar/groups/", "en": "/en/groups/"} for a page that exists in both; {} for one without language."""
    first, _slash, rest = path.lstrip("/").partition("/")
    return {code: f"/{code}/{rest}" for code in NAMES} if first in NAMES else {}


def switch(request, lang):
    """Where the other language is chosen: it remembers the choice and comes back to the same place."""
    try:
        with override(lang):
            url = reverse("set_language")
    except NoReverseMatch:  # an embedded page mounts less than the site
        return None
    return {"code": lang, "name": NAMES[lang], "url": f"{url}?{urlencode({'next': request.get_full_path()})}"}
