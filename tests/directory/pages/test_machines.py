"""What search engines read, and how much a first visit weighs."""

import gzip
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.directory.pages.world import make_full_group
from tests.directory.search.world import index_all, make_group

MOST_BYTES = 150 * 1024
STATIC = settings.BASE_DIR / "config" / "static"
PACKED = {".woff2", ".png"}


def test_the_sitemap_lists_each_listed_group_in_both_languages(words, client):
    make_full_group()
    make_group(slug="hidden", standing="draft")
    index = client.get("/sitemap.xml").content.decode()
    parts = re.findall(r"<loc>([^<]+)</loc>", index)
    assert parts == [f"{settings.SITE_URL}/sitemap-{part}.xml" for part in ("pages", "groups", "fields")]
    groups = client.get("/sitemap-groups.xml").content.decode()
    assert re.findall(r"<loc>([^<]+)</loc>", groups) == [
        f"{settings.SITE_URL}/{lang}/groups/sails/" for lang in ("ar", "en")
    ]
    assert set(re.findall(r'hreflang="([^"]+)"', groups)) == {"ar", "en", "x-default"}
    assert "/ar/fields/D13/" in client.get("/sitemap-fields.xml").content.decode()
    assert "/en/services/" in client.get("/sitemap-pages.xml").content.decode()


def test_robots_are_told_where_the_sitemap_is(db, client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text


HEAVIEST = [
    f"/{lang}/{url}"
    for lang in ("ar", "en")
    for url in ("", "services/?q=توحد", "groups/", "groups/sails-0/")
]


def test_a_first_visit_weighs_at_most_150_kb(words, client):
    for number in range(20):
        make_full_group(f"sails-{number}")
    index_all()
    weights = {url: first_visit(client.get(url).content) for url in HEAVIEST}
    assert {url: size for url, size in weights.items() if size > MOST_BYTES} == {}


def first_visit(content):
    return weight(content) + sum(weight_of(name) for name in loaded(content.decode()))


def loaded(text):
    """Names of the static files a browser fetches for a page, fonts of both scripts among them."""
    named = set(re.findall(r"/static/([\w./-]+\.(?:css|js|svg))", text))
    fonts = {f"fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    return named | fonts


def weight_of(name):
    path = Path(finders.find(name))
    return path.stat().st_size if path.suffix in PACKED else weight(path.read_bytes())


def weight(content):
    return len(gzip.compress(content, 6))


def test_what_was_made_from_others_work_is_what_the_list_says():
    rows = re.findall(
        r"^\| (\S+) \|.*\| `([0-9a-f]{64})` \|$", (STATIC / "VENDOR.md").read_text(), re.MULTILINE
    )
    assert len(rows) >= 10
    assert [
        name for name, digest in rows if hashlib.sha256((STATIC / name).read_bytes()).hexdigest() != digest
    ] == []


def test_every_icon_that_a_page_names_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    texts = [path.read_text() for path in (settings.BASE_DIR / "templates").rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'{% icon "([^"]+)"', text)}
    assert named - sprite == set()


def test_print_shows_the_page_without_its_tools():
    sheet = (STATIC / "css" / "site.rtl.css").read_text().partition("@media print{.no-print")
    printed = re.findall(r"@media print\{(.+)$", (STATIC / "css" / "site.rtl.css").read_text())[-1]
    assert sheet
    for tool in (".dock", ".facets", ".findbar", ".top-acts"):
        assert tool in printed
