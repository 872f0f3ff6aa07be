"""Suggestions while typing, by keyboard alone: they lead to a page, they step aside, and they are said."""

import pytest
from playwright.sync_api import expect

from . import axe
from .conftest import SIZES

pytestmark = pytest.mark.journeys
OPTION = "[role=option]"
FIELDS = ["", "groups/", "services/", "volunteer/"]
FITS = """() => {
  const list = document.querySelector("[role=listbox]").getBoundingClientRect();
  const low = [...document.querySelectorAll("[role=option]")].filter(one => one.getBoundingClientRect().height < 44);
  const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
  return list.left >= 0 && list.right <= document.documentElement.clientWidth && !low.length && !wide;
}"""


def type_into(page, text):
    page.locator("#q").focus()
    page.keyboard.type(text, delay=30)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")


def chosen(page):
    """The text of the option that the field points to, which is the one that is selected."""
    pointed = page.locator("#q").get_attribute("aria-activedescendant")
    selected = page.locator(f"{OPTION}[aria-selected=true]")
    assert [one.get_attribute("id") for one in selected.all()] == ([pointed] if pointed else [])
    return selected.inner_text() if pointed else None


@pytest.mark.parametrize("place", FIELDS)
def test_typing_an_arrow_and_enter_land_on_the_page_of_a_group(open_browser, place):
    page = open_browser("phone", "ar")
    page.goto(f"/ar/{place}")
    type_into(page, "بصير")
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "مجموعة بصيرة"
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/groups/basira/")


def test_without_an_option_enter_searches_as_before(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/")
    type_into(page, "بصيرة")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/services/?q=*")
    page.goto("/ar/groups/")
    type_into(page, "سالمي")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/groups/?q=*")
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_the_arrows_go_round_and_home_goes_back_to_the_text(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/groups/")
    type_into(page, "الس")
    names = page.locator(OPTION).all_inner_texts()
    assert 2 < len(names) <= 8
    page.keyboard.press("ArrowUp")
    assert chosen(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert chosen(page) == names[0]
    page.keyboard.press("Home")
    assert chosen(page) is None
    assert page.evaluate("document.activeElement.selectionStart") == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert chosen(page) is None
    assert page.evaluate("document.activeElement.selectionStart") == len("الس")


def test_escape_closes_then_clears_and_leaving_closes(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/groups/")
    field, options = page.locator("#q"), page.locator("[role=listbox]")
    type_into(page, "سالم")
    page.keyboard.press("Escape")
    expect(options).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("سالم")
    page.keyboard.press("ArrowDown")
    expect(options).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    type_into(page, "سالم")
    page.keyboard.press("Tab")
    expect(options).to_be_hidden()


def test_how_many_there_are_is_said_and_each_kind_has_its_name(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/groups/")
    type_into(page, "salmiya")
    said = page.locator(".suggesting [role=status]")
    expect(said).to_have_text("اقتراح واحد")
    assert page.locator("[role=group] .kind").all_inner_texts() == ["الأماكن"]
    assert (
        page.locator("[role=listbox] [role=group]").get_attribute("aria-labelledby") == "q-suggestions-area"
    )
    page.locator("#q").fill("qqqq")
    expect(said).to_have_text("لا اقتراحات")
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_an_answer_that_comes_late_is_dropped(open_browser):
    page = open_browser("phone", "ar")
    page.goto("/ar/groups/")
    held = []
    page.route("**/suggest/**", lambda route: route.continue_() if held else held.append(route))
    page.locator("#q").focus()
    with page.expect_request("**/suggest/**"):
        page.keyboard.type("بصير")
    page.locator("#q").fill("سالمية")
    expect(page.locator(OPTION)).to_have_text(["السالمية"])
    held[0].fulfill(json={"results": [{"kind": "group", "label": "متأخر", "url": "/ar/"}]})
    page.wait_for_timeout(300)
    expect(page.locator(OPTION)).to_have_text(["السالمية"])


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("place", ["", "groups/"])
def test_axe_finds_nothing_while_they_are_open(open_browser, place, lang):
    page = open_browser("phone", lang)
    page.goto(f"/{lang}/{place}")
    for size in ("small", "phone", "desk"):
        page.set_viewport_size(SIZES[size])
        page.locator("#q").fill("")
        type_into(page, {"ar": "الس", "en": "se"}[lang])
        page.keyboard.press("ArrowDown")
        assert page.evaluate(FITS)
    assert axe.faults(page, SIZES["phone"], SIZES["desk"]) == []


def test_without_a_script_the_field_is_a_plain_one(open_browser):
    page = open_browser("phone", "ar", java_script_enabled=False)
    page.goto("/ar/")
    assert page.locator("#q").get_attribute("role") is None
    page.fill("#q", "بصيرة")
    page.press("#q", "Enter")
    page.wait_for_url("**/ar/services/?q=*")
