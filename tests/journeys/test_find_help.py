"""A mother of a five-year-old with autism, on her phone, in Arabic: from the first page to a number she can call."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journeys
TOP = 320


def top_of(locator):
    return locator.evaluate("element => element.getBoundingClientRect().top + scrollY")


def ask_for_autism_at_five_in_hawalli(page):
    page.goto("/")
    page.locator('.doors a[href="/ar/services/"]').click()
    page.locator('a[href="#filters"]').click()
    page.locator("#beneficiary-autism").check()
    page.locator("#age").fill("5")
    page.locator("#area").select_option("KW-HA")
    page.locator("#filters button[type=submit]").click()
    page.wait_for_url(re.compile("(?=.*beneficiary=autism)(?=.*age=5)(?=.*area=KW-HA)"))


def test_a_mother_finds_services_for_her_child_at_the_top_of_the_page(open_browser):
    page = open_browser("phone", "ar")
    ask_for_autism_at_five_in_hawalli(page)
    cards = page.locator("#results article.service")
    expect(cards.first).to_be_in_viewport()
    expect(page.locator("#filters")).to_be_hidden()
    chips = page.locator(".chip:visible")
    assert sorted(chips.all_inner_texts()) == ["التوحد", "حولي", "عمر 5 سنوات"]
    page.reload()
    expect(cards).not_to_have_count(0)
    assert top_of(cards.first) <= TOP
    assert page.locator("h1").inner_text().endswith(f"{cards.count()} خدمة")


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("place", ["services/", "groups/", "groups/?q=توحد", "volunteer/", "fields/D13/"])
def test_the_first_card_of_a_list_starts_near_the_top_of_a_phone(open_browser, lang, place):
    page = open_browser("phone", lang)
    page.goto(f"/{lang}/{place}")
    assert top_of(page.locator("#results .item").first) <= TOP


def test_from_a_service_she_reaches_its_group_in_one_touch_more(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/services/?beneficiary=autism&age=5&area=KW-HA")
    card = page.locator("#results article.service").first
    title = card.locator("h3").inner_text()
    card.locator("h3 a").click()
    page.wait_for_url("**/groups/*/#service-*")
    expect(page.locator(".svc :target h3")).to_have_text(title)
    expect(page.locator(".svc :target h3")).to_be_in_viewport()
    ways = page.locator('.dock a[href^="https://wa.me/"], .dock a[href^="tel:"], .dock a[href^="mailto:"]')
    expect(ways.first).to_be_in_viewport()
    written = page.locator(
        '#reach a[href^="https://wa.me/"], #reach a[href^="tel:"], #reach a[href^="mailto:"]'
    )
    assert ways.first.get_attribute("href") in [link.get_attribute("href") for link in written.all()]


def test_a_place_in_the_words_is_shown_as_a_chip_that_can_be_put_on_and_taken_off(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/")
    page.fill("#q", "توحد السالمية")
    page.press("#q", "Enter")
    page.wait_for_url("**/services/?q=*")
    expect(page.locator("#results article.service").first).to_be_visible()
    assert top_of(page.locator("#results article.service").first) <= TOP
    offered = page.locator(".chip", has_text="السالمية")
    offered.click()
    page.wait_for_url("**area=KW-HA-salmiya*")
    everywhere = page.locator("#results article.service").count()
    chosen = page.locator('.chip[aria-label="حذف: السالمية"]')
    expect(chosen).to_be_visible()
    assert everywhere > 0
    chosen.click()
    page.wait_for_url(lambda url: "area=" not in url)
    assert page.input_value("#q") == "توحد السالمية"


@pytest.mark.parametrize(
    "nothing",
    [
        "services/?q=توحد&area=KW-JA&beneficiary=deafblind&age=1",
        "services/?area=KW-JA&beneficiary=deafblind",
        "groups/?q=توحد&area=KW-JA&beneficiary=deafblind&kind=club",
    ],
)
def test_a_search_without_an_answer_shows_a_way_out_that_leads_to_one(open_browser, nothing):
    page = open_browser("phone", "ar")
    page.goto(f"/ar/{nothing}")
    way = page.locator(".void a.way").first
    expect(way).to_be_in_viewport()
    assert "لا توجد" in page.locator("h1").inner_text()
    assert top_of(page.locator("h1")) <= TOP
    way.click()
    page.wait_for_load_state()
    expect(page.locator("#results .item").first).to_be_visible()


def test_what_she_types_survives_an_answer_that_comes_late(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/services/")
    page.locator('a[href="#filters"]').click()
    held = []
    page.route("**/services/?*beneficiary=autism*", lambda route: held.append(route), times=1)
    page.locator("#beneficiary-autism").click()
    page.locator("#age").focus()
    page.keyboard.type("5")
    page.wait_for_timeout(100)
    held[0].continue_()
    page.wait_for_url("**beneficiary=autism*")
    expect(page.locator("#age")).to_be_focused()
    expect(page.locator("#age")).to_have_value("5")
    page.keyboard.press("Tab")
    page.wait_for_url("**age=5*")
