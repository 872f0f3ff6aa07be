"""A group's poster: its name, what it offers and a QR code that leads to its page."""

import importlib
from functools import cache
from pathlib import Path

import segno
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.safestring import mark_safe

SCRIPTS = ("latin", "arabic")


def qr_code(address):
    """An address as an inline SVG without colours or styles of its own, four modules of quiet around it."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(
        code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#000", light="#fff")
    )


def address_of(group):
    return settings.SITE_URL + group.get_absolute_url()


@cache
def makes_pdf():
    """Is the extra `pdf` installed, and what it stands on too?"""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):
        return False
    return True


def paper(html, sheet="css/poster.css"):
    """HTML as a PDF on A4, with the site's own letters and this sheet; nothing is fetched from anywhere.

    Its version is one whose objects are not packed together: what stands in the head can be found by any program.
    """
    weasyprint = importlib.import_module("weasyprint")
    fonts, fetch = weasyprint.text.fonts.FontConfiguration(), only_fonts(weasyprint.urls)
    sheets = [
        weasyprint.CSS(string=source, font_config=fonts, url_fetcher=fetch)
        for source in (faces(), styles(sheet))
    ]
    document = weasyprint.HTML(string=html, url_fetcher=fetch)
    return document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_version="1.4")


def styles(sheet):
    return Path(finders.find(sheet)).read_text()  # type: ignore[arg-type]


def faces():
    """The letters of both scripts under names of their own, since paper knows no unicode ranges."""
    rules = [
        f'@font-face {{ font-family: "Poster {script}"; font-weight: {weight}; src: url("own:{script}-{weight}"); }}'
        for script in SCRIPTS
        for weight in (400, 600)
    ]
    return "\n".join(
        [*rules, '.poster, .certificate { font-family: "Poster latin", "Poster arabic", sans-serif; }']
    )


def only_fonts(urls):
    """A fetcher of the library's kind that hands out our fonts alone."""

    class OnlyFonts(urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url, headers=None):
            return urls.URLFetcherResponse(url, font(url), {"Content-Type": "font/woff2"})

    return OnlyFonts()


def font(address):
    """The font named own:<script>-<weight>; a poster may fetch nothing else."""
    names = {f"own:{script}-{weight}": f"{script}-{weight}" for script in SCRIPTS for weight in (400, 600)}
    if address not in names:
        raise ValueError("A poster fetches nothing from elsewhere.")
    file = finders.find(f"fonts/multaqa-sans-{names[address]}.woff2")
    return Path(file).read_bytes()  # type: ignore[arg-type]
