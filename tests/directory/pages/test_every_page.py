"""What holds of each public page, in Arabic and in English."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

from tests.directory.pages.world import heading, make_full_group, page
from tests.directory.search.world import index_all

PAGES = {
    "": ("من يساعد قريبًا منكم؟", "Who helps near you?"),
    "services/": ("البحث عن مساعدة: خدمة واحدة", "Find help: 1 service"),
    "groups/": ("دليل المجموعات: مجموعة واحدة", "Groups directory: 1 group"),
    "fields/D13/": (
        "خدمات للأشخاص ذوي الإعاقة: مجموعة واحدة",
        "Services for people with disabilities: 1 group",
    ),
    "volunteer/": ("التطوع مع مجموعة: مجموعة واحدة", "Volunteer with a group: 1 group"),
    "groups/sails/": ("فريق أشرعة التطوعي", "Sails Team"),
    "figures/": ("الأرقام", "Figures"),
    "about/": ("عن الملتقى", "About"),
    "volunteering/": ("عن التطوع", "About volunteering"),
    "list-your-group/": ("إدراج مجموعتكم", "List your group"),
    "help/": ("دليل الاستخدام", "Help"),
    "accessibility/": ("بيان إمكانية الوصول", "Accessibility statement"),
    "privacy/": ("الخصوصية", "Privacy"),
    "terms/": ("شروط الاستخدام", "Terms of use"),
}
BOTH = [
    (url, lang, titles[place]) for url, titles in PAGES.items() for place, lang in enumerate(("ar", "en"))
]


@pytest.fixture
def site(words):
    make_full_group()
    index_all()


@pytest.mark.parametrize(("url", "lang", "title"), BOTH)
def test_each_page_in_both_languages(site, client, url, lang, title):
    text = page(client, url, lang)
    direction = {"ar": "rtl", "en": "ltr"}[lang]
    assert f'<html lang="{lang}" dir="{direction}">' in text
    assert f"css/site.{direction}.css" in text
    assert heading(text) == title
    assert (
        text.count('class="btn btn-primary') <= 3
    )  # the skip link, and one button for each of desk and phone


@pytest.mark.parametrize("url", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere(site, client, url):
    text = page(client, url)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/ld+json" not in tag] == []
    assert re.findall(r'\s(?:style|on\w+|hx-on[^=]*)="', text) == []
    assert re.findall(r'(?:src|<link[^>]*rel="stylesheet"[^>]*href)="https?://', text) == []


@pytest.mark.parametrize("url", PAGES)
def test_each_page_names_its_address_and_its_other_language(site, client, url):
    text = page(client, url, "en")
    links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', text))
    assert links == {
        "ar": f"{settings.SITE_URL}/ar/{url}",
        "en": f"{settings.SITE_URL}/en/{url}",
        "x-default": f"{settings.SITE_URL}/ar/{url}",
    }
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/{url}">' in text
    assert f'<meta property="og:url" content="{settings.SITE_URL}/en/{url}">' in text
    assert text.count('property="og:title"') == text.count('property="og:image"') == 1


def test_the_switch_keeps_the_place_and_the_question(site, client):
    switch = re.search(r'<a href="([^"]+)" lang="en"', page(client, "services/?q=توحد&age=5")).group(1)
    answer = client.get(switch.replace("&amp;", "&"))
    assert answer.headers["Location"].startswith("/en/services/?q=")
    assert answer.headers["Location"].endswith("&age=5")


def test_rooms_that_do_not_exist_are_not_in_the_navigation(site, client):
    nav = page(client, "").partition('<nav class="rooms"')[2].partition("</nav>")[0]
    items = re.findall(r'href="/ar/([^"]*)"', nav)
    assert items == ["services/", "volunteer/", "groups/", "initiatives/", "exchange/", "committee/"]


def test_an_editor_finds_the_way_to_the_own_page(cast):
    nav = page(cast.client("editor"), "about/").partition('<nav class="rooms"')[2].partition("</nav>")[0]
    assert re.findall(r'href="/ar/([^"]*)"', nav)[:2] == ["me/", "me/group/"]
    assert cast.client("editor").get("/ar/me/group/")["Location"] == "/ar/groups/basira/edit/"
    assert "me/group/" not in page(cast.client("member"), "about/")


def test_one_room_is_marked_as_where_one_is(cast):
    text = page(cast.client("editor"), f"groups/{cast.group.slug}/edit/texts/")
    nav = text.partition('<nav class="rooms"')[2].partition("</nav>")[0]
    assert re.findall(r'href="/ar/([^"]*)" aria-current="true"', nav) == ["me/group/"]


@pytest.mark.parametrize(
    ("lang", "title"), [("ar", "لم نجد هذه الصفحة"), ("en", "We did not find this page")]
)
def test_a_page_that_is_not_there_shows_ways_on(words, client, lang, title):
    answer = client.get(f"/{lang}/no-such-page/")
    text = answer.content.decode()
    assert (answer.status_code, heading(text)) == (404, title)
    assert f'href="/{lang}/services/"' in text
    assert 'rel="canonical"' not in text


def test_the_banner_says_that_the_second_factor_is_off(words, client, settings):
    settings.SECOND_FACTOR = "off"
    assert "هذا موقع للتجربة" in page(client, "about/")
    settings.SECOND_FACTOR = "required"
    assert "هذا موقع للتجربة" not in page(client, "about/")


def test_an_error_of_ours_is_said_in_both_languages_without_a_database():
    text = get_template("500.html").render()
    assert heading(text) == "حدث خطأ من جانبنا وسُجّل"
    assert '<div lang="en" dir="ltr"><h2>Something went wrong on our side, and it was noted</h2>' in text
