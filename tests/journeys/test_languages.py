"""Both languages are whole: the switch keeps the place and the question, and every page exists twice."""

import re

import pytest
from playwright.sync_api import expect

from .pages import ANSWERS, DOORS, PUBLIC

pytestmark = pytest.mark.journeys
HEAD = re.compile(r'<html lang="(\w+)" dir="(\w+)"')
DIRECTION = {"ar": "rtl", "en": "ltr"}


def spoken(page):
    return page.evaluate("[document.documentElement.lang, document.documentElement.dir]")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_switch_keeps_the_place_and_the_question(open_browser, size):
    page = open_browser(size, "ar")
    page.goto("/ar/groups/?q=توحد&accepting=1")
    found = page.locator("#results h3").count()
    page.locator(".util a[hreflang=en]").click()
    page.wait_for_url("**/en/groups/?q=*accepting=1*")
    assert spoken(page) == ["en", "ltr"]
    assert page.input_value("#q") == "توحد"
    assert page.locator("#results h3").count() == found
    page.locator(".util a[hreflang=ar]").click()
    page.wait_for_url("**/ar/groups/?q=*accepting=1*")
    assert spoken(page) == ["ar", "rtl"]


def test_the_switch_follows_filters_that_were_swapped_in(open_browser):
    page = open_browser("desk", "ar")
    page.goto("/ar/services/")
    page.locator("#beneficiary-autism").check()
    page.wait_for_url("**beneficiary=autism*")
    page.locator(".util a[hreflang=en]").click()
    page.wait_for_url("**/en/services/?beneficiary=autism")
    expect(page.locator("#beneficiary-autism")).to_be_checked()


def test_the_choice_is_remembered_at_the_front_door(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/")
    page.wait_for_url("**/ar/")
    page.locator(".util a[hreflang=en]").click()
    page.wait_for_url("**/en/")
    page.goto("/")
    page.wait_for_url("**/en/")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_public_page_opens_in_its_language(open_browser, lang):
    page = open_browser("desk", lang)
    answers = {}
    for place in [*PUBLIC, *ANSWERS, *DOORS]:
        answer = page.request.get(f"/{lang}/{place}")
        answers[place] = (answer.status, *HEAD.search(answer.text()).groups())
    wanted = dict.fromkeys(answers, (200, lang, DIRECTION[lang]))
    assert answers == wanted


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_address_that_is_none_is_answered_in_its_language(open_browser, not_found, lang):
    page, body = open_browser("phone", lang), not_found(lang)
    page.route("**/nothing-of-this-name/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"/{lang}/nothing-of-this-name/", wait_until="domcontentloaded")
    assert spoken(page) == [lang, DIRECTION[lang]]
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(f'main a[href^="/{lang}/"]').first).to_be_visible()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_no_link_of_a_public_page_leads_nowhere(open_browser, lang):
    page = open_browser("phone", lang)
    links = set()
    for place in PUBLIC:
        page.goto(f"/{lang}/{place}")
        links |= set(page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))"))
    pages = {link.partition("#")[0] for link in links if "?" not in link}
    answers = {place: page.request.get(place).status for place in pages}
    assert len(pages) > 30
    assert {place: status for place, status in answers.items() if status != 200} == {}
